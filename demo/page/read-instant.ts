import { parseInstant, type UnixMs } from '../../src/core/index.ts';

/** The result of reading a text that was typed as an instant. */
export type InstantReading =
  | { readonly kind: 'empty' }
  /** `isRelative`: the text means a different instant each time that it is read. */
  | { readonly kind: 'instant'; readonly at: UnixMs; readonly isRelative: boolean }
  | { readonly kind: 'unreadable'; readonly why: string };

const EPOCH_SECONDS = /^\d{10}$/;
const EPOCH_MS = /^\d{13}$/;
const DATE_WITHOUT_OFFSET = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;

/**
 * Reads an instant in the forms that testers use: ISO 8601 with an offset from UTC, the form that this page writes
 * (`2026-11-21 14:05:30 UTC`), epoch seconds or milliseconds, `now`, or a time before now such as `-1h30m`.
 */
export function readInstant(text: string, now: UnixMs): InstantReading {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const relative = readRelative(trimmed, now);
  if (relative !== undefined) return { kind: 'instant', at: relative, isRelative: true };
  const at = readAbsolute(trimmed);
  if (!Number.isNaN(at)) return { kind: 'instant', at, isRelative: false };
  const why = DATE_WITHOUT_OFFSET.test(trimmed)
    ? 'Add the offset from UTC: end the time with Z, or with +08:00.'
    : 'This is not a time. Give ISO 8601 with an offset, epoch seconds or milliseconds, or a time before now: -1h, -90s, -2d.';
  return { kind: 'unreadable', why };
}

function readRelative(text: string, now: UnixMs): UnixMs | undefined {
  if (text.toLowerCase() === 'now') return now;
  // Texts that are copied from documents may have a minus sign in place of the hyphen.
  const before = /^[-−](.*)$/s.exec(text)?.[1];
  const durationMs = before === undefined ? undefined : readDuration(before);
  return durationMs === undefined ? undefined : now - durationMs;
}

function readAbsolute(text: string): UnixMs {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  if (EPOCH_MS.test(text)) return Number(text);
  // A different number of digits is a typing error, and a few digits would mean a time in 1970.
  if (/^\d+$/.test(text)) return NaN;
  return parseInstant(text.replace(/ ?UTC$/i, 'Z').replace(/^(\d{4}-\d\d-\d\d) /, '$1T'));
}

const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, min: 60_000, s: 1000, ms: 1 } as const;

const PART = /(\d+(?:\.\d+)?)\s*(ms|min|[dhms])\s*/gy;

/** Reads a duration such as `90s`, `1h 30m`, `2d` or `10min` in milliseconds; undefined for any other text. */
export function readDuration(text: string): number | undefined {
  const trimmed = text.trim();
  let totalMs = 0;
  let readTo = 0;
  for (const [part, amount, unit] of trimmed.matchAll(PART)) {
    totalMs += Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
    readTo += part.length;
  }
  return readTo > 0 && readTo === trimmed.length ? Math.round(totalMs) : undefined;
}
