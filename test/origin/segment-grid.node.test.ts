import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'node:test';
import { SegmentGrid } from '../../demo/origin/segment-grid.ts';
import type { TimeRange } from '../../src/core/time-range.ts';

const SEGMENT_MS = 10;
const CELLS = 60;

const holes = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: CELLS * SEGMENT_MS }), fc.integer({ min: 1, max: 80 }))
    .map(([start, length]): TimeRange => ({ start, end: start + length })),
  { maxLength: 8 },
);

/** The starts of all segments, found by looking at each cell. */
const startsBySearch = (cut: readonly TimeRange[]): number[] =>
  Array.from({ length: CELLS * 3 }, (_, cell) => cell * SEGMENT_MS).filter((start) =>
    cut.every((hole) => hole.end <= start || hole.start >= start + SEGMENT_MS),
  );

describe('SegmentGrid', () => {
  it('numbers the segments that holes leave without a break', () => {
    fc.assert(
      fc.property(holes, (cut) => {
        const grid = new SegmentGrid(SEGMENT_MS, cut);
        const starts = startsBySearch(cut);
        expect(starts.map((_, number) => grid.startOf(number))).to.deep.equal(starts);
      }),
    );
  });

  it('finds the segment on air at an instant, or the next one', () => {
    fc.assert(
      fc.property(holes, fc.integer({ min: 0, max: CELLS * SEGMENT_MS }), (cut, at) => {
        const grid = new SegmentGrid(SEGMENT_MS, cut);
        const starts = startsBySearch(cut);
        expect(grid.numberAt(at)).to.equal(starts.findIndex((start) => start + SEGMENT_MS > at));
        expect(grid.numberFrom(at)).to.equal(starts.findIndex((start) => start >= at));
        expect(grid.hasSegmentAt(at)).to.equal(starts.includes(at));
      }),
    );
  });

  it('knows which segments follow a hole', () => {
    fc.assert(
      fc.property(holes, (cut) => {
        const grid = new SegmentGrid(SEGMENT_MS, cut);
        const starts = startsBySearch(cut);
        const follow = starts.map(
          (start, number) => start !== (starts[number - 1] ?? -SEGMENT_MS) + SEGMENT_MS,
        );
        expect(starts.map((_, number) => grid.followsHole(number))).to.deep.equal(follow);
        starts.forEach((_, number) => {
          expect(grid.holesFollowedBefore(number)).to.equal(follow.slice(0, number).filter(Boolean).length);
        });
      }),
    );
  });

  it('ends where a hole begins that goes on for ever', () => {
    const grid = new SegmentGrid(4000, [{ start: 1.7e12, end: 1e13 }]);
    const lastNumber = 1.7e12 / 4000 - 1;
    expect(grid.numberAt(1.7e12 - 1)).to.equal(lastNumber);
    expect(grid.numberAt(1.8e12)).to.equal(lastNumber + 1);
    expect(grid.hasSegmentAt(1.7e12 - 4000)).to.equal(true);
    expect(grid.hasSegmentAt(1.7e12)).to.equal(false);
  });
});
