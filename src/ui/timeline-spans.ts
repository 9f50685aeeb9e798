const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface TimelineSpan {
  readonly ms: number;
  readonly label: string;
}

/** How much time the timeline can show across, shortest first. */
const SPANS: readonly TimelineSpan[] = [
  { ms: 10 * MINUTE_MS, label: '10 min' },
  { ms: HOUR_MS, label: '1 h' },
  { ms: 6 * HOUR_MS, label: '6 h' },
  { ms: DAY_MS, label: '1 d' },
];

export const ALL: TimelineSpan = { ms: Infinity, label: 'All' };

/** The spans that make a difference for what there is to see; the last one shows it all. */
export function spansWithin(availableMs: number): readonly TimelineSpan[] {
  return [...SPANS.filter(({ ms }) => ms < availableMs), ALL];
}

/** `10m`, `1h`, `2.5h`, `7d`: how much time is across, in the viewer's language, to two digits. */
export function spanLabel(ms: number, language: string): string {
  const [unit, unitMs] = unitOf(ms);
  const style = { style: 'unit', unit, unitDisplay: 'narrow', maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(language, style).format(ms / unitMs);
}

function unitOf(ms: number): [unit: string, ms: number] {
  if (ms >= 2 * DAY_MS || ms === DAY_MS) return ['day', DAY_MS];
  return ms >= HOUR_MS ? ['hour', HOUR_MS] : ['minute', MINUTE_MS];
}
