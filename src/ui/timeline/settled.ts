import type { RecordedRanges, TimeRange, UnixMs } from '../../core/index.ts';

/** A segment is recorded once it is complete, and known to be once the server has been asked again. */
export const SETTLES_WITHIN_MS = 60_000;

/** Up to when a lack of recordings means something: what is younger may only not be recorded yet. */
export const settledUntil = (bounds: TimeRange, now: UnixMs): UnixMs =>
  Math.min(bounds.end, now - SETTLES_WITHIN_MS);

/** Whether nothing is recorded of an instant, nor will be. */
export const isSettledHole = (recorded: RecordedRanges, at: UnixMs, now: UnixMs): boolean =>
  at < now - SETTLES_WITHIN_MS && recorded.isHole(at);
