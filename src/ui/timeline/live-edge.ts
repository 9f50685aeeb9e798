import type { RecordedRanges, TimeRange, UnixMs } from '../../core/index.ts';

/** The end of the bounds and the server's time are read one after the other, so they differ by a little. */
const SAME_MS = 1000;

/** Whether there is a live stream to go to, which is so where the bounds end at the server's time. */
export const hasLive = (bounds: TimeRange, now: UnixMs): boolean => Math.abs(bounds.end - now) <= SAME_MS;

/**
 * What is missing from the recordings of the last minute is not a hole yet: a segment is recorded once it is complete,
 * and it is known here once the server has been asked again.
 */
export const SETTLES_WITHIN_MS = 60_000;

/** The end of the time in which missing recordings are holes. */
export const settledUntil = (bounds: TimeRange, now: UnixMs): UnixMs =>
  Math.min(bounds.end, now - SETTLES_WITHIN_MS);

/** Whether nothing is recorded of an instant, and nothing will be. */
export const isSettledHole = (recorded: RecordedRanges, at: UnixMs, now: UnixMs): boolean =>
  at < now - SETTLES_WITHIN_MS && recorded.isHole(at);
