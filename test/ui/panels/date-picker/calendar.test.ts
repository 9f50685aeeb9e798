import { expect } from 'chai';
import { RecordedRanges, type TimeRange } from '../../../../src/core/index.ts';
import {
  calendarWeeks,
  dayRecordings,
  firstDayOfWeek,
  gridMove,
  nearestDay,
} from '../../../../src/ui/panels/date-picker/calendar.ts';

const range = (start: string, end: string): TimeRange => ({ start: Date.parse(start), end: Date.parse(end) });
const WEEK = range('2026-11-14T13:05:30Z', '2026-11-21T13:05:30Z');
const MONTH = range('2026-10-22T00:00:00Z', '2026-11-21T13:05:30Z');
const BERLIN = { zone: 'Europe/Berlin', weekStartsOn: 1 } as const;

/** `9 10 (11)`: days in parentheses are not reachable. */
const shown = (at: string, bounds: TimeRange, place: Parameters<typeof calendarWeeks>[2] = BERLIN) =>
  calendarWeeks(Date.parse(at), bounds, place).map((days) =>
    days.map(({ number, isReachable }) => (isReachable ? `${number}` : `(${number})`)).join(' '),
  );

describe('calendarWeeks', () => {
  it('gives the weeks that have a reachable day', () =>
    expect(shown('2026-11-18T12:00:00Z', WEEK)).to.deep.equal([
      '(9) (10) (11) (12) (13) 14 15',
      '16 17 18 19 20 21 (22)',
    ]));

  it('gives whole weeks, with days of the neighbouring months', () =>
    expect(shown('2026-10-30T12:00:00Z', MONTH)).to.deep.equal([
      '(19) (20) (21) 22 23 24 25',
      '26 27 28 29 30 31 1',
    ]));

  it('gives weeks that begin on the given day', () =>
    expect(shown('2026-11-18T12:00:00Z', WEEK, { zone: 'UTC', weekStartsOn: 6 })).to.deep.equal([
      '14 15 16 17 18 19 20',
      '21 (22) (23) (24) (25) (26) (27)',
    ]));

  it('gives all weeks of a month without a reachable day', () =>
    expect(shown('2026-11-18T12:00:00Z', { start: 0, end: 0 })).to.have.length(6));

  it('begins days at midnight in the zone', () => {
    const bounds = range('2026-11-18T15:00:00Z', '2026-11-19T14:59:59Z');
    const [days] = calendarWeeks(bounds.start, bounds, { zone: 'Asia/Tokyo', weekStartsOn: 1 });
    const reachable = days?.filter(({ isReachable }) => isReachable);
    expect(reachable?.map(({ number }) => number)).to.deep.equal([19]);
  });

  it('gives days of 23 and of 25 hours', () => {
    const hoursOn = (at: string, number: number) => {
      const { range: day } = calendarWeeks(Date.parse(at), range('2026-01-01', '2026-12-31'), BERLIN)
        .flat()
        .find((each) => each.number === number && each.isInMonth)!;
      return (day.end - day.start) / 3_600_000;
    };
    expect(hoursOn('2026-03-10T00:00:00Z', 29)).to.equal(23);
    expect(hoursOn('2026-10-10T00:00:00Z', 25)).to.equal(25);
  });
});

describe('firstDayOfWeek', () => {
  const rows: [language: string, day: number][] = [
    ['en-GB', 1],
    ['en-US', 0],
    ['de', 1],
    ['ar-EG', 6],
    ['zh', 1],
  ];
  for (const [language, day] of rows) {
    it(`is ${day} in ${language}`, () => expect(firstDayOfWeek(language)).to.equal(day));
  }
});

