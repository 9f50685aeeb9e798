import { expect } from 'chai';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { segmentsOf, T0 } from './segments.ts';
import { date, FOUR, HOLE, itPlaces, MARK, media, recorded, timesOf, UNKNOWN } from './playlist-lines.ts';

describe('timeSegments', () => {
  describe('with a date on each segment', () =>
    itPlaces([
      ['uses the dates', [date(1), FOUR, date(5), FOUR, date(9), FOUR], '1 5 9'],
      ['uses the dates of segments of 3.84 s', [date(1), media(3.84), date(4, 840), media(3.84)], '1 4.84'],
      [
        'keeps the jitter of the dates',
        [date(1), FOUR, date(5, 7), FOUR, date(8, 995), FOUR, date(13, 3), FOUR],
        '1 5.007 8.995 13.003',
      ],
      [
        'ignores durations that are too long',
        [date(1, 1), FOUR, date(4, 841), FOUR, date(8, 681), FOUR],
        '1.001 4.841 8.681',
      ],
      ['sees no hole if half a second is missing', [date(1, 1), FOUR, date(5, 501), FOUR], '1.001 5.501'],
      ['sees a hole if more is missing', [date(1, 1), FOUR, date(5, 502), FOUR], '1.001 !5.502'],
      ['sees a hole without a discontinuity', [date(0), FOUR, date(300), FOUR], '0 !300'],
      ['keeps a discontinuity without a hole', [date(0), FOUR, MARK, date(4), FOUR], '0 !4'],
      ['keeps a discontinuity on the first segment', [MARK, date(0), FOUR, date(4), FOUR], '!0 4'],
      [
        'ignores the timeline',
        [date(0), FOUR, date(4), FOUR, date(8), FOUR, date(12), FOUR],
        '0 4 8 12',
        HOLE,
      ],
      [
        'sums up durations if the clock was set back',
        [date(20, 1), FOUR, date(3), FOUR, date(7), FOUR, date(40), FOUR],
        '20.001 24.001 28.001 !40',
      ],
      [
        'sees a discontinuity if the clock was set back by less than a segment',
        [date(20, 1), FOUR, date(22), FOUR, date(26), FOUR],
        '20.001 !22 26',
      ],
      [
        'sums up durations until the dates are in order again',
        [date(20, 1), media(1), date(19), FOUR, date(23), FOUR],
        '20.001 21.001 !23',
      ],
      ['sums up durations if the clock stood still', [date(20, 1), FOUR, date(20, 1), FOUR], '20.001 24.001'],
    ]));

  describe('with dates in whole seconds', () => {
    const lines = [0, 3, 7, 11, 15, 19].flatMap((s) => [date(s), media(3.84)]);
    itPlaces([
      ['sums up durations from the first date on', lines, '0 3.84 7.68 11.52 15.36 19.2'],
      ['sees a hole of exactly a second', [date(0), FOUR, date(5), FOUR], '0 !5'],
      ['sees a clock that was set back by two seconds', [date(0), FOUR, date(2), FOUR], '0 !2'],
      [
        'sums up durations if some segments have no date',
        [date(0), media(3.84), media(3.84), date(7), media(3.84)],
        '0 3.84 7.68',
      ],
      [
        'sees a hole of more than a second',
        [...lines, date(25), media(3.84)],
        '0 3.84 7.68 11.52 15.36 19.2 !25',
      ],
    ]);
  });

  describe('with a date on the first segment only', () =>
    itPlaces([
      ['rounds to the millisecond', [date(1, 1), media(1.0006), media(1.0006), FOUR], '1.001 2.002 3.002'],
      ['sums up durations', [date(1, 1), FOUR, FOUR, media(3.84), FOUR], '1.001 5.001 9.001 12.841'],
      [
        'continues behind a hole with a discontinuity',
        [date(0), FOUR, FOUR, MARK, FOUR, FOUR],
        '0 4 !308~ 312~',
        HOLE,
      ],
      [
        'continues behind a hole without a discontinuity',
        [date(0), FOUR, FOUR, FOUR, FOUR],
        '0 4 !308~ 312~',
        HOLE,
      ],
      [
        'continues behind the hole if the timeline is almost a second late',
        [date(-1, 100), FOUR, FOUR, FOUR],
        '-0.9 3.1 !308~',
        HOLE,
      ],
      [
        'continues behind the hole if the timeline is almost a second early',
        [date(0, 900), FOUR, FOUR, FOUR],
        '0.9 4.9 !308~',
        HOLE,
      ],
      [
        'trusts a discontinuity that is a segment away more than the timeline',
        [date(0), FOUR, FOUR, FOUR, MARK, FOUR],
        '0 4 8 !308~',
        HOLE,
      ],
      [
        'continues behind each of two holes',
        [date(0), FOUR, FOUR, FOUR, FOUR, FOUR],
        '0 4 !20~ 24~ !48~',
        recorded([-9, 8], [20, 28], [48, 99]),
      ],
      [
        'continues behind two holes around a single short segment',
        [date(0), FOUR, media(2), media(10), FOUR],
        '0 !7~ !12~ 22~',
        recorded([-9, 4], [7, 9], [12, 99]),
      ],
      [
        'continues behind a short hole once',
        [date(0), FOUR, FOUR, media(2), media(5)],
        '0 4 !10~ 12~',
        recorded([-9, 8], [10, 99]),
      ],
      [
        'estimates after a discontinuity if the timeline knows nothing',
        [date(0), FOUR, MARK, FOUR, FOUR],
        '0 !4~ 8~',
      ],
      [
        'does not estimate after a discontinuity if the timeline knows that there is no hole',
        [date(0), FOUR, MARK, FOUR, FOUR],
        '0 !4 8',
        recorded([-9, 99]),
      ],
    ]));

  describe('with dates after discontinuities', () =>
    itPlaces([
      ['uses each date', [date(0), FOUR, FOUR, MARK, date(300), FOUR, FOUR], '0 4 !300 304'],
      [
        'uses each date, even without discontinuities',
        [date(0), FOUR, FOUR, date(300), FOUR, FOUR],
        '0 4 !300 304',
      ],
      ['subtracts durations before the first date', [FOUR, FOUR, date(20), FOUR], '12 16 20'],
      [
        'continues before a hole with a discontinuity',
        [FOUR, FOUR, MARK, date(308), FOUR],
        '0~ 4~ !308',
        HOLE,
      ],
      [
        'continues before a hole without a discontinuity',
        [FOUR, FOUR, date(308, 300), FOUR],
        '0~ 4~ !308.3',
        HOLE,
      ],
      [
        'continues before a hole that is further away',
        [FOUR, FOUR, FOUR, date(312, 300), FOUR],
        '0~ 4~ !308.3 312.3',
        HOLE,
      ],
      [
        'continues before a short hole once',
        [media(8), media(5), media(2), date(12), FOUR],
        '-5~ 3~ !10 12',
        recorded([-99, 8], [10, 99]),
      ],
      [
        'estimates before a discontinuity if the timeline knows nothing',
        [FOUR, MARK, date(300), FOUR],
        '296~ !300',
      ],
      [
        'continues behind a hole if the next date agrees to half a second',
        [date(0), FOUR, FOUR, FOUR, date(311, 500), FOUR],
        '0 4 !308~ 311.5',
        HOLE,
      ],
      [
        'ignores a hole if the next date disagrees by more than half a second',
        [date(0), FOUR, FOUR, FOUR, date(311, 499), FOUR],
        '0 4 8 !311.499',
        HOLE,
      ],
      [
        'ignores a hole that contradicts the dates',
        [date(0), FOUR, FOUR, FOUR, FOUR, date(16), FOUR],
        '0 4 8 12 16',
        HOLE,
      ],
    ]));

  it('leaves out segments with EXT-X-GAP, which are holes', () => {
    const lines = [date(0), FOUR, '#EXT-X-GAP', FOUR, FOUR, '#EXT-X-GAP', media(0.1), FOUR];
    expect(timesOf(lines, UNKNOWN)).to.equal('0 !8 !12.1');
  });

  it('returns nothing for an empty playlist', () => expect(timesOf([], UNKNOWN)).to.equal(''));

  it('does not drift over a day of segments with odd durations', () => {
    const lines = [date(0), ...Array<string>(21_600).fill(media(4.004004))];
    const asked = { start: T0, end: T0 + 86_400_000 };
    const last = timeSegments(segmentsOf(...lines), { asked, recorded: UNKNOWN, before: [] }).at(-1);
    expect(last?.start).to.equal(T0 + Math.round(21_599 * 4004.004));
  });
});
