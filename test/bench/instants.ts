export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WINDOW_MS = 10 * MINUTE_MS;
const REACH_MS = 14 * 24 * HOUR_MS;

/** Multiples of it, modulo 1, are spread evenly, however many are taken. */
const GOLDEN_RATIO = 0.618034;

/** From a far instant to one that is in the same playlist, but further away than any player buffers. */
export const WITHIN_PLAYLIST_MS = 4 * MINUTE_MS + 1500;
/** From a far instant to one that each player has buffered when it plays there. */
export const WITHIN_BUFFER_MS = 6500;
/** From a far instant to the next seam, where one 10-minute window ends and the next one begins. */
export const TO_SEAM_MS = 8 * MINUTE_MS;

/** Numbers for `farInstant`, one range for each use, so that no two uses share a window. */
export const SERIES = {
  seeks: 0,
  warmed: 1000,
  screencast: 2000,
  warmUp: 3000,
  firstFrame: 4000,
  endurance: 5000,
  seams: 6000,
  seamsStart: 6999,
  slow: 7000,
  slowWarmUp: 7900,
  slowStart: 7999,
} as const;

/**
 * The n-th far instant, in epoch milliseconds. It lies days away from the one before and the one after it, and two
 * minutes after the beginning of a 10-minute window. It is the first frame of a segment, so that players that begin
 * with the first segment of a playlist show it exactly.
 */
export function farInstant(now: number, n: number): number {
  const backMs = 4 * HOUR_MS + ((n * GOLDEN_RATIO) % 1) * (REACH_MS - 5 * HOUR_MS);
  return Math.floor((now - backMs) / WINDOW_MS) * WINDOW_MS + 2 * MINUTE_MS;
}
