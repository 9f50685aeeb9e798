import type { UnixMs } from './time-range.ts';

const WITH_ZONE = /(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * Reads an instant as a page author writes it: ISO 8601 with an offset from UTC (`2026-11-21T14:05:30+01:00`, or `Z`),
 * or epoch milliseconds. NaN for anything else: without an offset it would mean another instant for each viewer.
 */
export function parseInstant(text: string): UnixMs {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  return WITH_ZONE.test(trimmed) && trimmed.includes('T') ? Date.parse(trimmed) : NaN;
}
