import { fromRgb, mix, type Colour } from './colour.ts';
import { DAY_MS } from './daylight.ts';

/** Lengths are in 1/160 of the picture's width, downwards and rightwards from its upper left corner. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
  /** How much of it is lit, 0 to 1. */
  readonly litShare: number;
  /** Whether it shines at an offset from its middle, in radii. */
  readonly isLit: (dx: number, dy: number) => boolean;
}

export const HORIZON_Y = 66;
export const DISC_RADIUS = 4.4;
const CULMINATION_Y = 55.5;

const LOW_SUN = fromRgb(0xffb46a);
const HIGH_SUN = fromRgb(0xfff3d0);
const MOON = fromRgb(0xe4e8f4);

/** From one new moon to the next, and one of them: 2000-01-06T18:14Z. */
const LUNAR_MONTH_MS = 29.530_588 * DAY_MS;
const A_NEW_MOON_MS = Date.UTC(2000, 0, 6, 18, 14);

/** The sun from six to six, then the moon, each from the left to the right. */
export function discAt(timeMs: number): Disc {
  const halfDays = timeMs / (DAY_MS / 2) - 0.5;
  const progress = halfDays % 1;
  const height = Math.sin(Math.PI * progress);
  // On halves the disc is as round on the left as on the right.
  const place = {
    x: toHalves(16 + 128 * progress),
    y: toHalves(HORIZON_Y + (CULMINATION_Y - HORIZON_Y) * height),
  };
  const isDay = Math.floor(halfDays) % 2 === 0;
  if (isDay) return { ...place, colour: mix(LOW_SUN, HIGH_SUN, height), litShare: 1, isLit: () => true };
  const phase = moonPhase(timeMs);
  return {
    ...place,
    colour: MOON,
    litShare: (1 - Math.cos(2 * Math.PI * phase)) / 2,
    isLit: isMoonLit(phase),
  };
}

function toHalves(length: number): number {
  return Math.round(2 * length) / 2;
}

/** The edge of the light is half an ellipse; a waxing moon is lit on the right. */
function isMoonLit(phase: number): Disc['isLit'] {
  const edge = Math.cos(2 * Math.PI * phase);
  const side = phase < 0.5 ? 1 : -1;
  return (dx, dy) => side * dx > edge * Math.sqrt(1 - dy * dy);
}

/** 0 is new moon, 0.5 full moon. */
function moonPhase(timeMs: number): number {
  return ((((timeMs - A_NEW_MOON_MS) / LUNAR_MONTH_MS) % 1) + 1) % 1;
}
