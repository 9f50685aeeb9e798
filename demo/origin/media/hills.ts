import { mix, type Colour } from './colour.ts';
import { DAY_MS, type Daylight } from './daylight.ts';

/** Lengths are in 1/160 of the picture's width, downwards from its top. */
interface Ridge {
  readonly top: number;
  readonly swing: number;
  /** Waves across the picture. */
  readonly waves: number;
  /** How little haze lies before it: 0 is the colour of the horizon, 1 that of the land. */
  readonly nearness: number;
}

/** From the nearest. */
const RIDGES: readonly Ridge[] = [
  { top: 80, swing: 4, waves: 1.3, nearness: 1 },
  { top: 70, swing: 3.5, waves: 2.1, nearness: 0.75 },
  { top: 62.5, swing: 2.5, waves: 3.2, nearness: 0.45 },
];

/** Haze gathers at the foot of a ridge, and covers this share of it after so many lengths. */
const FOOT_HAZE = 0.25;
const FOOT_DEPTH = 12;

/** The hills above a point of the lower edge, as the colour at each height. Each day has hills of its own. */
export function hillsAt(
  timeMs: number,
  { horizon, land }: Daylight,
  x: number,
): (y: number) => Colour | undefined {
  const day = Math.floor(timeMs / DAY_MS);
  const slices = RIDGES.map((ridge) => ({ top: ridgeTop(ridge, x, day), nearness: ridge.nearness }));
  return (y) => {
    const slice = slices.find(({ top }) => y >= top);
    if (!slice) return undefined;
    const haze = FOOT_HAZE * Math.min(1, (y - slice.top) / FOOT_DEPTH);
    return mix(horizon, land, slice.nearness * (1 - haze));
  };
}

/** A wave with two smaller and quicker ones on it, whose phases are never the same again. */
function ridgeTop({ top, swing, waves }: Ridge, x: number, day: number): number {
  const angle = (2 * Math.PI * waves * x) / 160;
  return (
    top +
    swing * Math.sin(angle + day * 2.4 * waves) +
    0.4 * swing * Math.sin(2.7 * angle + day * 1.7) +
    0.15 * swing * Math.sin(6.1 * angle + day)
  );
}
