import { parseInstant, type UnixMs } from '../../src/core/index.ts';
import { readDuration } from './read-duration.ts';

/** What a text that was typed for an instant says. */
export type InstantReading =
  | { readonly kind: 'empty' }
  /** `isRelative`: it says another instant each time that it is read. */
  | { readonly kind: 'instant'; readonly at: UnixMs; readonly isRelative: boolean }
  | { readonly kind: 'unreadable'; readonly why: string };

const EPOCH_SECONDS = /^\d{10}$/;
const EPOCH_MS = /^\d{13}$/;
const DATE_ONLY_LOCALLY = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;

/**
 * Reads an instant as a tester has it at hand: ISO 8601 with an offset from UTC, also as this page writes it
 * (`2026-11-21 14:05:30 UTC`); epoch seconds or milliseconds; `now`, or a time before it such as `-1h30m`.
 */
export function readInstant(text: string, now: UnixMs): InstantReading {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const relative = readRelative(trimmed, now);
  if (relative !== undefined) return { kind: 'instant', at: relative, isRelative: true };
  const at = readAbsolute(trimmed);
  if (!Number.isNaN(at)) return { kind: 'instant', at, isRelative: false };
  const why = DATE_ONLY_LOCALLY.test(trimmed)
    ? 'Say the offset from UTC as well: end it with Z, or with +08:00.'
    : 'Not a time. Give ISO 8601 with an offset, epoch seconds or milliseconds, or a time before now: -1h, -90s, -2d.';
  return { kind: 'unreadable', why };
}

function readRelative(text: string, now: UnixMs): UnixMs | undefined {
  if (text.toLowerCase() === 'now') return now;
  // A minus sign, which documents write for a hyphen, means the same.
  const before = /^[-−](.*)$/s.exec(text)?.[1];
  const durationMs = before === undefined ? undefined : readDuration(before);
  return durationMs === undefined ? undefined : now - durationMs;
}

function readAbsolute(text: string): UnixMs {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  if (EPOCH_MS.test(text)) return Number(text);
  // Other counts of digits are slips, and a few digits would be a time in 1970.
  if (/^\d+$/.test(text)) return NaN;
  return parseInstant(text.replace(/ ?UTC$/i, 'Z').replace(/^(\d{4}-\d\d-\d\d) /, '$1T'));
}
