import { expect } from 'chai';
import fc from 'fast-check';
import type { TimeRange } from '../../../src/core/index.ts';
import {
  type ColumnRun,
  columnRuns,
  intersect,
  linesPath,
  rectanglesPath,
  subtract,
} from '../../../src/ui/timeline/column-runs.ts';
import { TimeScale } from '../../../src/ui/timeline/time-scale.ts';

const WIDTH_PX = 100;
/** A pixel is ten milliseconds. */
const scale = new TimeScale({ start: 1000, end: 2000 }, WIDTH_PX, false);
const rtlScale = new TimeScale(scale.viewport, WIDTH_PX, true);

const ranges = (...edges: [start: number, end: number][]): TimeRange[] =>
  edges.map(([start, end]) => ({ start, end }));
const runs = (...edges: [from: number, to: number][]): ColumnRun[] =>
  edges.map(([from, to]) => ({ from, to }));

/** Any sorted ranges that do not touch, in and around the view. */
const anyRanges = fc
  .uniqueArray(fc.integer({ min: 700, max: 2300 }), { maxLength: 400, size: 'max' })
  .map((edges) => edges.sort((a, b) => a - b))
  .map((edges) =>
    ranges(
      ...edges.flatMap((start, index): [number, number][] =>
        index % 2 ? [] : [[start, edges[index + 1] ?? start]],
      ),
    ),
  )
  .map((each) => each.filter(({ start, end }) => end > start));

/** The same columns, found in the simplest way. */
function filledColumns(of: readonly TimeRange[]): number[] {
  const filled = new Set<number>();
  for (const { start, end } of of) {
    if (end < scale.viewport.start || start >= scale.viewport.end) continue;
    const [from, to] = [scale.columnOf(start), scale.columnOf(end)];
    if (to === from) filled.add(scale.columnAt(start));
    for (let column = from; column < to; column += 1) filled.add(column);
  }
  return [...filled].sort((a, b) => a - b);
}

const columnsIn = (of: readonly ColumnRun[]): number[] =>
  of.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));

describe('columnRuns', () => {
  it('gives the columns that ranges fill', () => {
    expect(columnRuns(ranges([1100, 1200], [1500, 1600]), scale)).to.deep.equal(runs([10, 20], [50, 60]));
  });

  it('stops at the edges of the view', () => {
    expect(columnRuns(ranges([0, 1100], [1900, 9000]), scale)).to.deep.equal(runs([0, 10], [90, 100]));
    expect(columnRuns(ranges([0, 900], [2000, 9000]), scale)).to.deep.equal([]);
  });

  it('gives a column even to the shortest range', () => {
    expect(columnRuns(ranges([1501, 1502], [1998, 1999]), scale)).to.deep.equal(runs([50, 51], [99, 100]));
  });

  it('joins ranges that meet in a column', () => {
    expect(columnRuns(ranges([1100, 1150], [1151, 1200]), scale)).to.deep.equal(runs([10, 20]));
  });

  it('gives the same columns as each range by itself', () => {
    fc.assert(
      fc.property(anyRanges, (each) => {
        expect(columnsIn(columnRuns(each, scale))).to.deep.equal(filledColumns(each));
      }),
    );
  });

  it('gives a path whose length is limited by pixels and not by ranges', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      start: 1000 + index * 0.1,
      end: 1000.05 + index * 0.1,
    }));
    const found = columnRuns(many, scale);
    expect(found).to.deep.equal(runs([0, 100]));
    const wide = new TimeScale({ start: 0, end: 10_000 }, 928, false);
    const scattered = Array.from({ length: 10_000 }, (_, index) => ({
      start: index + 0.2,
      end: index + 0.4,
    }));
    expect(rectanglesPath(columnRuns(scattered, wide), wide, 9, 6).length).to.be.below(928 * 20);
  });

  it('looks at ranges in proportion to the columns', () => {
    let looks = 0;
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      start: 1000 + index / 100,
      end: 1000.005 + index / 100,
    }));
    const watched = new Proxy(many, {
      get: (target, name) => {
        looks += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
    columnRuns(watched, scale);
    // One bisection for each column.
    expect(looks).to.be.below(WIDTH_PX * 25);
  });
});

describe('paths of column runs', () => {
  const recorded = columnRuns(ranges([1100, 1200], [1500, 1700]), scale);

  it('have a rectangle for each run', () =>
    expect(rectanglesPath(recorded, scale, 9, 6)).to.equal('M10 9h10v6h-10zM50 9h20v6h-20z'));

  it('have a line for each run', () => expect(linesPath(recorded, scale, 9)).to.equal('M10 9h10M50 9h20'));

  it('begin at the right where the page reads from right to left', () => {
    expect(rectanglesPath(recorded, rtlScale, 9, 6)).to.equal('M80 9h10v6h-10zM30 9h20v6h-20z');
    expect(linesPath(recorded, rtlScale, 9)).to.equal('M80 9h10M30 9h20');
  });
});

describe('subtract and intersect', () => {
  it('treat column runs as sets of columns', () => {
    fc.assert(
      fc.property(anyRanges, anyRanges, (one, other) => {
        const [a, b] = [columnRuns(one, scale), columnRuns(other, scale)];
        const inB = new Set(columnsIn(b));
        expect(columnsIn(subtract(a, b))).to.deep.equal(columnsIn(a).filter((column) => !inB.has(column)));
        expect(columnsIn(intersect(a, b))).to.deep.equal(columnsIn(a).filter((column) => inB.has(column)));
      }),
    );
  });
});
