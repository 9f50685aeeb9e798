import type { UnixMs } from '../../src/core/index.ts';
import { DateFormat } from '../../src/ui/i18n/date-format.ts';

const LANGUAGE = 'en-GB';

/** `2026-11-21T14:05:30Z`, with milliseconds where there are any. */
export const isoText = (at: UnixMs): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** `2026-11-21 14:05:30 UTC` */
export const utcText = (at: UnixMs): string => isoText(at).replace('T', ' ').replace('Z', ' UTC');

/** `14:05:30.040`, in UTC. */
export const utcClockText = (at: UnixMs): string => new Date(at).toISOString().slice(11, 23);

/** `Sat 21 Nov 15:05:30 CET` */
export function zoneText(at: UnixMs, displayZone: string): string {
  const format = new DateFormat(LANGUAGE, displayZone);
  return `${format.day(at)} ${format.time(at)} ${format.zone(at)}`;
}

/** Whether the browser knows an IANA zone; '' is the viewer's own. */
export function isDisplayZone(zone: string): boolean {
  if (zone === '') return true;
  try {
    return new Intl.DateTimeFormat(LANGUAGE, { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
