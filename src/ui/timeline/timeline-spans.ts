const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `10m`, `1h`, `2.5h`, `7d`: how much time is shown, in a language and with at most two digits that count. */
export function spanLabel(ms: number, language: string): string {
  const [unit, unitMs] = unitOf(ms);
  const style = { style: 'unit', unit, unitDisplay: 'narrow', maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(language, style).format(ms / unitMs);
}

function unitOf(ms: number): [unit: string, ms: number] {
  if (ms >= 2 * DAY_MS || ms === DAY_MS) return ['day', DAY_MS];
  return ms >= HOUR_MS ? ['hour', HOUR_MS] : ['minute', MINUTE_MS];
}
