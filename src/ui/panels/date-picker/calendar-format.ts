import type { UnixMs } from '../../../core/index.ts';
import type { CalendarDay } from './calendar.ts';

/** Writes days and months in a language and a zone. It is slow to create, so the date picker keeps it. */
export class CalendarFormat {
  readonly #month: Intl.DateTimeFormat;
  readonly #weekdays: Readonly<Record<'narrow' | 'long', Intl.DateTimeFormat>>;
  readonly #day: Intl.DateTimeFormat;
  readonly #instant: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;

  constructor(
    readonly language: string,
    readonly zone: string,
  ) {
    // date-fns counts days in the Gregorian calendar, so they are written in it even where another one is usual.
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone: zone, calendar: 'gregory' });
    const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    this.#month = format({ month: 'long', year: 'numeric' });
    this.#weekdays = { narrow: format({ weekday: 'narrow' }), long: format({ weekday: 'long' }) };
    this.#day = format({ dateStyle: 'full' });
    this.#instant = format({ ...date, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    this.#number = new Intl.NumberFormat(language);
  }

  /** `November 2026` */
  month(at: UnixMs): string {
    return this.#month.format(at);
  }

  /** `M`, or `Monday` */
  weekday({ range }: CalendarDay, width: 'narrow' | 'long'): string {
    return this.#weekdays[width].format(range.start);
  }

  /** `21` */
  number({ number }: CalendarDay): string {
    return this.#number.format(number);
  }

  /** `Saturday 21 November 2026` */
  day({ range }: CalendarDay): string {
    return this.#day.format(range.start);
  }

  /** `21 Nov 2026, 14:05` */
  instant(at: UnixMs): string {
    return this.#instant.format(at);
  }
}
