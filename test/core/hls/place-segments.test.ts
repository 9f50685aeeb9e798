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
    it(`finds ${expected ? `the hole ${expected} s` : 'no hole'} from ${what} (${atS} s)`, () => {
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
    ['its start', 8, 4, '8-20'],
    ['an instant before its start, within the slack', 4, 4, '8-20'],
    ['an instant before its start, beyond the slack', 3.999, 4, null],
    ['an instant after its start, within the slack', 12, 4, '8-20'],
    ['an instant after its start, beyond the slack', 12.001, 4, null],
    ['its last instant', 19.999, 12, '8-20'],
    ['its end', 20, 12, null],
  ]);
  itFinds(holeAhead, TWO_HOLES, [
    ['an instant nearer to the start of the first of two holes', 15.999, 10, '8-20'],
    ['an instant equally near to the starts of two holes', 16, 10, '8-20'],
    ['an instant nearer to the start of the second of two holes', 16.001, 10, '24-26'],
    ['an instant between the starts of two holes, beyond the slack', 16, 7.999, null],
  ]);
  itFinds(holeAhead, OPEN_AT_END, [['the start of a hole whose end is unknown', 8, 4, null]]);
  itFinds(holeAhead, UNKNOWN, [['an instant of an unknown timeline', 8, 4, null]]);
});

describe('holeBehind', () => {
  itFinds(holeBehind, ONE_HOLE, [
    ['its end', 20, 4, '8-20'],
    ['an instant after its end, within the slack', 24, 4, '8-20'],
    ['an instant after its end, beyond the slack', 24.001, 4, null],
    ['an instant before its end, within the slack', 16, 4, '8-20'],
    ['an instant before its end, beyond the slack', 15.999, 4, null],
    ['its second instant', 8.001, 12, '8-20'],
    ['its start', 8, 12, null],
  ]);
  itFinds(holeBehind, recorded([-600, 8], [10, 14], [26, 900]), [
    ['an instant nearer to the end of the first of two holes', 17.999, 10, '8-10'],
    ['an instant equally near to the ends of two holes', 18, 10, '14-26'],
    ['an instant nearer to the end of the second of two holes', 18.001, 10, '14-26'],
    ['an instant between the ends of two holes, beyond the slack', 18, 7.999, null],
  ]);
  itFinds(holeBehind, OPEN_AT_START, [['the end of a hole whose start is unknown', 20, 4, null]]);
  itFinds(holeBehind, UNKNOWN, [['an instant of an unknown timeline', 8, 4, null]]);
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
