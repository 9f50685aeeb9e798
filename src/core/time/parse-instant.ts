import type { UnixMs } from './time-range.ts';

const DATE = /^(\d{4})-?(\d\d)-?(\d\d)/;
const TIME = /[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,3})\d*)?)?/;
const OFFSET = / ?(?:Z|([+-]\d\d):?(\d\d)?)$/;
const ISO_8601 = new RegExp(DATE.source + TIME.source + OFFSET.source, 'i');

/**
 * Reads a date and time in ISO 8601 with an offset from UTC (`2026-11-21T14:05:30+01:00`, or `Z`), in all the ways in
 * which encoders write `EXT-X-PROGRAM-DATE-TIME`: in small letters, without colons, with a space instead of the T or
 * before the offset, with a comma and any number of digits behind it. Returns null for anything else. A time without an
 * offset is refused, because it would be a different instant for each viewer.
 */
export function parseIsoDate(text: string): UnixMs | null {
  const fields = ISO_8601.exec(text.trim());
  if (!fields) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset = '+00', minutes = '00'] =
    fields;
  // Browsers differ in what else they read, but each of them reads this form.
  const time = `${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}`;
  const at = Date.parse(`${year}-${month}-${day}T${time}${offset}:${minutes}`);
  return Number.isNaN(at) ? null : at;
}

/** Reads an instant as a page author writes it: ISO 8601 with an offset from UTC, or epoch milliseconds; else NaN. */
export function parseInstant(text: string): UnixMs {
  const trimmed = text.trim();
  return /^\d+$/.test(trimmed) ? Number(trimmed) : (parseIsoDate(trimmed) ?? NaN);
}
