import type { TimeRange } from '../../src/core/time/time-range.ts';

/** What remains of ranges without other ranges. */
export function subtractRanges(ranges: readonly TimeRange[], others: readonly TimeRange[]): TimeRange[] {
  return others.reduce<TimeRange[]>(
    (remaining, other) => remaining.flatMap((range) => subtract(range, other)),
    [...ranges],
  );
}

function subtract({ start, end }: TimeRange, other: TimeRange): TimeRange[] {
  const before = { start, end: Math.min(end, other.start) };
  const after = { start: Math.max(start, other.end), end };
  return [before, after].filter((part) => part.start < part.end);
}
