import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'node:test';
import { SegmentGrid } from '../../demo/origin/segment-grid.ts';
import type { TimeRange } from '../../src/core/time/time-range.ts';

const SEGMENT_MS = 10;
const CELLS = 60;

const instant = fc.integer({ min: 0, max: CELLS * SEGMENT_MS });
const holes = fc.array(
  fc
    .tuple(instant, fc.integer({ min: 1, max: 80 }))
    .map(([start, length]): TimeRange => ({ start, end: start + length })),
  { maxLength: 8 },
);
const restarts = fc.array(fc.integer({ min: 1, max: CELLS * SEGMENT_MS }), { maxLength: 4 });

interface FoundSegment extends TimeRange {
  readonly encoderStart: number;
}

/** Finds all segments by looking at each cell of each run of the encoder. */
function segmentsBySearch(cut: readonly TimeRange[], restarted: readonly number[]): FoundSegment[] {
  const starts = [0, ...restarted].sort((one, other) => one - other);
  const cells = starts.flatMap((encoderStart, index) => {
    const encoderEnd = starts[index + 1] ?? encoderStart + 3 * CELLS * SEGMENT_MS;
    const count = Math.ceil((encoderEnd - encoderStart) / SEGMENT_MS);
    return Array.from({ length: count }, (_, cell) => {
      const start = encoderStart + cell * SEGMENT_MS;
      return { start, end: Math.min(start + SEGMENT_MS, encoderEnd), encoderStart };
    });
  });
  return cells.filter(({ start, end }) => cut.every((hole) => hole.end <= start || hole.start >= end));
}

const startOf = ({ start }: TimeRange): number => start;

describe('SegmentGrid', () => {
  it('numbers the segments without a gap, across holes and restarts', () => {
    fc.assert(
      fc.property(holes, restarts, (cut, restarted) => {
        const grid = new SegmentGrid(SEGMENT_MS, cut, restarted);
        segmentsBySearch(cut, restarted).forEach(({ start, end }, number) => {
          expect([grid.startOf(number), grid.endOf(number)]).to.deep.equal([start, end]);
        });
      }),
    );
  });

  it('finds the segment at an instant, or the next one', () => {
    fc.assert(
      fc.property(holes, restarts, instant, (cut, restarted, at) => {
        const grid = new SegmentGrid(SEGMENT_MS, cut, restarted);
        const found = segmentsBySearch(cut, restarted);
        expect(grid.numberAt(at)).to.equal(found.findIndex(({ end }) => end > at));
        expect(grid.numberFrom(at)).to.equal(found.findIndex(({ start }) => start >= at));
        expect(grid.hasSegmentAt(at)).to.equal(found.map(startOf).includes(at));
      }),
    );
  });

  it('tells which segments follow a hole or a restart', () => {
    fc.assert(
      fc.property(holes, restarts, (cut, restarted) => {
        const grid = new SegmentGrid(SEGMENT_MS, cut, restarted);
        const found = segmentsBySearch(cut, restarted);
        const before = (number: number) => found[number - 1] ?? { end: 0, encoderStart: 0 };
        const hole = found.map(({ start }, number) => start !== before(number).end);
        const restart = found.map(({ encoderStart }, number) => encoderStart !== before(number).encoderStart);
        const broken = hole.map((isHole, number) => isHole || restart[number]);
        expect(found.map((_, number) => grid.followsHole(number))).to.deep.equal(hole);
        expect(found.map((_, number) => grid.followsBreak(number))).to.deep.equal(broken);
        found.forEach((_, number) => {
          expect(grid.breaksBefore(number)).to.equal(broken.slice(0, number).filter(Boolean).length);
        });
      }),
    );
  });

  it('tells the run of the encoder that made a segment, and its first segment', () => {
    fc.assert(
      fc.property(holes, restarts, (cut, restarted) => {
        const grid = new SegmentGrid(SEGMENT_MS, cut, restarted);
        const found = segmentsBySearch(cut, restarted);
        found.forEach(({ encoderStart }, number) => {
          const first = found.findIndex((each) => each.encoderStart === encoderStart);
          expect(grid.encoderOf(number)).to.deep.equal({ start: encoderStart, first });
        });
      }),
    );
  });

  it('ends at the start of a hole that never ends', () => {
    const grid = new SegmentGrid(4000, [{ start: 1.7e12, end: 1e13 }]);
    const lastNumber = 1.7e12 / 4000 - 1;
    expect(grid.numberAt(1.7e12 - 1)).to.equal(lastNumber);
    expect(grid.numberAt(1.8e12)).to.equal(lastNumber + 1);
    expect(grid.hasSegmentAt(1.7e12 - 4000)).to.equal(true);
    expect(grid.hasSegmentAt(1.7e12)).to.equal(false);
  });
});
