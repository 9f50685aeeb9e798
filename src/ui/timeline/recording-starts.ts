import { contains, type RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';

/** Within this time after the start of a recording, the previous one is the recording before it. */
const AT_START_MS = 5000;

/** The start of the recording that an instant is in, or else of the one before; null where there is none. */
export function previousRecordingStart(
  recorded: RecordedRanges,
  bounds: TimeRange,
  at: UnixMs,
): UnixMs | null {
  const before = at - AT_START_MS;
  const range = recorded.rangeAt(before) ?? recorded.previous(before);
  if (!range || range.end <= bounds.start) return null;
  const start = Math.max(range.start, bounds.start);
  return start < before ? start : null;
}

/** The start of the next recording after an instant; null where there is none. */
export function nextRecordingStart(recorded: RecordedRanges, bounds: TimeRange, at: UnixMs): UnixMs | null {
  const range = recorded.next(Math.max(at, bounds.start - 1));
  return range && contains(bounds, range.start) ? range.start : null;
}
