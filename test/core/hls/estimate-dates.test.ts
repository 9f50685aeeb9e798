import { expect } from 'chai';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { segmentsOf, T0 } from './timed.ts';
import { date, FOUR, HOLE, itPlaces, MARK, media, recorded, timesOf, UNKNOWN } from './playlist-lines.ts';

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
        'sees a discontinuity when the clock was set back by less than a segment',
        [date(20, 1), FOUR, date(22), FOUR, date(26), FOUR],
        '20.001 !22 26',
      ],
      [
        'goes on counting until the dates are in order again',
        [date(20, 1), media(1), date(19), FOUR, date(23), FOUR],
        '20.001 21.001 !23',
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
        'goes back over a short hole once',
        [media(8), media(5), media(2), date(12), FOUR],
        '-5~ 3~ !10 12',
        recorded([-99, 8], [10, 99]),
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
