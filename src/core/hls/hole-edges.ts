import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';

/** What the timeline says is in whole seconds. */
export const ROUNDING_MS = 1000;

/** Of the holes that end after `at`, the one that begins nearest to it, at most `slackMs` away. */
export function holeAhead(recorded: RecordedRanges, at: UnixMs, slackMs: number): TimeRange | null {
  let nearest: TimeRange | null = null;
  let before = recorded.previous(at + slackMs);
  while (before && before.end >= at - slackMs) {
    const hole = closedHoleAt(recorded, before.end);
    if (hole && hole.end > at && !isNearer(at, nearest?.start, hole.start)) nearest = hole;
    before = recorded.previous(before.start);
  }
  return nearest;
}

/** Of the holes that begin before `at`, the one that ends nearest to it, at most `slackMs` away. */
export function holeBehind(recorded: RecordedRanges, at: UnixMs, slackMs: number): TimeRange | null {
  let nearest: TimeRange | null = null;
  let after = recorded.next(at - slackMs - 1);
  while (after && after.start <= at + slackMs) {
    const hole = closedHoleAt(recorded, after.start - 1);
    if (hole && hole.start < at && !isNearer(at, nearest?.end, hole.end)) nearest = hole;
    after = recorded.next(after.start);
  }
  return nearest;
}

const isNearer = (to: UnixMs, one: UnixMs | undefined, other: UnixMs): boolean =>
  one !== undefined && Math.abs(one - to) < Math.abs(other - to);

/** A hole of which it is known where it begins and where it ends. */
function closedHoleAt(recorded: RecordedRanges, at: UnixMs): TimeRange | null {
  const hole = recorded.holeAt(at);
  const isClosed = hole && recorded.isRecorded(hole.start - 1) && recorded.isRecorded(hole.end);
  return isClosed ? hole : null;
}
