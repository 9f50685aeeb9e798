import { expect } from 'chai';
import type { TimeRange } from '../../../../src/core/index.ts';
import { calendarWeeks } from '../../../../src/ui/panels/date-picker/calendar-weeks.ts';
import { firstDayOfWeek } from '../../../../src/ui/panels/date-picker/first-day-of-week.ts';
import { gridMove } from '../../../../src/ui/panels/date-picker/grid-move.ts';
import { nearestDay } from '../../../../src/ui/panels/date-picker/nearest-day.ts';

const range = (start: string, end: string): TimeRange => ({ start: Date.parse(start), end: Date.parse(end) });
const WEEK = range('2026-11-14T13:05:30Z', '2026-11-21T13:05:30Z');
const MONTH = range('2026-10-22T00:00:00Z', '2026-11-21T13:05:30Z');
const BERLIN = { zone: 'Europe/Berlin', weekStartsOn: 1 } as const;

/** `9 10 (11)`, those in parentheses cannot be chosen. */
const shown = (at: string, bounds: TimeRange, place: Parameters<typeof calendarWeeks>[2] = BERLIN) =>
  calendarWeeks(Date.parse(at), bounds, place).map((days) =>
    days.map(({ number, isReachable }) => (isReachable ? `${number}` : `(${number})`)).join(' '),
  );

describe('the weeks of the calendar', () => {
  it('are those that have something to choose', () =>
    expect(shown('2026-11-18T12:00:00Z', WEEK)).to.deep.equal([
      '(9) (10) (11) (12) (13) 14 15',
      '16 17 18 19 20 21 (22)',
    ]));

  it('end in the neighbouring months', () =>
    expect(shown('2026-10-30T12:00:00Z', MONTH)).to.deep.equal([
      '(19) (20) (21) 22 23 24 25',
      '26 27 28 29 30 31 1',
    ]));

  it('begin on the day that is asked for', () =>
    expect(shown('2026-11-18T12:00:00Z', WEEK, { zone: 'UTC', weekStartsOn: 6 })).to.deep.equal([
      '14 15 16 17 18 19 20',
      '21 (22) (23) (24) (25) (26) (27)',
    ]));

  it('are all of the month where there is nothing to choose', () =>
    expect(shown('2026-11-18T12:00:00Z', { start: 0, end: 0 })).to.have.length(6));

  it('are of the zone: at its midnight, the next day begins', () => {
    const bounds = range('2026-11-18T15:00:00Z', '2026-11-19T14:59:59Z');
    const [days] = calendarWeeks(bounds.start, bounds, { zone: 'Asia/Tokyo', weekStartsOn: 1 });
    const reachable = days?.filter(({ isReachable }) => isReachable);
    expect(reachable?.map(({ number }) => number)).to.deep.equal([19]);
  });

  it('have days of 23 and of 25 hours', () => {
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

describe('the first day of the week', () => {
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

describe('a move in the calendar', () => {
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
  for (const [key, at] of rows) it(`by ${key} leads to ${at}`, () => expect(to(key)).to.equal(at));

  it('goes the way that the arrow points, from right to left', () => {
    expect(to('ArrowLeft', undefined, true)).to.equal('2026-11-19T08:41:07Z');
    expect(to('ArrowRight', undefined, true)).to.equal('2026-11-17T08:41:07Z');
  });

  it('keeps the time of the clock where it changes', () =>
    expect(to('ArrowRight', '2026-10-24T10:00:00Z')).to.equal('2026-10-25T11:00:00Z'));

  it('goes to the last day of a shorter month', () =>
    expect(to('PageUp', '2026-03-31T10:00:00Z')).to.equal('2026-02-28T11:00:00Z'));

  it('stays in the week on its first and last day', () => {
    expect(to('Home', '2026-11-22T08:00:00Z')).to.equal('2026-11-16T08:00:00Z');
    expect(to('End', '2026-11-22T08:00:00Z')).to.equal('2026-11-22T08:00:00Z');
  });

  it('is none by any other key', () => expect(to('a')).to.equal(null));
});

describe('the nearest day', () => {
  const nearest = (at: string) =>
    new Date(nearestDay(Date.parse(at), WEEK, 'Europe/Berlin')).toISOString().replace('.000Z', 'Z');
  const rows: [what: string, at: string, nearest: string][] = [
    ['is the day itself', '2026-11-18T08:41:07Z', '2026-11-18T08:41:07Z'],
    ['is the first one, at the same time', '2026-10-18T07:41:07Z', '2026-11-14T08:41:07Z'],
    ['is the last one', '2026-12-24T08:41:07Z', '2026-11-21T08:41:07Z'],
    ['is a day that is reachable in part', '2026-11-14T08:00:00Z', '2026-11-14T08:00:00Z'],
  ];
  for (const [what, at, expected] of rows) it(what, () => expect(nearest(at)).to.equal(expected));
});
