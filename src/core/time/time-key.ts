import { DEFAULT_ENCODING, TIME_FORMATS, TIME_UNITS, TIME_ZONES } from './time-encoding.ts';
import type { TimeEncoding, TimeUnit } from './time-encoding.ts';
import type { UnixMs } from './time-range.ts';
import { failure, invalidRequest, success, type Result } from '../service/time-shift-error.ts';

export const TIME_KEY_TYPES = ['start', 'end', 'vodend', 'offset'] as const;
export type TimeKeyType = (typeof TIME_KEY_TYPES)[number];

/** A query parameter with a time. Its name and its value need no percent-encoding. */
export interface TimeParameter {
  readonly name: string;
  readonly value: string;
}

/** The meaning of a time key: an instant, or, for `offset` only, a duration. */
export type TimeKey =
  | { readonly type: TimeKeyType; readonly encoding: TimeEncoding; readonly at: UnixMs }
  | { readonly type: 'offset'; readonly encoding: TimeEncoding; readonly durationMs: number };

const HOUR_MS = 3_600_000;

/**
 * An `offset` below this is a duration behind live, as the SDKs send it. From this value on, it is an instant, as in
 * the old example of the vendor's reference.
 */
export const LONGEST_DURATION_MS = 10 * 365 * 24 * HOUR_MS;

/** The whole seconds of an instant always have ten digits, which is so from 2001-09-09 to 2286-11-20. */
const SECONDS_DIGITS = 10;
const FIRST_MS = 1e9 * 1000;
const LAST_MS = 1e10 * 1000 - 1;

const FRACTION_DIGITS: Record<TimeUnit, number> = { s: 0, ms: 3, us: 6, ns: 9 };

/**
 * Writes a time as a query parameter of the vendor's URLs.
 *
 * A `start` is rounded down to the unit, an `end` or `vodend` is rounded up, so that nothing of the requested time is
 * cut off. A unit finer than milliseconds adds zeros.
 *
 * @param value epoch milliseconds; for `offset`, a value below ten years is a duration in milliseconds
 * @throws TimeShiftError `invalid-request` for times outside 2001-2286, and for a duration in `human` format
 */
export function encodeTimeKey(
  type: TimeKeyType,
  value: number,
  encoding: TimeEncoding = DEFAULT_ENCODING,
): TimeParameter {
  const name = `lhs_${type}_${encoding.format}_${encoding.unit}_${encoding.zone}`;
  if (type === 'offset' && value >= 0 && value < LONGEST_DURATION_MS) {
    if (encoding.format === 'human') {
      throw invalidRequest(`${name}: a duration has no human form; write offsets as unix.`);
    }
    const duration = inUnit(Math.round(value), encoding.unit, Math.round);
    if (toMs(duration, encoding.unit) < LONGEST_DURATION_MS) return { name, value: duration };
  }
  const shifted = shiftIntoZone(value, encoding);
  const round = type === 'end' || type === 'vodend' ? Math.ceil : Math.floor;
  const isInstant = shifted >= FIRST_MS && shifted <= LAST_MS;
  const digits = isInstant ? inUnit(round(shifted), encoding.unit, round) : '';
  // Rounding up can turn the last second into one that has too many digits.
  if (digits.length !== digitsOf(encoding.unit)) {
    throw invalidRequest(`${name}: ${value} is not a time from 2001-09-09 to 2286-11-20 in milliseconds.`);
  }
  return { name, value: encoding.format === 'unix' ? digits : humanFromUnix(digits) };
}

