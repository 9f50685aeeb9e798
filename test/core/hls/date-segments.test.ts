import { expect } from 'chai';
import { datedSegments } from '../../../src/core/hls/date-segments.ts';
import { date, FOUR, MARK, media } from './playlist-lines.ts';
import { segmentsOf, T0 } from './segments.ts';

/** The starts in seconds after T0, with `!` before a start if there is a discontinuity; null if dates are missing. */
function startsOf(lines: readonly string[]): string | null {
  const dated = datedSegments(segmentsOf(...lines));
  return (
    dated
      ?.map(({ start, isDiscontinuity }) => `${isDiscontinuity ? '!' : ''}${(start - T0) / 1000}`)
      .join(' ') ?? null
  );
}

describe('datedSegments', () => {
  const rows: [what: string, lines: string[], starts: string | null][] = [
    ['an empty playlist', [], ''],
    ['a single segment with a date', [date(1, 250), FOUR], '1.25'],
    ['a single segment without a date', [FOUR], null],
    ['segments that all have a date', [date(0, 1), FOUR, date(4), FOUR, date(8), FOUR], '0.001 4 8'],
    ['a hole', [date(0, 1), FOUR, date(300), FOUR], '0.001 !300'],
    ['a discontinuity', [date(0, 1), FOUR, MARK, date(4), FOUR], '0.001 !4'],
    ['a segment with EXT-X-GAP', [date(0, 1), FOUR, '#EXT-X-GAP', date(4), FOUR, date(8), FOUR], '0.001 !8'],
    ['dates in whole seconds', [date(3), media(3.84), date(7), media(3.84)], '3 6.84'],
    ['a date that is missing on the first segment', [FOUR, date(4), FOUR], null],
    ['a date that is missing on a later segment', [date(0), FOUR, FOUR], null],
    ['a date that is missing on the last segment', [date(0, 1), FOUR, date(4), FOUR, FOUR], null],
    ['a date that is before the one of the segment before', [date(20, 1), FOUR, date(3), FOUR], null],
  ];
  for (const [what, lines, starts] of rows) {
    it(`returns ${starts === null ? 'null' : 'the dates'} for ${what}`, () => {
      expect(startsOf(lines)).to.equal(starts);
    });
  }

  it('returns segments whose time is no estimate', () => {
    const dated = datedSegments(segmentsOf(date(0), FOUR, date(4), FOUR));
    expect(dated?.map(({ isEstimated }) => isEstimated)).to.deep.equal([false, false]);
  });
});
