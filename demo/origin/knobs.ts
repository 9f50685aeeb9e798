import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import type { Fault } from './fault.ts';
import type { PictureSize } from './picture-size.ts';

/** How a simulated stream behaves. A stream's name may turn each knob: see `parse-stream-name.ts`. */
export interface Knobs {
  /** How long the stream has existed, and how long it is kept. */
  readonly days: number;
  readonly segmentMs: number;
  readonly size: PictureSize;
  /** How many qualities the stream's own playlist names; `undefined`: it is the playlist of the only one. */
  readonly variants: number | undefined;
  /** When nothing was recorded; `default`: some holes a day, see `default-holes.ts`. */
  readonly holes: 'default' | readonly TimeRange[];
  /** `command`: nothing is recorded but what `RealTimeRecordCommand` asks for. */
  readonly record: 'always' | 'command';
  /** When the encoder was started anew: its time stamps and the live playlist begin at 0 there. */
  readonly restarts: readonly UnixMs[];
  /** What the live playlist is from the last segment before a hole to the first one after it. */
  readonly down: 'frozen' | '404';
  /** Which segments carry `EXT-X-PROGRAM-DATE-TIME`. */
  readonly pdt: 'all' | 'first' | 'discontinuity' | 'none';
  /** Whether `EXT-X-DISCONTINUITY` marks holes and restarts. */
  readonly discontinuityTags: boolean;
  /** What a playlist with only a `start` does as time goes on. */
  readonly start: PlaylistGrowth;
  /** What a playlist with an `offset` does as time goes on. */
  readonly offset: PlaylistGrowth;
  /** How many segments a sliding playlist holds. */
  readonly edgeSegments: number;
  /** From the end of a segment to its being listed. */
  readonly delayMs: number;
  /** How far the server's clock is ahead of the host's. */
  readonly skewMs: number;
  /** Added to each answer. */
  readonly latencyMs: number;
  /** Of each segment's body. */
  readonly bytesPerSecond: number;
  readonly faults: readonly Fault[];
  /** Key of CDN auth type A; `undefined`: the stream is open. */
  readonly authKey: string | undefined;
  /** How long signatures are valid that the page's server makes. */
  readonly authTtlMs: number;
}

/** `growing`: the beginning stays, the end follows the clock. `sliding`: a window of fixed length moves on. */
export type PlaylistGrowth = 'growing' | 'sliding';

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
