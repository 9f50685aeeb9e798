import type { UnixMs } from '../../src/core/index.ts';
import { DateFormat } from '../../src/ui/i18n/date-format.ts';

const LANGUAGE = 'en-GB';

/** Writes `2026-11-21T14:05:30Z`, with milliseconds unless they are zero. */
export const isoText = (at: UnixMs): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** Writes `2026-11-21 14:05:30 UTC`. */
export const utcText = (at: UnixMs): string => isoText(at).replace('T', ' ').replace('Z', ' UTC');

/** Writes the time of day in UTC: `14:05:30.040`. */
export const utcClockText = (at: UnixMs): string => new Date(at).toISOString().slice(11, 23);

/** Writes `Sat 21 Nov 15:05:30 CET` in a display zone. */
export function zoneText(at: UnixMs, displayZone: string): string {
  const format = new DateFormat(LANGUAGE, displayZone);
  return `${format.day(at)} ${format.time(at)} ${format.zone(at)}`;
}

/** Whether the browser knows an IANA zone. An empty text means the viewer's own zone. */
export function isDisplayZone(zone: string): boolean {
  if (zone === '') return true;
  try {
    return new Intl.DateTimeFormat(LANGUAGE, { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Writes a duration of a request: `840 ms`, `1.24 s`. */
export const durationText = (durationMs: number): string =>
  durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(2)} s`;

/** Writes a size: `840 B`, `12.4 KB`, `3.1 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Writes a span of time in whole seconds: `30 min`, `1 min 30 s`. */
export function spanText(spanMs: number): string {
  const wholeS = Math.round(spanMs / 1000);
  const parts = [
    [Math.floor(wholeS / 86_400), 'd'],
    [Math.floor((wholeS % 86_400) / 3600), 'h'],
    [Math.floor((wholeS % 3600) / 60), 'min'],
    [wholeS % 60, 's'],
  ] as const;
  const texts = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`);
  return texts.length > 0 ? texts.join(' ') : '0 s';
}
