import { contains, type RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';

/** Sooner after its beginning, what is before a recording is the recording before. */
const AT_BEGINNING_MS = 5000;

/** Where the recording before an instant begins, or the one that it is in; null where there is none. */
export function previousBeginning(recorded: RecordedRanges, bounds: TimeRange, at: UnixMs): UnixMs | null {
  const before = at - AT_BEGINNING_MS;
  const range = recorded.rangeAt(before) ?? recorded.previous(before);
  if (!range || range.end <= bounds.start) return null;
  const start = Math.max(range.start, bounds.start);
  return start < before ? start : null;
}

/** Where the next recording after an instant begins; null where there is none. */
export function nextBeginning(recorded: RecordedRanges, bounds: TimeRange, at: UnixMs): UnixMs | null {
  const range = recorded.next(Math.max(at, bounds.start - 1));
  return range && contains(bounds, range.start) ? range.start : null;
}
