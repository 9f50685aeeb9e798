import { expect } from 'chai';
import { timeSegments } from '../../../src/core/playlist/segment-times.ts';
import { RecordedRanges } from '../../../src/core/recorded-ranges.ts';
import { nameOf, segmentsOf, T0 } from './timed.ts';

const date = (s: number, ms = 0) => `#EXT-X-PROGRAM-DATE-TIME:${new Date(T0 + s * 1000 + ms).toISOString()}`;
const media = (durationS: number, name = 'a') => `#EXTINF:${durationS},\n${name}.ts`;
const MARK = '#EXT-X-DISCONTINUITY';
const FOUR = media(4);

/** What the timeline tells, in seconds after T0. */
const recorded = (...periods: [fromS: number, toS: number][]) =>
  RecordedRanges.empty.learn(
    { start: T0 - 3_600_000, end: T0 + 3_600_000 },
    periods.map(([fromS, toS]) => ({ start: T0 + fromS * 1000, end: T0 + toS * 1000 })),
  );
const UNKNOWN = RecordedRanges.empty;
const HOLE = recorded([-600, 8], [308, 900]);

/** Seconds after T0; `!` after a discontinuity, `~` where it is an estimate. */
function timesOf(lines: readonly string[], timeline: RecordedRanges, askedS: [number, number] = [0, 600]) {
  const asked = { start: T0 + askedS[0] * 1000, end: T0 + askedS[1] * 1000 };
  const scene = { asked, recorded: timeline, before: [] };
  return timeSegments(segmentsOf(...lines), scene)
    .map(({ start, isDiscontinuity, isEstimated }) => {
      return `${isDiscontinuity ? '!' : ''}${(start - T0) / 1000}${isEstimated ? '~' : ''}`;
    })
    .join(' ');
}

type Row = [what: string, lines: string[], times: string, timeline?: RecordedRanges];

const itPlaces = (rows: readonly Row[], askedS?: [number, number]) => {
  for (const [what, lines, times, timeline = UNKNOWN] of rows) {
    it(what, () => expect(timesOf(lines, timeline, askedS)).to.equal(times));
  }
};

