import type { RecordedRanges, TimeRange } from '../../../core/index.ts';
import { SETTLES_WITHIN_MS } from '../../timeline/settled.ts';

/** How much of a day is recorded; `full` is all of it that can be gone to. */
export type DayRecordings = 'full' | 'partial' | 'none' | 'unknown';

export function dayRecordings(recorded: RecordedRanges, day: TimeRange, bounds: TimeRange): DayRecordings {
  const start = Math.max(day.start, bounds.start);
  const end = Math.min(day.end, bounds.end);
  const first = recorded.rangeAt(start) ?? recorded.next(start);
  const hasSome = first !== undefined && first.start < end;
  // What is youngest may only not be recorded yet.
  const settled = { start, end: Math.min(end, bounds.end - SETTLES_WITHIN_MS) };
  if (hasSome) return recorded.holes(settled).length > 0 ? 'partial' : 'full';
  return settled.end <= start || recorded.unknown(settled).length > 0 ? 'unknown' : 'none';
}
