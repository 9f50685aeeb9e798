import { expect } from 'chai';
import { holeAhead, holeBehind } from '../../../src/core/hls/place-segments.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { date, FOUR, itPlaces, MARK, recorded, UNKNOWN } from './playlist-lines.ts';
import { T0 } from './segments.ts';

type Search = typeof holeAhead;
type Row = [what: string, atS: number, slackS: number, hole: string | null];

/** Defines one test for each row. A hole is written as its start and its end in seconds after T0. */
const itFinds = (search: Search, timeline: RecordedRanges, rows: readonly Row[]) => {
  for (const [what, atS, slackS, expected] of rows) {
    it(`finds ${expected ?? 'no hole'} at ${atS} s ${what}`, () => {
      const hole = search(timeline, T0 + atS * 1000, slackS * 1000);
      const found = hole && `${(hole.start - T0) / 1000}-${(hole.end - T0) / 1000}`;
      expect(found).to.equal(expected);
    });
  }
};

/** Holes from 8 to 20 s and from 24 to 26 s. */
const TWO_HOLES = recorded([-600, 8], [20, 24], [26, 900]);
const ONE_HOLE = recorded([-600, 8], [20, 900]);
const OPEN_AT_END = UNKNOWN.learn({ start: T0, end: T0 + 100_000 }, [{ start: T0, end: T0 + 8000 }]);
const OPEN_AT_START = UNKNOWN.learn({ start: T0, end: T0 + 100_000 }, [
  { start: T0 + 20_000, end: T0 + 100_000 },
]);

describe('holeAhead', () => {
  itFinds(holeAhead, ONE_HOLE, [
    ['at its start', 8, 4, '8-20'],
    ['within the slack before its start', 4, 4, '8-20'],
    ['beyond the slack before its start', 3.999, 4, null],
    ['within the slack behind its start', 12, 4, '8-20'],
    ['beyond the slack behind its start', 12.001, 4, null],
    ['just before its end', 19.999, 12, '8-20'],
    ['at its end', 20, 12, null],
  ]);
  itFinds(holeAhead, TWO_HOLES, [
    ['nearer to the start of the first of two', 15.999, 10, '8-20'],
    ['equally near to both starts', 16, 10, '8-20'],
    ['nearer to the start of the second of two', 16.001, 10, '24-26'],
    ['between the starts of two, near to none', 16, 7.999, null],
  ]);
  itFinds(holeAhead, OPEN_AT_END, [['whose end is unknown', 8, 4, null]]);
  itFinds(holeAhead, UNKNOWN, [['of an unknown timeline', 8, 4, null]]);
});

describe('holeBehind', () => {
  itFinds(holeBehind, ONE_HOLE, [
    ['at its end', 20, 4, '8-20'],
    ['within the slack behind its end', 24, 4, '8-20'],
    ['beyond the slack behind its end', 24.001, 4, null],
    ['within the slack before its end', 16, 4, '8-20'],
    ['beyond the slack before its end', 15.999, 4, null],
    ['just behind its start', 8.001, 12, '8-20'],
    ['at its start', 8, 12, null],
  ]);
  itFinds(holeBehind, recorded([-600, 8], [10, 14], [26, 900]), [
    ['nearer to the end of the first of two', 17.999, 10, '8-10'],
    ['equally near to both ends', 18, 10, '14-26'],
    ['nearer to the end of the second of two', 18.001, 10, '14-26'],
    ['between the ends of two, near to none', 18, 7.999, null],
  ]);
  itFinds(holeBehind, OPEN_AT_START, [['whose start is unknown', 20, 4, null]]);
  itFinds(holeBehind, UNKNOWN, [['of an unknown timeline', 8, 4, null]]);
});

describe('timeSegments, at a hole,', () => {
  itPlaces([
    [
      'places a segment before it if half of the segment fits',
      [date(0), FOUR, FOUR, FOUR],
      '0 4 !308~',
      recorded([-600, 6], [308, 900]),
    ],
    [
      'places a segment behind it if less than half of the segment fits',
      [date(0), FOUR, FOUR, FOUR],
      '0 !308~ 312~',
      recorded([-600, 5.999], [308, 900]),
    ],
    [
      'ignores a discontinuity that is two segments away',
      [date(0), FOUR, FOUR, FOUR, FOUR, MARK, FOUR],
      '0 4 !308~ 312~ !316~',
      recorded([-600, 8], [308, 900]),
    ],
    [
      'trusts a discontinuity that is a segment away, backward from a date',
      [FOUR, MARK, FOUR, FOUR, date(312), FOUR],
      '4~ !304 308 312',
      recorded([-600, 8], [308, 900]),
    ],
    [
      'estimates nothing before a discontinuity if the timeline is known up to there',
      [FOUR, MARK, date(300), FOUR],
      '296 !300',
      RecordedRanges.empty.learn({ start: T0, end: T0 + 300_000 }, [{ start: T0, end: T0 + 300_000 }]),
    ],
  ]);
});
