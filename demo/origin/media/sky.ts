import { DAY_MS, fromRgb, mix, type Colour, type Daylight } from './daylight.ts';

/** One in this many places has a star. */
const PLACES_PER_STAR = 110;
const BRIGHTEST_STAR_LUMA = 150;

/** A glow is invisible beyond this many of its radii. */
const GLOW_REACH = 2.5;

/**
 * The colours of the sky: a gradient with the sun by day, and with the moon and stars by night. The result takes a
 * height first and then a place at that height, because all places of a row share the gradient.
 */
export function skyAt(timeMs: number, daylight: Daylight): (y: number) => (x: number) => Colour {
  const disc = discAt(timeMs);
  const glow = mix(daylight.horizon, disc.colour, 0.5);
  const glowRadius = 10 + 10 * daylight.brightness;
  return (y) => {
    const air = mix(daylight.zenith, daylight.horizon, Math.min(1, y / HORIZON_Y) ** 1.8);
    return (x) => {
      const distance = Math.hypot(x - disc.x, y - disc.y);
      if (distance < DISC_RADIUS && disc.isLit((x - disc.x) / DISC_RADIUS, (y - disc.y) / DISC_RADIUS)) {
        return disc.colour;
      }
      if (distance < GLOW_REACH * glowRadius) {
        return mix(air, glow, 0.6 * disc.litShare * Math.exp(-((distance / glowRadius) ** 2)));
      }
      const star = starlight(x, y) * (1 - daylight.brightness);
      return star === 0 ? air : { ...air, luma: air.luma + star };
    };
  };
}

/** How much a star brightens a place. A star is in one corner of a place, and fainter towards the horizon. */
function starlight(x: number, y: number): number {
  if (x % 1 >= 0.5 || y % 1 >= 0.5) return 0;
  const hash = scatter(Math.floor(x) + 1000 * Math.floor(y));
  if (hash % PLACES_PER_STAR !== 0) return 0;
  const magnitude = 0.3 + 0.7 * (hash / 2 ** 32);
  return BRIGHTEST_STAR_LUMA * magnitude * Math.max(0, 1 - y / HORIZON_Y);
}

/** A hash of 32 bits: a place always has the same one. */
function scatter(place: number): number {
  let hash = Math.imul(place + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae3d);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The sun or the moon. Lengths are in 1/160 of the picture's width, from its upper left corner. */
interface Disc {
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
  /** The share of the disc that is lit, 0 to 1. */
  readonly litShare: number;
  /** Whether the disc is lit at an offset from its middle, in radii. */
  readonly isLit: (dx: number, dy: number) => boolean;
}

const HORIZON_Y = 66;
const DISC_RADIUS = 4.4;
const CULMINATION_Y = 55.5;

const LOW_SUN = fromRgb(0xffb46a);
const HIGH_SUN = fromRgb(0xfff3d0);
const MOON = fromRgb(0xe4e8f4);

/** The time from one new moon to the next, and the time of a new moon: 2000-01-06T18:14Z. */
const LUNAR_MONTH_MS = 29.530_588 * DAY_MS;
const A_NEW_MOON_MS = Date.UTC(2000, 0, 6, 18, 14);

/** The sun from 6:00 to 18:00 UTC, and the moon at night. Each moves from the left to the right. */
function discAt(timeMs: number): Disc {
  const halfDays = timeMs / (DAY_MS / 2) - 0.5;
  const progress = halfDays % 1;
  const height = Math.sin(Math.PI * progress);
  // A disc is symmetric only at multiples of a half.
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

/** The lit part is bounded by half an ellipse. A waxing moon is lit on the right. */
function isMoonLit(phase: number): Disc['isLit'] {
  const edge = Math.cos(2 * Math.PI * phase);
  const side = phase < 0.5 ? 1 : -1;
  return (dx, dy) => side * dx > edge * Math.sqrt(1 - dy * dy);
}

/** 0 is new moon, 0.5 full moon. */
function moonPhase(timeMs: number): number {
  return ((((timeMs - A_NEW_MOON_MS) / LUNAR_MONTH_MS) % 1) + 1) % 1;
}
