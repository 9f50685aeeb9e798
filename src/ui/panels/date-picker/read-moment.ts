import { TZDateMini, tzOffset } from '@date-fns/tz';
import { lightFormat, parseISO, subDays, subMinutes } from 'date-fns';
import type { UnixMs } from '../../../core/index.ts';
import { withLatinDigits } from './latin-digits.ts';
import { readClock } from './read-clock.ts';
import { readDays } from './read-days.ts';

export interface MomentPlace {
  readonly language: string;
  /** The IANA zone of what is written without an offset. */
  readonly zone: string;
  /** An instant of the day that a time without a date is on. */
  readonly day: UnixMs;
}

const EPOCH_SECONDS = /^\d{10}$/;
const EPOCH_MS = /^\d{13}$/;
const WITH_OFFSET = /^(\d{4}-?\d\d-?\d\d)[T ]([\d:.,]+) ?(Z|[+-]\d\d(?::?\d\d)?)$/i;
const AROUND = /^[\s,،·]+|[\s,،·]+$/g;

/**
 * Reads what a viewer types or pastes: `14:05:30`, `2:05 pm`; a date, alone (its midnight) or with a time, in ISO 8601
 * or as the language writes it; ISO 8601 with an offset from UTC; epoch seconds or milliseconds.
 *
 * A time that the clocks skip is as much later as they go forward: 02:30 is 03:30. Of a time that they show twice it is
 * the first one; an offset tells the second.
 *
 * @returns NaN where it means nothing
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
  const date = rest.replace(AROUND, '');
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

/** Which of two instants with the same clock time TZDate chooses depends on the zone, and on the viewer's own. */
function firstOfTwo(at: UnixMs, zone: string): UnixMs {
  const offsetBefore = tzOffset(zone, subDays(at, 1));
  const earlier = subMinutes(at, offsetBefore - tzOffset(zone, new Date(at)));
  return tzOffset(zone, earlier) === offsetBefore ? earlier.getTime() : at;
}
