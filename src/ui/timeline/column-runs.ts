import type { TimeRange, UnixMs } from '../../core/index.ts';
import type { TimeScale } from './time-scale.ts';

/** The columns of pixels from `from` up to, but not including, `to`. Lists are sorted and apart from each other. */
export interface ColumnRun {
  readonly from: number;
  readonly to: number;
}

/**
 * The columns that ranges fill, at least one for each, however short. It costs as much as there are columns to fill,
 * not as there are ranges: from each run it leaps to the next range that may add to it.
 *
 * @param ranges sorted and apart from each other
 */
export function columnRuns(ranges: readonly TimeRange[], scale: TimeScale): ColumnRun[] {
  const runs: { from: number; to: number }[] = [];
  let index = firstEndingFrom(ranges, scale.viewport.start, 0);
  for (;;) {
    const range = ranges[index];
    if (!range || range.start >= scale.viewport.end) return runs;
    const { from, to } = filledBy(range, scale);
    const last = runs.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else runs.push({ from, to });
    index = firstEndingFrom(ranges, scale.instantOfColumn(runs.at(-1)?.to ?? 0), index + 1);
  }
}

function filledBy(range: TimeRange, scale: TimeScale): ColumnRun {
  const [from, to] = [scale.columnOf(range.start), scale.columnOf(range.end)];
  if (to > from) return { from, to };
  const column = scale.columnAt(range.start);
  return { from: column, to: column + 1 };
}

/** The columns of one range; none where it is empty or out of view. */
export function columnsOf(range: TimeRange, scale: TimeScale): ColumnRun[] {
  const [from, to] = [scale.columnOf(range.start), scale.columnOf(range.end)];
  return to > from ? [{ from, to }] : [];
}

/** What is left of `runs` without `taken`. */
export function subtract(runs: readonly ColumnRun[], taken: readonly ColumnRun[]): ColumnRun[] {
  const left: ColumnRun[] = [];
  let index = 0;
  for (const run of runs) {
    let { from } = run;
    for (let next = taken[index]; next && next.from < run.to; next = taken[index]) {
      if (next.from > from) left.push({ from, to: next.from });
      from = Math.max(from, next.to);
      // It may reach into the next run, too.
      if (next.to > run.to) break;
      index += 1;
    }
    if (from < run.to) left.push({ from, to: run.to });
  }
  return left;
}

/** What of `runs` lies in `within`. */
export const clip = (runs: readonly ColumnRun[], within: readonly ColumnRun[]): ColumnRun[] =>
  subtract(runs, subtract(runs, within));

/** As the `d` of an SVG path: one rectangle a run. */
export function rectanglesPath(
  runs: readonly ColumnRun[],
  scale: TimeScale,
  y: number,
  heightPx: number,
): string {
  return runs
    .map(({ from, to }) => {
      const x = scale.isRtl ? scale.widthPx - to : from;
      return `M${x} ${y}h${to - from}v${heightPx}h${from - to}z`;
    })
    .join('');
}

/** The index of the first range, from `low` on, that ends at `at` or later; by bisection. */
function firstEndingFrom(ranges: readonly TimeRange[], at: UnixMs, low: number): number {
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
