import { TZDateMini } from '@date-fns/tz';
import {
  addDays,
  addMonths,
  addWeeks,
  type Day,
  differenceInCalendarDays,
  getWeeksInMonth,
  isSameMonth,
  setDay,
  startOfDay,
  startOfMonth,
  startOfWeek,
} from 'date-fns';
import { type RecordedRanges, SETTLED_AFTER_MS, type TimeRange, type UnixMs } from '../../../core/index.ts';

const DAYS_OF_WEEK = 7;

export interface CalendarDay {
  /** From midnight to midnight, which on two days a year is not 24 hours. */
  readonly range: TimeRange;
  /** The day of the month. */
  readonly number: number;
  readonly isInMonth: boolean;
  /** Whether some of the day is within the bounds. */
  readonly isReachable: boolean;
}

/** What decides how weeks are counted. */
export interface CalendarPlace {
  readonly zone: string;
  readonly weekStartsOn: Day;
}

/**
 * The weeks of the month of an instant. Weeks without a reachable day are left out, because a recording of a few days
 * would otherwise have a calendar of mostly disabled days; if no week has one, all are there. The first and the last
 * week reach into the neighbouring months.
 */
export function calendarWeeks(at: UnixMs, bounds: TimeRange, place: CalendarPlace): CalendarDay[][] {
  const { weekStartsOn } = place;
  const month = startOfMonth(new TZDateMini(at, place.zone));
  const first = startOfWeek(month, { weekStartsOn });
  const weeks = Array.from({ length: getWeeksInMonth(month, { weekStartsOn }) }, (_, week) =>
    Array.from({ length: DAYS_OF_WEEK }, (_, day) =>
      calendarDay(addDays(addWeeks(first, week), day), month, bounds),
    ),
  );
  const reachable = weeks.filter((days) => days.some(({ isReachable }) => isReachable));
  return reachable.length > 0 ? reachable : weeks;
}

function calendarDay(date: Date, month: Date, bounds: TimeRange): CalendarDay {
  // `startOfDay` is needed because a day begins at 01:00 where the clocks go forward at midnight.
  const [start, end] = [startOfDay(date).getTime(), startOfDay(addDays(date, 1)).getTime()];
  return {
    range: { start, end },
    number: date.getDate(),
    isInMonth: isSameMonth(date, month),
    isReachable: start < bounds.end && end > bounds.start,
  };
}

/** How much of a day is recorded. `full` is all of it that is within the bounds. */
export type DayRecordings = 'full' | 'partial' | 'none' | 'unknown';

export function dayRecordings(recorded: RecordedRanges, day: TimeRange, bounds: TimeRange): DayRecordings {
  const start = Math.max(day.start, bounds.start);
  const end = Math.min(day.end, bounds.end);
  const first = recorded.rangeAt(start) ?? recorded.next(start);
  const hasSome = first !== undefined && first.start < end;
  // The last minute before now is not judged, because its recordings may not be known yet.
  const settled = { start, end: Math.min(end, bounds.end - SETTLED_AFTER_MS) };
  if (hasSome) return recorded.holes(settled).length > 0 ? 'partial' : 'full';
  return settled.end <= start || recorded.unknown(settled).length > 0 ? 'unknown' : 'none';
}

/** The same time of day on the nearest day that is reachable. */
export function nearestDay(at: UnixMs, bounds: TimeRange, zone: string): UnixMs {
  const date = new TZDateMini(at, zone);
  const toFirst = differenceInCalendarDays(new TZDateMini(bounds.start, zone), date);
  const toLast = differenceInCalendarDays(new TZDateMini(bounds.end - 1, zone), date);
  return addDays(date, Math.max(Math.min(0, toLast), toFirst)).getTime();
}

/**
 * The instant that a key leads to in the calendar, at the same time of day; null for keys that lead nowhere.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/examples/datepicker-dialog/
 */
export function gridMove(key: string, at: UnixMs, place: CalendarPlace, isRtl: boolean): UnixMs | null {
  return moved(key, new TZDateMini(at, place.zone), place, isRtl ? -1 : 1)?.getTime() ?? null;
}

function moved(key: string, date: Date, { weekStartsOn }: CalendarPlace, toRight: 1 | -1): Date | null {
  switch (key) {
    case 'ArrowRight':
      return addDays(date, toRight);
    case 'ArrowLeft':
      return addDays(date, -toRight);
    case 'ArrowDown':
      return addWeeks(date, 1);
    case 'ArrowUp':
      return addWeeks(date, -1);
    case 'PageDown':
      return addMonths(date, 1);
    case 'PageUp':
      return addMonths(date, -1);
    case 'Home':
      return setDay(date, weekStartsOn, { weekStartsOn });
    case 'End':
      return setDay(date, ((weekStartsOn + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK) as Day, { weekStartsOn });
    default:
      return null;
  }
}

interface WeekInfo {
  /** 1 is Monday, 7 is Sunday. */
  readonly firstDay: number;
}

/** New browsers have the method, older ones the property, and old ones neither. */
interface LocaleWithWeeks {
  getWeekInfo?(): WeekInfo;
  readonly weekInfo?: WeekInfo;
}

/** The day on which weeks begin in a language: Monday, as in ISO 8601, where the browser does not know. */
export function firstDayOfWeek(language: string): Day {
  const locale = new Intl.Locale(language) as Intl.Locale & LocaleWithWeeks;
  const { firstDay } = locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 };
  // Sunday is 0 in date-fns.
  return (firstDay % DAYS_OF_WEEK) as Day;
}