/** Reads one `lhs_{type}_{format}_{unit}_{zone}` parameter. Digits that are finer than milliseconds are dropped. */
export function decodeTimeKey(name: string, value: string): Result<TimeKey> {
  const refuse = (why: string) => failure(invalidRequest(`${name}=${value}: ${why}`));
  const [, type, format, unit, zone] = /^lhs_([^_]*)_([^_]*)_([^_]*)_([^_]*)$/.exec(name) ?? [];
  const keyType = TIME_KEY_TYPES.find((known) => known === type);
  const keyFormat = TIME_FORMATS.find((known) => known === format);
  const keyUnit = TIME_UNITS.find((known) => known === unit);
  const keyZone = TIME_ZONES.find((known) => String(known) === zone);
  if (!keyType) return refuse('the key must be lhs_{start|end|vodend|offset}_{format}_{unit}_{zone}.');
  if (!keyFormat) return refuse('the format must be unix or human.');
  if (!keyUnit) return refuse('the unit must be s, ms, us or ns.');
  if (keyZone === undefined) return refuse('the zone must be one digit, 0 to 9: hours added to UTC.');
  if (!/^\d+$/.test(value)) return refuse('the value must be digits only.');

  const encoding: TimeEncoding = { format: keyFormat, unit: keyUnit, zone: keyZone };
  if (keyType === 'offset' && keyFormat === 'unix') {
    const durationMs = toMs(value, keyUnit);
    if (durationMs < LONGEST_DURATION_MS) return success({ type: keyType, encoding, durationMs });
  }
  const shifted = keyFormat === 'unix' ? unixToMs(value, keyUnit) : humanToMs(value, keyUnit);
  if (typeof shifted === 'string') return refuse(shifted);
  return success({ type: keyType, encoding, at: shiftOutOfZone(shifted, encoding) });
}

/**
 * The zone shifts `unix` values as it shifts `human` values. Only then are the examples of the vendor's reference
 * within a few minutes of each other.
 */
const shiftIntoZone = (at: UnixMs, { zone }: TimeEncoding): number => at + zone * HOUR_MS;
const shiftOutOfZone = (shifted: number, { zone }: TimeEncoding): UnixMs => shifted - zone * HOUR_MS;

/** Uses BigInt, because microseconds and nanoseconds since 1970 exceed 2^53. */
function inUnit(wholeMs: number, unit: TimeUnit, round: (value: number) => number): string {
  if (unit === 's') return String(round(wholeMs / 1000));
  return String(BigInt(wholeMs) * 10n ** BigInt(FRACTION_DIGITS[unit] - 3));
}

function toMs(digits: string, unit: TimeUnit): number {
  if (unit === 's') return Number(digits) * 1000;
  return Number(BigInt(digits) / 10n ** BigInt(FRACTION_DIGITS[unit] - 3));
}

const digitsOf = (unit: TimeUnit): number => SECONDS_DIGITS + FRACTION_DIGITS[unit];

function unixToMs(digits: string, unit: TimeUnit): number | string {
  const expected = digitsOf(unit);
  if (digits.length !== expected || digits.startsWith('0')) {
    return `a unix time in ${unit} has ${expected} digits.`;
  }
  return toMs(digits, unit);
}

/** Returns `yyyyMMddHHmmss`, and the digits of the fraction if the unit has any. */
function humanFromUnix(digits: string): string {
  const seconds = new Date(Number(digits.slice(0, SECONDS_DIGITS)) * 1000).toISOString();
  return seconds.slice(0, 19).replace(/\D/g, '') + digits.slice(SECONDS_DIGITS);
}

function humanToMs(digits: string, unit: TimeUnit): number | string {
  const expected = 14 + FRACTION_DIGITS[unit];
  if (digits.length !== expected)
    return `a human time in ${unit} has ${expected} digits, yyyyMMddHHmmss first.`;
  const iso = digits.replace(/^(....)(..)(..)(..)(..)(..).*/, '$1-$2-$3T$4:$5:$6.000Z');
  const wholeSeconds = Date.parse(iso);
  // Date.parse may turn 31 February into a day of March.
  const exists = !Number.isNaN(wholeSeconds) && new Date(wholeSeconds).toISOString() === iso;
  if (!exists) return 'there is no such date and time; write yyyyMMddHHmmss.';
  if (wholeSeconds < FIRST_MS || wholeSeconds > LAST_MS) return 'the year must be from 2001 to 2286.';
  return wholeSeconds + Number(digits.slice(14, 17).padEnd(3, '0'));
}
