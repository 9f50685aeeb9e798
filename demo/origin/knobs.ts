import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import type { Fault } from './faults.ts';

/** How a simulated stream behaves. The name of a stream can set each knob: see `stream-name.ts`. */
export interface Knobs {
  /** For how long the stream has existed, and for how long its recording is kept. */
  readonly days: number;
  readonly segmentMs: number;
  readonly size: PictureSize;
  /** The number of variants in the multivariant playlist; `undefined`: the stream has a media playlist instead. */
  readonly variants: number | undefined;
  /** When nothing was recorded; `default`: a few holes a day, see `default-holes.ts`. */
  readonly holes: 'default' | readonly TimeRange[];
  /** `command`: the stream is recorded only while `RealTimeRecordCommand` says so. */
  readonly record: 'always' | 'command';
  /** When the encoder was restarted. Its time stamps and the numbers of the live playlist begin at 0 there. */
  readonly restarts: readonly UnixMs[];
  /** What the live playlist answers while the encoder is down: its last state, or 404. */
  readonly down: 'frozen' | '404';
  /** Which segments carry `EXT-X-PROGRAM-DATE-TIME`. */
  readonly pdt: 'all' | 'first' | 'discontinuity' | 'none';
  /** Whether `EXT-X-DISCONTINUITY` marks holes and restarts. */
  readonly discontinuityTags: boolean;
  /** How a playlist that has only a `start` changes over time. */
  readonly start: PlaylistGrowth;
  /** How a playlist that has an `offset` changes over time. */
  readonly offset: PlaylistGrowth;
  /** The number of segments in a sliding playlist. */
  readonly edgeSegments: number;
  /** The time from the end of a segment until playlists list it. */
  readonly delayMs: number;
  /** How far the server's clock is ahead of the host's clock. */
  readonly skewMs: number;
  /** A wait before each answer. */
  readonly latencyMs: number;
  /** The rate at which the body of each segment arrives. */
  readonly bytesPerSecond: number;
  readonly faults: readonly Fault[];
  /** The key of CDN authentication type A; `undefined`: the stream needs no signature. */
  readonly authKey: string | undefined;
  /** For how long the signatures are valid that the page's server makes. */
  readonly authTtlMs: number;
}

/** `growing`: the first segment stays, and the end follows the clock. `sliding`: a window of fixed length moves on. */
export type PlaylistGrowth = 'growing' | 'sliding';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** All sizes that a stream can have, from small to large. The test card is made for these. */
export const PICTURE_SIZES: readonly PictureSize[] = [
  { width: 320, height: 180 },
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];

/** A size as the knob `size` and the attribute `RESOLUTION` of a playlist write it. */
export const sizeName = ({ width, height }: PictureSize): string => `${width}x${height}`;

export const DEFAULT_KNOBS: Knobs = {
  days: 15,
  segmentMs: 4000,
  size: { width: 640, height: 360 },
  variants: undefined,
  holes: 'default',
  record: 'always',
  restarts: [],
  down: 'frozen',
  pdt: 'all',
  discontinuityTags: true,
  start: 'growing',
  offset: 'sliding',
  edgeSegments: 6,
  delayMs: 1000,
  skewMs: 0,
  latencyMs: 0,
  bytesPerSecond: Infinity,
  faults: [],
  authKey: undefined,
  authTtlMs: 60_000,
};
