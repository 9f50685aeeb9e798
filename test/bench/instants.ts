export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const REACH_MS = 14 * 24 * HOUR_MS;

/** Spreads evenly however many are taken. */
const GOLDEN_RATIO = 0.618034;

/** In the list of each far instant, and further than anybody buffers. */
export const WITHIN_LIST_MS = 4 * MINUTE_MS + 1500;
/** In what is buffered after each far seek. */
export const WITHIN_BUFFER_MS = 6500;

/**
 * The n-th far instant: days apart from those next to it; on a segment's first frame, so that players that begin with
 * a list's first segment are exact; two minutes into a 10-minute window.
 */
export function farInstant(now: number, n: number): number {
  const backMs = 4 * HOUR_MS + ((n * GOLDEN_RATIO) % 1) * (REACH_MS - 5 * HOUR_MS);
  return Math.floor((now - backMs) / (10 * MINUTE_MS)) * 10 * MINUTE_MS + 2 * MINUTE_MS;
}
