const CLOCK = /\b(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d+)?))?(?!\d)/;
const NOON = 12;

export interface ClockReading {
  /** `14:05:30`; null where the text has none. */
  readonly clock: string | null;
  /** What else there is in the text. */
  readonly rest: string;
}

/** Finds a time of day in a text, of 24 hours or of 12 with `am`, `pm` or what the language has for them. */
export function readClock(text: string, language: string): ClockReading {
  const found = CLOCK.exec(text);
  if (!found) return { clock: null, rest: text };
  const [all, hours = '', minutes = '', seconds = '00'] = found;
  const rest = text.replace(all, ' ');
  const half = dayHalves(language).find(({ name }) => rest.toLowerCase().includes(name));
  return {
    clock: [half ? of24(Number(hours), half.isAfternoon) : hours, minutes, seconds]
      .map((part) => part.padStart(2, '0'))
      .join(':'),
    rest: half ? rest.toLowerCase().replace(half.name, ' ') : rest,
  };
}

function of24(hours: number, isAfternoon: boolean): string {
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
