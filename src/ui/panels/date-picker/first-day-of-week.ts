import type { Day } from 'date-fns';

interface WeekInfo {
  /** 1 is Monday, 7 Sunday. */
  readonly firstDay: number;
}

/** A method where the browser is new, a property where it is older, and nothing where it is old. */
interface LocaleWithWeeks {
  getWeekInfo?(): WeekInfo;
  readonly weekInfo?: WeekInfo;
}

/** On which day weeks begin where a language is spoken; Monday, as in ISO 8601, where the browser does not know. */
export function firstDayOfWeek(language: string): Day {
  const locale = new Intl.Locale(language) as Intl.Locale & LocaleWithWeeks;
  const { firstDay } = locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 };
  // Sunday is 0 to date-fns.
  return (firstDay % 7) as Day;
}
