import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { SETTLED_AFTER_MS } from './tolerances.ts';

/**
 * The past is read in windows of this length. They begin at multiples of it since the epoch, so that all viewers
 * request the same few URLs, which a CDN can cache.
 */
const WINDOW_MS = 600_000;
/**
 * A window is requested with this margin on both sides. It is longer than a segment, so a segment across the edge of
 * two windows is in the answers for both, whatever rule the server has for it.
 */
const MARGIN_MS = 20_000;
/** Where the retention or now cuts a window, the requested time is rounded to this, so that viewers share URLs too. */
const QUANTUM_MS = 10_000;

/** The window that contains an instant. */
export const windowAt = (at: UnixMs): TimeRange => {
  const start = Math.floor(at / WINDOW_MS) * WINDOW_MS;
  return { start, end: start + WINDOW_MS };
};

export interface WindowRequest {
  /** The `start` and `vodEnd` to request. */
  readonly asked: TimeRange;
  /** Whether the answer is final, so that it may be kept. */
  readonly isSettled: boolean;
}

/**
 * Returns how to request a window:
 *
 *     available          ├────────────────────────────────────────────┤ server's now
 *     window                            ├──────────────┤
 *     requested                      ├────────────────────┤   with margins, within what is available
 *
 * @param available the time that the server has: from the start of the retention to its now
 * @param recordedUntil up to here something is available too, because the clock that tells `available` may be behind
 * @returns null if nothing of the window is available
 */
export function windowRequest(
  window: TimeRange,
  available: TimeRange,
  recordedUntil: UnixMs = -Infinity,
): WindowRequest | null {
  // One step later than necessary: the retention moves on until the request arrives.
  const earliest = Math.ceil(available.start / QUANTUM_MS) * QUANTUM_MS + QUANTUM_MS;
  const latest =
    Math.max(Math.floor(available.end / QUANTUM_MS), Math.ceil(recordedUntil / QUANTUM_MS)) * QUANTUM_MS;
  const asked = {
    start: Math.max(window.start - MARGIN_MS, earliest),
    end: Math.min(window.end + MARGIN_MS, latest),
  };
  if (asked.end <= asked.start) return null;
  return { asked, isSettled: window.end + MARGIN_MS + SETTLED_AFTER_MS <= available.end };
}
