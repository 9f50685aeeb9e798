const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, min: 60_000, s: 1000, ms: 1 } as const;

const PART = /(\d+(?:\.\d+)?)\s*(ms|min|[dhms])\s*/gy;

/** Milliseconds of `90s`, `1h 30m`, `2d`, `10min`; undefined for what is no such thing. A bare number is none. */
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
