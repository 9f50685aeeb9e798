/** A colour of video: BT.601, studio range (luma 16 to 235, chroma around 128), not rounded. */
export interface Colour {
  readonly luma: number;
  readonly blue: number;
  readonly red: number;
}

/** Converts a colour such as 0x1b63ad. */
export function fromRgb(hex: number): Colour {
  const [r, g, b] = [(hex >> 16) / 255, ((hex >> 8) & 0xff) / 255, (hex & 0xff) / 255] as const;
  const brightness = 0.299 * r + 0.587 * g + 0.114 * b;
  return {
    luma: 16 + 219 * brightness,
    blue: 128 + (112 / 0.886) * (b - brightness),
    red: 128 + (112 / 0.701) * (r - brightness),
  };
}

/** Mixes two colours. A share of 0 gives `a`, a share of 1 gives `b`. */
export function mix(a: Colour, b: Colour, share: number): Colour {
  return {
    luma: a.luma + (b.luma - a.luma) * share,
    blue: a.blue + (b.blue - a.blue) * share,
    red: a.red + (b.red - a.red) * share,
  };
}

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The colours of the landscape at a time. They let viewers see the time of day at a glance. */
export interface Daylight {
  readonly zenith: Colour;
  readonly horizon: Colour;
  readonly land: Colour;
  /** 0 at night, 1 by day. */
  readonly brightness: number;
}

interface Keyframe {
  readonly hour: number;
  readonly zenith: number;
  readonly horizon: number;
  readonly land: number;
  readonly brightness: number;
}

/** The zenith is always dark enough for white digits. */
const KEYFRAMES: readonly Keyframe[] = [
  { hour: 0, zenith: 0x0a1130, horizon: 0x2a3f70, land: 0x0c1428, brightness: 0 },
  { hour: 4, zenith: 0x0c1434, horizon: 0x35467a, land: 0x0d1428, brightness: 0 },
  { hour: 5.5, zenith: 0x1f2a58, horizon: 0xa8657a, land: 0x1a1c30, brightness: 0.3 },
  { hour: 6.5, zenith: 0x2f4a80, horizon: 0xeaa277, land: 0x2a2a35, brightness: 0.6 },
  { hour: 8, zenith: 0x2f5f8c, horizon: 0xd9cfb4, land: 0x1f4a45, brightness: 1 },
  { hour: 12, zenith: 0x265a8e, horizon: 0xa6cbdc, land: 0x1c5244, brightness: 1 },
  { hour: 16, zenith: 0x305c86, horizon: 0xcfcbb0, land: 0x2c4f3c, brightness: 1 },
  { hour: 17.5, zenith: 0x35467c, horizon: 0xf0a060, land: 0x33303a, brightness: 0.6 },
  { hour: 18.5, zenith: 0x2a2a5c, horizon: 0xc05a5e, land: 0x231d30, brightness: 0.3 },
  { hour: 20, zenith: 0x141a44, horizon: 0x4c4278, land: 0x12152c, brightness: 0 },
  { hour: 24, zenith: 0x0a1130, horizon: 0x2a3f70, land: 0x0c1428, brightness: 0 },
];

/** The tint of the land by day. Each weekday has its own. */
const WEEKDAY_TINTS = [0x2f6b3a, 0x20606e, 0x6a5a2c, 0x4a4a7c, 0x2a6a5c, 0x6b4a3c, 0x44682c].map(fromRgb);

export function daylightAt(timeMs: number): Daylight {
  const hour = (timeMs % DAY_MS) / HOUR_MS;
  const next = KEYFRAMES.findIndex((keyframe) => keyframe.hour > hour);
  const before = KEYFRAMES[next - 1];
  const after = KEYFRAMES[next];
  if (!before || !after) throw new RangeError(`${timeMs} is not a time after 1970.`);
  const share = (hour - before.hour) / (after.hour - before.hour);
  const between = (key: 'zenith' | 'horizon' | 'land'): Colour =>
    mix(fromRgb(before[key]), fromRgb(after[key]), share);
  const brightness = before.brightness + (after.brightness - before.brightness) * share;
  const tint = WEEKDAY_TINTS[Math.floor(timeMs / DAY_MS) % 7] ?? between('land');
  return {
    zenith: between('zenith'),
    horizon: between('horizon'),
    land: mix(between('land'), tint, 0.6 * brightness),
    brightness,
  };
}
