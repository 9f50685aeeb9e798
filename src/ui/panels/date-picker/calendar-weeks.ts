import { TZDateMini } from '@date-fns/tz';
import { addDays, addWeeks, type Day, getWeeksInMonth, isSameMonth, startOfDay } from 'date-fns';
import { startOfMonth, startOfWeek } from 'date-fns';
import type { TimeRange, UnixMs } from '../../../core/index.ts';

export interface CalendarDay {
  /** From midnight to midnight, which on two days a year is not 24 hours. */
  readonly range: TimeRange;
  /** Of the month. */
  readonly number: number;
  readonly isInMonth: boolean;
  /** The bounds reach into it. */
  readonly isReachable: boolean;
}

/** Where and how weeks are counted. */
export interface CalendarPlace {
  readonly zone: string;
  readonly weekStartsOn: Day;
}

/**
 * The weeks of the month of an instant that have a day to choose, lest the calendar of a recording of a few days be
 * mostly of others; all of them where there is none. The first and the last one end in the neighbouring months.
 */
export function calendarWeeks(at: UnixMs, bounds: TimeRange, place: CalendarPlace): CalendarDay[][] {
  const { weekStartsOn } = place;
  const month = startOfMonth(new TZDateMini(at, place.zone));
  const first = startOfWeek(month, { weekStartsOn });
  const weeks = Array.from({ length: getWeeksInMonth(month, { weekStartsOn }) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => calendarDay(addDays(addWeeks(first, week), day), month, bounds)),
  );
  const reachable = weeks.filter((days) => days.some(({ isReachable }) => isReachable));
  return reachable.length > 0 ? reachable : weeks;
}

function calendarDay(date: Date, month: Date, bounds: TimeRange): CalendarDay {
  // A day may begin at 01:00, where the clocks go forward at midnight.
  const [start, end] = [startOfDay(date).getTime(), startOfDay(addDays(date, 1)).getTime()];
  return {
    range: { start, end },
    number: date.getDate(),
    isInMonth: isSameMonth(date, month),
    isReachable: start < bounds.end && end > bounds.start,
  };
}
