import { TZDateMini } from '@date-fns/tz';
import { addDays, differenceInCalendarDays, milliseconds, startOfDay } from 'date-fns';
import type { TimeRange, UnixMs } from '../../core/index.ts';
import type { TickStep } from './tick-step.ts';

/** The instants in a range at which the clocks of a zone show whole steps, and the last one before it. */
export function tickInstants(range: TimeRange, step: TickStep, zone: string): UnixMs[] {
  return step.unit === 'day' ? midnights(range, step.count, zone) : clockTimes(range, step.ms, zone);
}

function midnights({ start, end }: TimeRange, everyDays: number, zone: string): UnixMs[] {
  // A Monday: steps of several days are the same ones wherever the range begins, and weeks begin as in ISO 8601.
  const origin = new TZDateMini(1970, 0, 5, zone);
  const found: UnixMs[] = [];
  let day = addDays(startOfDay(new TZDateMini(start, zone)), -everyDays);
  while (day.getTime() < end) {
    if (differenceInCalendarDays(day, origin) % everyDays === 0) found.push(day.getTime());
    // A day may begin at 01:00, where the clocks go forward at midnight.
    day = startOfDay(addDays(day, 1));
  }
  return found.slice(
    Math.max(
      found.findLastIndex((at) => at < start),
      0,
    ),
  );
}

function clockTimes({ start, end }: TimeRange, stepMs: number, zone: string): UnixMs[] {
  const sinceTickMs = (at: UnixMs) => msOfDay(at, zone) % stepMs;
  const first = Math.floor(start);
  const found: UnixMs[] = [];
  let at = first - (sinceTickMs(first) || stepMs);
  while (at < end) {
    found.push(at);
    at = following(at, stepMs, sinceTickMs);
  }
  return found;
}

function following(at: UnixMs, stepMs: number, sinceTickMs: (at: UnixMs) => number): UnixMs {
  const next = at + stepMs;
  const overMs = sinceTickMs(next);
  if (overMs === 0) return next;
  // The clocks have changed since. Put forward, the next tick may come early; put back, it comes late.
  const earlier = next - overMs;
  return earlier > at && sinceTickMs(earlier) === 0 ? earlier : next + stepMs - overMs;
}

/** What the clock on the wall shows, which on two days a year is not the time since midnight. */
function msOfDay(at: UnixMs, zone: string): number {
  const date = new TZDateMini(at, zone);
  const wholeS = { hours: date.getHours(), minutes: date.getMinutes(), seconds: date.getSeconds() };
  return milliseconds(wholeS) + date.getMilliseconds();
}