describe('timeSegments', () => {
  describe('with a date on each segment', () =>
    itPlaces([
      ['takes the dates', [date(1), FOUR, date(5), FOUR, date(9), FOUR], '1 5 9'],
      ['takes them for 3.84 s', [date(1), media(3.84), date(4, 840), media(3.84)], '1 4.84'],
      [
        'keeps jitter',
        [date(1), FOUR, date(5, 7), FOUR, date(8, 995), FOUR, date(13, 3), FOUR],
        '1 5.007 8.995 13.003',
      ],
      [
        'does not follow durations that are too long',
        [date(1, 1), FOUR, date(4, 841), FOUR, date(8, 681), FOUR],
        '1.001 4.841 8.681',
      ],
      ['sees no hole in half a second', [date(1, 1), FOUR, date(5, 501), FOUR], '1.001 5.501'],
      ['sees a hole in more', [date(1, 1), FOUR, date(5, 502), FOUR], '1.001 !5.502'],
      ['sees a hole that is not marked', [date(0), FOUR, date(300), FOUR], '0 !300'],
      ['keeps a mark where there is no hole', [date(0), FOUR, MARK, date(4), FOUR], '0 !4'],
      ['keeps a mark on the first', [MARK, date(0), FOUR, date(4), FOUR], '!0 4'],
      [
        'believes them and not the timeline',
        [date(0), FOUR, date(4), FOUR, date(8), FOUR, date(12), FOUR],
        '0 4 8 12',
        HOLE,
      ],
      [
        'goes on counting when the clock was set back',
        [date(20, 1), FOUR, date(3), FOUR, date(7), FOUR, date(40), FOUR],
        '20.001 24.001 28.001 !40',
      ],
      [
        'goes on counting when the clock stood still',
        [date(20, 1), FOUR, date(20, 1), FOUR],
        '20.001 24.001',
      ],
    ]));

  describe('with dates in whole seconds', () => {
    const lines = [0, 3, 7, 11, 15, 19].flatMap((s) => [date(s), media(3.84)]);
    itPlaces([
      ['counts on from the first of them', lines, '0 3.84 7.68 11.52 15.36 19.2'],
      [
        'sees a hole of more than a second',
        [...lines, date(25), media(3.84)],
        '0 3.84 7.68 11.52 15.36 19.2 !25',
      ],
    ]);
  });

  describe('with a date on the first segment only', () =>
    itPlaces([
      ['counts on', [date(1, 1), FOUR, FOUR, media(3.84), FOUR], '1.001 5.001 9.001 12.841'],
      ['goes over a hole that is marked', [date(0), FOUR, FOUR, MARK, FOUR, FOUR], '0 4 !308~ 312~', HOLE],
      ['goes over a hole that is not marked', [date(0), FOUR, FOUR, FOUR, FOUR], '0 4 !308~ 312~', HOLE],
      [
        'goes over it when the timeline is nearly a second late',
        [date(-1, 100), FOUR, FOUR, FOUR],
        '-0.9 3.1 !308~',
        HOLE,
      ],
      [
        'goes over it when the timeline is nearly a second early',
        [date(0, 900), FOUR, FOUR, FOUR],
        '0.9 4.9 !308~',
        HOLE,
      ],
      [
        'believes a mark that is a segment away more than the timeline',
        [date(0), FOUR, FOUR, FOUR, MARK, FOUR],
        '0 4 8 !308~',
        HOLE,
      ],
      [
        'goes over two holes',
        [date(0), FOUR, FOUR, FOUR, FOUR, FOUR],
        '0 4 !20~ 24~ !48~',
        recorded([-9, 8], [20, 28], [48, 99]),
      ],
      [
        'goes over a hole around a single short segment',
        [date(0), FOUR, media(2), media(10), FOUR],
        '0 !7~ !12~ 22~',
        recorded([-9, 4], [7, 9], [12, 99]),
      ],
      [
        'goes over a short hole once',
        [date(0), FOUR, FOUR, media(2), media(5)],
        '0 4 !10~ 12~',
        recorded([-9, 8], [10, 99]),
      ],
      [
        'does not know after a mark where the timeline knows nothing',
        [date(0), FOUR, MARK, FOUR, FOUR],
        '0 !4~ 8~',
      ],
      [
        'knows after a mark where the timeline knows of no hole',
        [date(0), FOUR, MARK, FOUR, FOUR],
        '0 !4 8',
        recorded([-9, 99]),
      ],
    ]));

  describe('with dates after discontinuities', () =>
    itPlaces([
      ['takes each', [date(0), FOUR, FOUR, MARK, date(300), FOUR, FOUR], '0 4 !300 304'],
      ['takes them where they are not marked', [date(0), FOUR, FOUR, date(300), FOUR, FOUR], '0 4 !300 304'],
      ['counts back before the first', [FOUR, FOUR, date(20), FOUR], '12 16 20'],
      ['goes back over a hole that is marked', [FOUR, FOUR, MARK, date(308), FOUR], '0~ 4~ !308', HOLE],
      ['goes back over a hole that is not marked', [FOUR, FOUR, date(308, 300), FOUR], '0~ 4~ !308.3', HOLE],
      [
        'goes back over a hole further on',
        [FOUR, FOUR, FOUR, date(312, 300), FOUR],
        '0~ 4~ !308.3 312.3',
        HOLE,
      ],
      [
        'does not know before a mark where the timeline knows nothing',
        [FOUR, MARK, date(300), FOUR],
        '296~ !300',
      ],
      [
        'does not go over a hole that the dates deny',
        [date(0), FOUR, FOUR, FOUR, FOUR, date(16), FOUR],
        '0 4 8 12 16',
        HOLE,
      ],
    ]));

  describe('without any date', () => {
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

    describe('and without a hole, takes what was asked for', () => {
      const all = recorded([-900, 900]);
      itPlaces([['where it is as long as the answer', [FOUR, FOUR, FOUR], '0~ 4~ 8~', all]], [0, 12]);
      itPlaces([['as much over at both ends', [FOUR, FOUR, FOUR], '-1~ 3~ 7~', all]], [0, 10]);
      itPlaces([['as much missing at both ends', [FOUR, FOUR, FOUR], '1~ 5~ 9~', all]], [0, 14]);
      itPlaces([['from its start where the answer is much too short', [FOUR, FOUR], '0~ 4~', all]], [0, 600]);
      itPlaces(
        [['but nothing from before the recording began', [FOUR, FOUR, FOUR], '0~ 4~ 8~', recorded([0, 99])]],
        [0, 10],
      );
    });
  });

  it('leaves gaps out, as the holes that they are', () => {
    const lines = [date(0), FOUR, '#EXT-X-GAP', FOUR, FOUR, '#EXT-X-GAP', media(0.1), FOUR];
    expect(timesOf(lines, UNKNOWN)).to.equal('0 !8 !12.1');
  });

  it('places what nobody asked a time of: nothing', () => expect(timesOf([], UNKNOWN)).to.equal(''));

  it('does not drift over a day of odd lengths', () => {
    const lines = [date(0), ...Array<string>(21_600).fill(media(4.004004))];
    const asked = { start: T0, end: T0 + 86_400_000 };
    const last = timeSegments(segmentsOf(...lines), { asked, recorded: UNKNOWN, before: [] }).at(-1);
    expect(last?.start).to.equal(T0 + Math.round(21_599 * 4004.004));
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
});
