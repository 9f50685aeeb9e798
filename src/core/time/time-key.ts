import { DEFAULT_ENCODING, TIME_FORMATS, TIME_UNITS, TIME_ZONES } from './time-encoding.ts';
import type { TimeEncoding, TimeUnit } from './time-encoding.ts';
import type { UnixMs } from './time-range.ts';
import { failure, invalidRequest, success, type Result } from '../service/time-shift-error.ts';

export const TIME_KEY_TYPES = ['start', 'end', 'vodend', 'offset'] as const;
export type TimeKeyType = (typeof TIME_KEY_TYPES)[number];

/** One query parameter, not yet percent-encoded: names and values here need no encoding. */
export interface TimeParameter {
  readonly name: string;
  readonly value: string;
}

/** What a time key says. Only an `offset` can be a duration. */
export type TimeKey =
  | { readonly type: TimeKeyType; readonly encoding: TimeEncoding; readonly at: UnixMs }
  | { readonly type: 'offset'; readonly encoding: TimeEncoding; readonly durationMs: number };

const HOUR_MS = 3_600_000;

/** The reference calls an offset "forward"; SDKs send seconds behind live, its old example an instant. */
export const LONGEST_DURATION_MS = 10 * 365 * 24 * HOUR_MS;

/** Instants are written with ten digits of whole seconds: 2001-09-09 to 2286-11-20. */
const SECONDS_DIGITS = 10;
const FIRST_MS = 1e9 * 1000;
const LAST_MS = 1e10 * 1000 - 1;

const FRACTION_DIGITS: Record<TimeUnit, number> = { s: 0, ms: 3, us: 6, ns: 9 };

/**
 * Writes a time as the vendor's URLs carry it.
 *
 * @param value epoch milliseconds; for `offset`, a duration in milliseconds if below ten years. A finer unit
 *   than milliseconds adds zeros. A start in whole seconds is rounded down, an `end` or `vodend` up, so that
 *   nothing which was asked for is cut off.
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
  // The last second of all may be rounded up to one too many.
  if (digits.length !== digitsOf(encoding.unit)) {
    throw invalidRequest(`${name}: ${value} is not a time from 2001-09-09 to 2286-11-20 in milliseconds.`);
  }
  return { name, value: encoding.format === 'unix' ? digits : humanFromUnix(digits) };
}

/** Reads one `lhs_{type}_{format}_{unit}_{zone}` parameter; digits finer than milliseconds are dropped. */
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
 * The zone shifts `unix` values just as it shifts `human` ones: the reference's examples name moments within
 * minutes of each other only so.
 */
const shiftIntoZone = (at: UnixMs, { zone }: TimeEncoding): number => at + zone * HOUR_MS;
const shiftOutOfZone = (shifted: number, { zone }: TimeEncoding): UnixMs => shifted - zone * HOUR_MS;

/** BigInt, because microseconds and nanoseconds since 1970 exceed 2^53. */
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

/** `yyyyMMddHHmmss` and the fraction that the unit asks for. */
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
  // Date.parse may carry 31 February over to March.
  const exists = !Number.isNaN(wholeSeconds) && new Date(wholeSeconds).toISOString() === iso;
  if (!exists) return 'there is no such date and time; write yyyyMMddHHmmss.';
  if (wholeSeconds < FIRST_MS || wholeSeconds > LAST_MS) return 'the year must be from 2001 to 2286.';
  return wholeSeconds + Number(digits.slice(14, 17).padEnd(3, '0'));
}
