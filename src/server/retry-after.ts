import type { UnixMs } from '../core/time/time-range.ts';

/** Reads a `Retry-After`: seconds, or a date. Null where there is none. */
export function readRetryAfter(header: string | null, now: UnixMs): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(ms, 0);
}
