import { DAY_MS, daylightAt, mix, type Colour, type Daylight } from './daylight.ts';
import type { Mosaic, Plane } from './mosaic.ts';
import { skyAt } from './sky.ts';

/** The landscape is measured in 1/160 of the picture's width, so it looks the same at every size. */
const LENGTHS_ACROSS = 160;

/** Paints hills under the sky of a time of day over the whole picture. */
export function paintLandscape({ luma, chromaBlue, chromaRed }: Mosaic, timeMs: number): void {
  const daylight = daylightAt(timeMs);
  const sky = skyAt(timeMs, daylight);
  const length = LENGTHS_ACROSS / luma.columns;
  const hills = Array.from({ length: luma.columns }, (_, column) =>
    hillsAt(timeMs, daylight, column * length),
  );
  const colours: Colour[] = [];
  for (let y = 0; colours.length < luma.values.length; y += length) {
    const skyHere = sky(y);
    hills.forEach((hill, column) => colours.push(hill(y) ?? skyHere(column * length)));
  }
  luma.values.set(colours.map((colour) => Math.round(colour.luma)));
  paintChroma(chromaBlue, colours, 'blue');
  paintChroma(chromaRed, colours, 'red');
}

/** Gives each chroma block the mean colour of the four luma blocks that it covers. */
function paintChroma({ values, columns }: Plane, colours: readonly Colour[], part: 'blue' | 'red'): void {
  const lumaColumns = 2 * columns;
  for (let i = 0; i < values.length; i++) {
    const upperLeft = 2 * Math.floor(i / columns) * lumaColumns + 2 * (i % columns);
    const four = [0, 1, lumaColumns, lumaColumns + 1].map(
      (offset) => colours[upperLeft + offset]?.[part] ?? 0,
    );
    values[i] = Math.round(four.reduce((sum, value) => sum + value) / 4);
  }
}

/** A chain of hills. Lengths are in 1/160 of the picture's width, downwards from its top. */
interface Ridge {
  readonly top: number;
  readonly swing: number;
  /** The number of waves across the picture. */
  readonly waves: number;
  /** 0 for a ridge in the colour of the horizon, 1 for a ridge without haze, in the colour of the land. */
  readonly nearness: number;
}

/** The ridges, from the nearest. */
const RIDGES: readonly Ridge[] = [
  { top: 80, swing: 4, waves: 1.3, nearness: 1 },
  { top: 70, swing: 3.5, waves: 2.1, nearness: 0.75 },
  { top: 62.5, swing: 2.5, waves: 3.2, nearness: 0.45 },
];

/** Haze gathers at the foot of a ridge. From this depth on, it has this share of the colour. */
const FOOT_HAZE = 0.25;
const FOOT_DEPTH = 12;

/** The hills in one column of the picture, as the colour at each height. Each day has different hills. */
function hillsAt(timeMs: number, { horizon, land }: Daylight, x: number): (y: number) => Colour | undefined {
  const day = Math.floor(timeMs / DAY_MS);
  const slices = RIDGES.map((ridge) => ({ top: ridgeTop(ridge, x, day), nearness: ridge.nearness }));
  return (y) => {
    const slice = slices.find(({ top }) => y >= top);
    if (!slice) return undefined;
    const haze = FOOT_HAZE * Math.min(1, (y - slice.top) / FOOT_DEPTH);
    return mix(horizon, land, slice.nearness * (1 - haze));
  };
}

/** The sum of three waves. Their phases depend on the day, and never repeat. */
function ridgeTop({ top, swing, waves }: Ridge, x: number, day: number): number {
  const angle = (2 * Math.PI * waves * x) / 160;
  return (
    top +
    swing * Math.sin(angle + day * 2.4 * waves) +
    0.4 * swing * Math.sin(2.7 * angle + day * 1.7) +
    0.15 * swing * Math.sin(6.1 * angle + day)
  );
}
