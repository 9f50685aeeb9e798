/** The stream that the players play: one of the built-in origin's, with some of its knobs set (demo/origin/knobs.ts). */
export interface BenchStream {
  readonly segmentMs: number;
  readonly size: '640x360' | '1920x1080';
  /** Further knobs, none of which changes the bytes of the segments. */
  readonly knobs: readonly string[];
}

/** The stream of all phases that need no other; it has no gaps. */
export const PLAIN: BenchStream = { segmentMs: 4000, size: '640x360', knobs: [] };

/** The part of the stream's name that decides on its segments: streams that share it share their segments. */
export const pictureName = ({ segmentMs, size }: BenchStream): string =>
  `studio~segment=${segmentMs}~size=${size}`;

export const streamName = (stream: BenchStream, latencyMs: number): string =>
  [pictureName(stream), `latency=${latencyMs}`, ...stream.knobs].join('~');

/** How long the origin shows each frame. */
export const FRAME_MS = 40;
/** Media times and dates are exact to a millisecond at best. */
const ROUNDING_MS = 2;

/**
 * By how many frames a clock is wrong that differs from the clock in the picture by this much. Any time within the
 * duration of the frame is right.
 */
export const framesOff = (differenceMs: number): number =>
  Math.max(
    0,
    Math.ceil((-differenceMs - ROUNDING_MS) / FRAME_MS),
    Math.floor((differenceMs - ROUNDING_MS) / FRAME_MS),
  );
