import type { TimeRange } from '../../src/core/time/time-range.ts';

/**
 * What is left of a run of the encoder when each cell is gone that a hole touches. Cells are of equal length, from
 * the start of the run on; its end cuts the last one short.
 *
 * @param holes in the order of their starts
 */
export function recordedRanges(
  { start, end }: TimeRange,
  holes: readonly TimeRange[],
  cellMs: number,
): TimeRange[] {
  const ranges: TimeRange[] = [];
  let from = start;
  for (const hole of holes.filter((each) => each.start < end && each.end > start)) {
    const cutStart = start + Math.floor((hole.start - start) / cellMs) * cellMs;
    if (from < cutStart) ranges.push({ start: from, end: cutStart });
    from = Math.max(from, start + Math.ceil((hole.end - start) / cellMs) * cellMs);
  }
  if (from < end) ranges.push({ start: from, end });
  return ranges;
}
