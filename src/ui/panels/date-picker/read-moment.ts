import { TZDateMini, tzOffset } from '@date-fns/tz';
import { lightFormat, parseISO, subDays, subMinutes } from 'date-fns';
import type { UnixMs } from '../../../core/index.ts';

export interface MomentPlace {
  readonly language: string;
  /** The IANA zone of times that are written without an offset. */
  readonly zone: string;
  /** An instant of the day that a time without a date belongs to. */
  readonly day: UnixMs;
}

const EPOCH_SECONDS = /^\d{10}$/;
const EPOCH_MS = /^\d{13}$/;
const WITH_OFFSET = /^(\d{4}-?\d\d-?\d\d)[T ]([\d:.,]+) ?(Z|[+-]\d\d(?::?\d\d)?)$/i;
const AROUND_DATE = /^[\s,،·]+|[\s,،·]+$/g;

/**
 * Reads what a viewer types or pastes: `14:05:30`, `2:05 pm`; a date, alone (its midnight) or with a time, in ISO 8601
 * or as the language writes it; ISO 8601 with an offset from UTC; epoch seconds or milliseconds.
 *
 * A time that the clocks skip is moved as far as they go forward: 02:30 becomes 03:30. A time that they show twice means
 * the first one; the second can be written with an offset.
 *
 * @returns NaN for text that cannot be read
 */
export function readMoment(text: string, place: MomentPlace): UnixMs {
  const plain = withLatinDigits(text, place.language).replace(/\s+/g, ' ').trim();
  if (EPOCH_SECONDS.test(plain)) return Number(plain) * 1000;
  if (EPOCH_MS.test(plain)) return Number(plain);
  const [, date, time, offset] = WITH_OFFSET.exec(plain.replace(/ ?(?:UTC|GMT)$/i, 'Z')) ?? [];
  if (date && time && offset) return parseISO(`${date}T${time}${offset.toUpperCase()}`).getTime();
  return readLocal(plain, place);
}

function readLocal(text: string, { language, zone, day }: MomentPlace): UnixMs {
  const { clock, rest } = readClock(text.replace(/(\d)T(\d)/i, '$1 $2'), language);
  const date = rest.replace(AROUND_DATE, '');
  const isOnlyClock = date === '' && clock !== null;
  const days = isOnlyClock
    ? [lightFormat(new TZDateMini(day, zone), 'yyyy-MM-dd')]
    : readDays(date, language);
  const moments = days.map((isoDay) =>
    parseISO(`${isoDay}T${clock ?? '00:00'}`, { in: (value) => new TZDateMini(+new Date(value), zone) }),
  );
  const at = moments.map(Number).find((moment) => !Number.isNaN(moment));
  return at === undefined ? NaN : firstOfTwo(at, zone);
}

/** Of two instants with the same clock time, TZDate returns one that depends on the zone and on the viewer's own zone. */
function firstOfTwo(at: UnixMs, zone: string): UnixMs {
  const offsetBefore = tzOffset(zone, subDays(at, 1));
  const earlier = subMinutes(at, offsetBefore - tzOffset(zone, new Date(at)));
  return tzOffset(zone, earlier) === offsetBefore ? earlier.getTime() : at;
}

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** The digits of Arabic and Persian keyboards, which a browser may not use itself when it writes the language. */
const OTHER_DIGITS = ['ar-u-nu-arab', 'fa-u-nu-arabext'];

/** Replaces the language's digits by `0` to `9`, and removes marks that only set the direction of text. */
function withLatinDigits(text: string, language: string): string {
  const latinOf = new Map([...OTHER_DIGITS, language].flatMap(digitsOf));
  return text.replace(/\p{Bidi_Control}/gu, '').replace(/\p{Nd}/gu, (digit) => latinOf.get(digit) ?? digit);
}

function digitsOf(language: string): [string, string][] {
  const numbers = new Intl.NumberFormat(language);
  return DIGITS.map((digit) => [numbers.format(digit), String(digit)]);
}

const CLOCK = /\b(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d+)?))?(?!\d)/;
const NOON = 12;

interface ClockReading {
  /** `14:05:30`; null where the text has no time of day. */
  readonly clock: string | null;
  /** The text without the time of day. */
  readonly rest: string;
}

/** Finds a time of day in a text: of 24 hours, or of 12 hours with `am`, `pm` or the language's words for them. */
function readClock(text: string, language: string): ClockReading {
  const found = CLOCK.exec(text);
  if (!found) return { clock: null, rest: text };
  const [all, hours = '', minutes = '', seconds = '00'] = found;
  const rest = text.replace(all, ' ');
  const half = dayHalves(language).find(({ name }) => rest.toLowerCase().includes(name));
  return {
    clock: [half ? hoursOf24(Number(hours), half.isAfternoon) : hours, minutes, seconds]
      .map((part) => part.padStart(2, '0'))
      .join(':'),
    rest: half ? rest.toLowerCase().replace(half.name, ' ') : rest,
  };
}

function hoursOf24(hours: number, isAfternoon: boolean): string {
  return String(hours > NOON ? hours : (hours % NOON) + (isAfternoon ? NOON : 0));
}

function dayHalves(language: string) {
  const format = new Intl.DateTimeFormat(language, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
  const nameAt = (hour: number) =>
    format.formatToParts(Date.UTC(2026, 0, 1, hour)).find(({ type }) => type === 'dayPeriod')?.value;
  return [
    { name: nameAt(9), isAfternoon: false },
    { name: nameAt(21), isAfternoon: true },
    { name: 'am', isAfternoon: false },
    { name: 'pm', isAfternoon: true },
  ].flatMap(({ name, isAfternoon }) =>
    name ? [{ name: name.toLowerCase().replace(/\s/g, ' '), isAfternoon }] : [],
  );
}

type Order = readonly ('year' | 'month' | 'day')[];

const YEAR_FIRST: Order = ['year', 'month', 'day'];
const DAY_FIRST: Order = ['day', 'month', 'year'];
const MONTH_FIRST: Order = ['month', 'day', 'year'];
const DATE = /^(\d{1,4})([-/. 年년]+)(\d{1,2})[-/. 月월]+(\d{1,4})[-/. 日일]*$/;

/**
 * The days that a date in digits may mean, as `2026-11-21`, the most likely one first. The order of the language is
 * tried before the other orders, of which usually only one gives a valid date. A four-digit year at the start, or full
 * stops, leave only one order.
 */
function readDays(text: string, language: string): string[] {
  const found = DATE.exec(text);
  if (!found) return [];
  const [, first = '', separator, second = '', third = ''] = found;
  return ordersOf(first, separator, language).map((order) => isoDay([first, second, third], order));
}

function ordersOf(first: string, separator: string | undefined, language: string): Order[] {
  if (first.length === 4) return [YEAR_FIRST];
  return separator?.startsWith('.') ? [DAY_FIRST] : [orderIn(language), DAY_FIRST, MONTH_FIRST];
}

function orderIn(language: string): Order {
  const options = { calendar: 'gregory', year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const types = new Intl.DateTimeFormat(language, options).formatToParts(0).map(({ type }) => type);
  return [...YEAR_FIRST].sort((a, b) => types.indexOf(a) - types.indexOf(b));
}

function isoDay(parts: readonly string[], order: Order): string {
  const part = (name: Order[number]) => (parts[order.indexOf(name)] ?? '').padStart(2, '0');
  const year = part('year');
  return [year.length === 2 ? `20${year}` : year, part('month'), part('day')].join('-');
}
