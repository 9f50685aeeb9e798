import type { UnixMs } from '../core/time-range.ts';

const FIRST_MS = 500;
const LONGEST_MS = 8000;

/**
 * How long to wait before the next try: twice as long each time, and by chance up to half of that shorter, so that
 * those who failed together do not come back together; never shorter than the service asks for.
 *
 * @param random from 0 to 1, as `Math.random` gives it
 */
export function backoffMs(failures: number, retryAfterMs: number | null, random: number): number {
  const ceiling = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
  return Math.max(ceiling * (1 - random / 2), retryAfterMs ?? 0);
}

/** Reads a `Retry-After`: seconds, or a date. Null where there is none. */
export function readRetryAfter(header: string | null, now: UnixMs): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(ms, 0);
}
