import { type RecordedRanges, SETTLED_AFTER_MS, type TimeRange, type UnixMs } from '../../core/index.ts';

/** The end of the bounds and the server's time are read one after the other, so they differ by a little. */
const SAME_MS = 1000;

/** Whether there is a live stream to go to, which is so where the bounds end at the server's time. */
export const hasLive = (bounds: TimeRange, now: UnixMs): boolean => Math.abs(bounds.end - now) <= SAME_MS;

/**
 * The end of the time in which missing recordings are holes. What is missing from the last minute may only not be known
 * yet: a segment is recorded once it is complete, and it is known here once the server has been asked again.
 */
export const settledUntil = (bounds: TimeRange, now: UnixMs): UnixMs =>
  Math.min(bounds.end, now - SETTLED_AFTER_MS);

/** Whether nothing is recorded of an instant, and nothing will be. */
export const isSettledHole = (recorded: RecordedRanges, at: UnixMs, now: UnixMs): boolean =>
  at < now - SETTLED_AFTER_MS && recorded.isHole(at);
