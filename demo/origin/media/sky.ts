import { mix, type Colour } from './colour.ts';
import type { Daylight } from './daylight.ts';
import { DISC_RADIUS, discAt, HORIZON_Y } from './sun-and-moon.ts';

/** One in so many places has a star. */
const PLACES_PER_STAR = 110;
const BRIGHTEST_STAR_LUMA = 150;

/** Beyond so many radii a glow is too faint to show. */
const GLOW_REACH = 2.5;

/**
 * A gradient with the sun by day, and with the moon and stars by night.
 *
 * @returns for a height, the colours at that height
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

/** How much brighter a place is for a star. Stars are a whole place at most, and fade towards the horizon. */
function starlight(x: number, y: number): number {
  if (x % 1 >= 0.5 || y % 1 >= 0.5) return 0;
  const hash = scatter(Math.floor(x) + 1000 * Math.floor(y));
  if (hash % PLACES_PER_STAR !== 0) return 0;
  const magnitude = 0.3 + 0.7 * (hash / 2 ** 32);
  return BRIGHTEST_STAR_LUMA * magnitude * Math.max(0, 1 - y / HORIZON_Y);
}

/** A number of 32 bits that looks random, but is always the same for a place. */
function scatter(place: number): number {
  let hash = Math.imul(place + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae3d);
  return (hash ^ (hash >>> 16)) >>> 0;
}
