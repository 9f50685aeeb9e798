import type { UnixMs } from './time-range.ts';

const ISO_8601 = /^(\S+T\S+?)(?:Z|([+-]\d\d):?(\d\d)?)$/i;

/**
 * Reads a date and time in ISO 8601 with an offset from UTC (`2026-11-21T14:05:30+01:00`, or `Z`), as
 * `EXT-X-PROGRAM-DATE-TIME` has it. Returns null for anything else. A time without an offset is refused, because it
 * would be a different instant for each viewer.
 */
export function parseIsoDate(text: string): UnixMs | null {
  const [, local, hours, minutes = '00'] = ISO_8601.exec(text.trim()) ?? [];
  if (local === undefined) return null;
  // Not every browser reads an offset without its colon.
  const at = Date.parse(local + (hours === undefined ? 'Z' : `${hours}:${minutes}`));
  return Number.isNaN(at) ? null : at;
}

/** Reads an instant as a page author writes it: ISO 8601 with an offset from UTC, or epoch milliseconds; else NaN. */
export function parseInstant(text: string): UnixMs {
  const trimmed = text.trim();
  return /^\d+$/.test(trimmed) ? Number(trimmed) : (parseIsoDate(trimmed) ?? NaN);
}
