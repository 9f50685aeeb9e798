import { TZDateMini } from '@date-fns/tz';
import { addDays, differenceInCalendarDays } from 'date-fns';
import type { TimeRange, UnixMs } from '../../../core/index.ts';

/** The same time on the nearest day that the bounds reach into. */
export function nearestDay(at: UnixMs, bounds: TimeRange, zone: string): UnixMs {
  const date = new TZDateMini(at, zone);
  const toFirst = differenceInCalendarDays(new TZDateMini(bounds.start, zone), date);
  const toLast = differenceInCalendarDays(new TZDateMini(bounds.end - 1, zone), date);
  return addDays(date, Math.max(Math.min(0, toLast), toFirst)).getTime();
}
