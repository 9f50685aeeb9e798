import { expect } from 'chai';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { nameOf, segmentsOf, T0 } from './timed.ts';
import { FOUR, HOLE, itPlaces, MARK, media, recorded, UNKNOWN } from './playlist-lines.ts';

describe('timeSegments, without any date', () => {
  describe('and with a hole, fits the segments to it', () => {
    itPlaces(
      [
        ['when it is marked', [FOUR, FOUR, MARK, FOUR], '0~ 4~ !308~', HOLE],
        ['when it is not', [FOUR, FOUR, FOUR], '0~ 4~ !308~', HOLE],
        ['when the answer begins with the hole', [MARK, FOUR, FOUR], '!308~ 312~', HOLE],
      ],
      [1, 311],
    );
    itPlaces(
      [
        ['when they cover all that was asked for', [FOUR, FOUR, FOUR, FOUR], '0~ 4~ !308~ 312~', HOLE],
        ['when none crosses an edge of what was asked for', [FOUR, FOUR], '4~ !308~', HOLE],
      ],
      [3, 314],
    );
  });

  describe('and where the asked time begins in a hole, takes its end', () =>
    itPlaces(
      [
        ['when it is marked', [MARK, FOUR, FOUR], '!308~ 312~', HOLE],
        ['when it is not', [FOUR, FOUR], '308~ 312~', HOLE],
        ['and goes over the next', [FOUR, FOUR], '20~ !48~', recorded([20, 24], [48, 99])],
      ],
      [10, 600],
    ));

  describe('and where the asked time begins just after a hole', () =>
    itPlaces(
      [['takes its end where the first is marked', [MARK, FOUR, FOUR], '!308~ 312~', HOLE]],
      [309, 315],
    ));

  describe('and with holes only where the timeline is not known yet', () => {
    const lately = UNKNOWN.learn({ start: T0 - 9000, end: T0 + 20_000 }, [
      { start: T0 - 9000, end: T0 + 8000 },
    ]);
    itPlaces([['takes what was asked for', [FOUR, FOUR, FOUR], '0~ 4~ 8~', lately]], [0, 12]);
  });

  describe('and without a hole, takes what was asked for', () => {
    const all = recorded([-900, 900]);
    itPlaces([['where it is as long as the answer', [FOUR, FOUR, FOUR], '0~ 4~ 8~', all]], [0, 12]);
    itPlaces([['as much over at both ends', [FOUR, FOUR, FOUR], '-1~ 3~ 7~', all]], [0, 10]);
    itPlaces([['as much missing at both ends', [FOUR, FOUR, FOUR], '1~ 5~ 9~', all]], [0, 14]);
    itPlaces(
      [
        [
          'from its start where the recording ends in it',
          [FOUR, FOUR, FOUR],
          '0~ 4~ 8~',
          recorded([-900, 13]),
        ],
      ],
      [0, 20],
    );
    itPlaces([['from its start where the answer is much too short', [FOUR, FOUR], '0~ 4~', all]], [0, 600]);
    itPlaces(
      [['but nothing from before the recording began', [FOUR, FOUR, FOUR], '0~ 4~ 8~', recorded([0, 99])]],
      [0, 10],
    );
  });
});

describe('timeSegments, after segments that are known', () => {
  const around = recorded([-900, 900]);
  const asked = { start: T0 + 590_000, end: T0 + 610_000 };
  const read = (...names: string[]) => segmentsOf(...names.map((name) => media(4, name)));
  const known = (names: string[], startS: number, isEstimated: boolean) =>
    timeSegments(read(...names), {
      asked: { start: T0 + startS * 1000, end: null },
      recorded: RecordedRanges.empty,
      before: [],
    }).map((segment) => ({ ...segment, isEstimated }));

  for (const isEstimated of [true, false]) {
    it(`places those without dates by one in common, ${isEstimated ? 'estimated' : 'exact'} as that is`, () => {
      const before = known(['a', 'b', 'c'], 587.3, isEstimated);
      const placed = timeSegments(read('b', 'c', 'd', 'e'), { asked, recorded: around, before });
      expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([591.3, 595.3, 599.3, 603.3]);
      expect(placed.map((each) => each.isEstimated)).to.deep.equal(Array(4).fill(isEstimated));
    });
  }

  it('lets them go on from the last one where none is in common', () => {
    const placed = timeSegments(read('d', 'e'), {
      asked,
      recorded: around,
      before: known(['c'], 587, false),
    });
    expect(placed.map((each) => [nameOf(each), each.start - T0])).to.deep.equal([
      ['d', 591_000],
      ['e', 595_000],
    ]);
  });

  it('does not take one by the same name from another hour for the same', () => {
    const placed = timeSegments(read('a', 'b'), {
      asked,
      recorded: around,
      before: known(['a'], -3000, false),
    });
    expect(placed.map(({ start }) => start - T0)).to.deep.equal([590_000, 594_000]);
  });

  it('keeps to one that is exact up to the next hole', () => {
    const before = known(['a', 'b'], 592.4, false);
    const timeline = recorded([-900, 605], [700, 900]);
    const placed = timeSegments(read('b', 'c', 'd', 'e'), { asked, recorded: timeline, before });
    expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([596.4, 600.4, 700, 704]);
    expect(placed.map((each) => each.isEstimated)).to.deep.equal([false, false, true, true]);
  });

  it('corrects estimates by the next hole', () => {
    const before = known(['a', 'b'], 592.4, true);
    const timeline = recorded([-900, 605], [700, 900]);
    const placed = timeSegments(read('b', 'c', 'd', 'e'), { asked, recorded: timeline, before });
    expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([597, 601, 700, 704]);
  });

  for (const endS of [606, 609]) {
    it(`does not take the last one that it got for the last one before a hole at ${endS} s`, () => {
      const before = known(['a', 'b'], 592.4, true);
      const timeline = recorded([-900, endS], [700, 900]);
      const placed = timeSegments(read('b', 'c'), { asked, recorded: timeline, before });
      expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([596.4, 600.4]);
    });
  }
});
