import type { TimeRange, UnixMs } from '../time/time-range.ts';
import type { RecordedRanges } from './recorded-ranges.ts';

/**
 * When the segments begin that the timeline lists, in order and each once, as far as they begin within a range. The
 * timeline rounds to whole seconds, and always in the same way.
 */
export function listedStarts({ listings }: RecordedRanges, within: TimeRange): UnixMs[] {
  const starts = new Set<UnixMs>();
  for (const listing of listings) {
    if (listing.window.end < within.start || listing.window.start > within.end) continue;
    for (const start of listing.starts) if (start >= within.start && start < within.end) starts.add(start);
  }
  return [...starts].sort((one, other) => one - other);
}
