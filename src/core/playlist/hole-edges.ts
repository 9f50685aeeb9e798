import type { RecordedRanges } from '../recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../time-range.ts';
import type { MediaSegment } from './segment.ts';

/** What the timeline says is in whole seconds. */
export const ROUNDING_MS = 1000;

/** The hole that begins at most `slackMs` from `at`, if it is known where it ends. */
export function holeStartingNear(recorded: RecordedRanges, at: UnixMs, slackMs: number): TimeRange | null {
  const before = recorded.previous(at + slackMs);
  return before && before.end >= at - slackMs ? closedHoleAt(recorded, before.end) : null;
}

/** The hole that ends at most `slackMs` from `at`, if it is known where it begins. */
export function holeEndingNear(recorded: RecordedRanges, at: UnixMs, slackMs: number): TimeRange | null {
  const after = recorded.next(at - slackMs - 1);
  return after && after.start <= at + slackMs ? closedHoleAt(recorded, after.start - 1) : null;
}

function closedHoleAt(recorded: RecordedRanges, at: UnixMs): TimeRange | null {
  const hole = recorded.holeAt(at);
  const isClosed = hole && recorded.isRecorded(hole.start - 1) && recorded.isRecorded(hole.end);
  return isClosed ? hole : null;
}

/** How far a segment may lie from where it seems to lie without dates. */
export const slackOf = ({ durationMs }: MediaSegment): number => Math.max(durationMs, ROUNDING_MS);
