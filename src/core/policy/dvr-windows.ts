import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { SETTLED_AFTER_MS } from './tolerances.ts';

/** The past is read in windows on multiples of this since the epoch, so that all viewers share a few URLs. */
const WINDOW_MS = 600_000;
/** More than a segment: which one of two windows a segment across their seam is in does not matter then. */
const MARGIN_MS = 20_000;
/** What a URL says of a time that goes on is cut to multiples of this, so that URLs are shared there too. */
const QUANTUM_MS = 10_000;

export const windowAt = (at: UnixMs): TimeRange => {
  const start = Math.floor(at / WINDOW_MS) * WINDOW_MS;
  return { start, end: start + WINDOW_MS };
};

export interface WindowRequest {
  /** What to ask the server for: a `start` and a `vodEnd`. */
  readonly asked: TimeRange;
  /** The answer will never change. */
  readonly isSettled: boolean;
}

/**
 * How to ask for a window, with a margin on both sides.
 *
 * @param available what the server has: from the retention to its now
 * @returns null where nothing of the window is available
 */
export function windowRequest(window: TimeRange, available: TimeRange): WindowRequest | null {
  const earliest = Math.ceil(available.start / QUANTUM_MS) * QUANTUM_MS + QUANTUM_MS;
  const latest = Math.floor(available.end / QUANTUM_MS) * QUANTUM_MS;
  const asked = {
    start: Math.max(window.start - MARGIN_MS, earliest),
    end: Math.min(window.end + MARGIN_MS, latest),
  };
  if (asked.end <= asked.start) return null;
  return { asked, isSettled: window.end + MARGIN_MS + SETTLED_AFTER_MS <= available.end };
}
