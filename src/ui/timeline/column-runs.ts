import type { TimeRange, UnixMs } from '../../core/index.ts';
import type { TimeScale } from './time-scale.ts';

/**
 * Columns of pixels, half-open: from `from` up to, but not including, `to`. The runs of a list are sorted and do not
 * touch. All that is drawn on the timeline is drawn as such runs, so its cost depends on pixels and not on ranges.
 */
export interface ColumnRun {
  readonly from: number;
  readonly to: number;
}

/**
 * The columns that ranges fill. Even the shortest range in view fills one column.
 *
 * The cost is proportional to the number of runs, not of ranges: after each run, a bisection finds the next range that
 * reaches beyond it.
 *
 * @param ranges sorted and not overlapping
 */
export function columnRuns(ranges: readonly TimeRange[], scale: TimeScale): ColumnRun[] {
  const runs: { from: number; to: number }[] = [];
  let index = firstEndingFrom(ranges, scale.viewport.start, 0);
  for (;;) {
    const range = ranges[index];
    if (!range || range.start >= scale.viewport.end) return runs;
    const { from, to } = atLeastOneColumn(range, scale);
    const last = runs.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else runs.push({ from, to });
    index = firstEndingFrom(ranges, scale.instantOfColumn(runs.at(-1)?.to ?? 0), index + 1);
  }
}

function atLeastOneColumn(range: TimeRange, scale: TimeScale): ColumnRun {
  const [run] = columnsOf(range, scale);
  if (run) return run;
  const column = scale.columnAt(range.start);
  return { from: column, to: column + 1 };
}

/** The columns of one range; none where it is shorter than half a pixel or out of view. */
export function columnsOf(range: TimeRange, scale: TimeScale): ColumnRun[] {
  const [from, to] = [scale.columnOf(range.start), scale.columnOf(range.end)];
  return to > from ? [{ from, to }] : [];
}

/** The columns of `runs` that are not in `taken`. */
export function subtract(runs: readonly ColumnRun[], taken: readonly ColumnRun[]): ColumnRun[] {
  const left: ColumnRun[] = [];
  let index = 0;
  for (const run of runs) {
    let { from } = run;
    for (let next = taken[index]; next && next.from < run.to; next = taken[index]) {
      if (next.from > from) left.push({ from, to: next.from });
      from = Math.max(from, next.to);
      // `next` is kept for the following run, which it may reach into.
      if (next.to > run.to) break;
      index += 1;
    }
    if (from < run.to) left.push({ from, to: run.to });
  }
  return left;
}

/** The columns of `runs` that are in `others`, too. */
export const intersect = (runs: readonly ColumnRun[], others: readonly ColumnRun[]): ColumnRun[] =>
  subtract(runs, subtract(runs, others));

/** The runs as the `d` of an SVG path: one rectangle for each. */
export function rectanglesPath(
  runs: readonly ColumnRun[],
  scale: TimeScale,
  y: number,
  heightPx: number,
): string {
  return runs
    .map(({ from, to }) => `M${leftOf({ from, to }, scale)} ${y}h${to - from}v${heightPx}h${from - to}z`)
    .join('');
}

/** The runs as the `d` of an SVG path: one horizontal line for each. */
export const linesPath = (runs: readonly ColumnRun[], scale: TimeScale, y: number): string =>
  runs.map((run) => `M${leftOf(run, scale)} ${y}h${run.to - run.from}`).join('');

const leftOf = ({ from, to }: ColumnRun, scale: TimeScale): number =>
  scale.isRtl ? scale.widthPx - to : from;

/** The index of the first range, from index `low` on, that ends at `at` or later; by bisection. */
function firstEndingFrom(ranges: readonly TimeRange[], at: UnixMs, low: number): number {
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