describe('gridMove', () => {
  const to = (key: string, at = '2026-11-18T08:41:07Z', isRtl = false) => {
    const moved = gridMove(key, Date.parse(at), BERLIN, isRtl);
    return moved === null ? null : new Date(moved).toISOString().replace('.000Z', 'Z');
  };
  const rows: [key: string, at: string][] = [
    ['ArrowRight', '2026-11-19T08:41:07Z'],
    ['ArrowLeft', '2026-11-17T08:41:07Z'],
    ['ArrowDown', '2026-11-25T08:41:07Z'],
    ['ArrowUp', '2026-11-11T08:41:07Z'],
    ['PageDown', '2026-12-18T08:41:07Z'],
    ['PageUp', '2026-10-18T07:41:07Z'],
    ['Home', '2026-11-16T08:41:07Z'],
    ['End', '2026-11-22T08:41:07Z'],
  ];
  for (const [key, at] of rows) it(`leads to ${at} for ${key}`, () => expect(to(key)).to.equal(at));

  it('goes in the direction of the arrow from right to left', () => {
    expect(to('ArrowLeft', undefined, true)).to.equal('2026-11-19T08:41:07Z');
    expect(to('ArrowRight', undefined, true)).to.equal('2026-11-17T08:41:07Z');
  });

  it('keeps the time of day where the clocks change', () =>
    expect(to('ArrowRight', '2026-10-24T10:00:00Z')).to.equal('2026-10-25T11:00:00Z'));

  it('goes to the last day of a shorter month', () =>
    expect(to('PageUp', '2026-03-31T10:00:00Z')).to.equal('2026-02-28T11:00:00Z'));

  it('stays in the week on its first and last day', () => {
    expect(to('Home', '2026-11-22T08:00:00Z')).to.equal('2026-11-16T08:00:00Z');
    expect(to('End', '2026-11-22T08:00:00Z')).to.equal('2026-11-22T08:00:00Z');
  });

  it('is null for other keys', () => expect(to('a')).to.equal(null));
});

describe('nearestDay', () => {
  const nearest = (at: string) =>
    new Date(nearestDay(Date.parse(at), WEEK, 'Europe/Berlin')).toISOString().replace('.000Z', 'Z');
  const rows: [what: string, at: string, nearest: string][] = [
    ['is the day itself', '2026-11-18T08:41:07Z', '2026-11-18T08:41:07Z'],
    ['is the first reachable day, at the same time', '2026-10-18T07:41:07Z', '2026-11-14T08:41:07Z'],
    ['is the last reachable day, at the same time', '2026-12-24T08:41:07Z', '2026-11-21T08:41:07Z'],
    ['is the day itself if some of it is reachable', '2026-11-14T08:00:00Z', '2026-11-14T08:00:00Z'],
  ];
  for (const [what, at, expected] of rows) it(what, () => expect(nearest(at)).to.equal(expected));
});

const H = 3_600_000;
const hours = (start: number, end: number): TimeRange => ({ start: start * H, end: end * H });
const DAY = hours(24, 48);
const ALL = hours(0, 96);

describe('dayRecordings', () => {
  const learnt = (known: TimeRange, ...recorded: TimeRange[]) => RecordedRanges.empty.learn(known, recorded);
  const rows: [what: string, recorded: RecordedRanges, bounds: TimeRange, answer: string][] = [
    ['all of the day is recorded', learnt(ALL, ALL), ALL, 'full'],
    ['there is a hole in it', learnt(ALL, hours(0, 30), hours(31, 96)), ALL, 'partial'],
    ['only its end is recorded', learnt(ALL, hours(40, 96)), ALL, 'partial'],
    ['nothing is recorded', learnt(ALL, hours(0, 24), hours(48, 96)), ALL, 'none'],
    ['the server has not told yet', RecordedRanges.empty, ALL, 'unknown'],
    ['the half that is known is recorded', learnt(hours(0, 36), hours(0, 36)), ALL, 'full'],
    ['nothing is recorded in the half that is known', learnt(hours(0, 36)), ALL, 'unknown'],
    ['all of the day within the bounds is recorded', learnt(ALL, hours(30, 96)), hours(30, 96), 'full'],
    [
      'all but the half minute before now is recorded',
      learnt(hours(0, 40), hours(0, 39.992)),
      hours(0, 40),
      'full',
    ],
    [
      'all but the two minutes before now is recorded',
      learnt(hours(0, 40), hours(0, 39.966)),
      hours(0, 40),
      'partial',
    ],
    ['the day has just begun', learnt(hours(0, 24), hours(0, 24)), hours(0, 24.01), 'unknown'],
  ];
  for (const [what, recorded, bounds, answer] of rows) {
    it(`is ${answer} if ${what}`, () => expect(dayRecordings(recorded, DAY, bounds)).to.equal(answer));
  }
});
