import { TZDateMini } from '@date-fns/tz';
import { addDays, addMonths, addWeeks, type Day, setDay } from 'date-fns';
import type { UnixMs } from '../../../core/index.ts';
import type { CalendarPlace } from './calendar-weeks.ts';

const DAYS_OF_WEEK = 7;

/**
 * Where a key leads to in the calendar, at the same time of day; null where it leads nowhere.
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
