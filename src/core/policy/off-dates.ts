import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { DATE_ROUNDING_MS, LIVE_WITHIN_MS, PLAYLIST_DELAY_MS } from './tolerances.ts';

// Dates are told by the encoder, and its clock need not be the server's: see encoder-offset.ts.

/** @param dated the time that an answer covers by its dates */
export const isOffWindow = (dated: TimeRange, asked: TimeRange, longestMs: number): boolean => {
  const toleranceMs = longestMs + DATE_ROUNDING_MS;
  return dated.start < asked.start - toleranceMs || dated.end > asked.end + toleranceMs;
};

/** The server's clock and the encoder's are set by different time servers. */
const EARLY_MS = 5000;

/** @param end when the live playlist ends by its dates */
export const isOffLive = (end: UnixMs, now: UnixMs): boolean =>
  end > now + EARLY_MS || end < now - LIVE_WITHIN_MS - PLAYLIST_DELAY_MS;

/** The clock of an encoder in a wrong time zone is off by a multiple of this. */
export const TIME_ZONE_STEP_MS = 15 * 60_000;
/** A server may answer with segments across the edges of a window, and lists live segments some time after their end. */
const MEASURED_MS = 5000;

/** By how much times may be wrong, in milliseconds, because of how the encoder's clock was measured. */
export const offsetAccuracyMs = (encoderOffsetMs: number): number =>
  encoderOffsetMs % TIME_ZONE_STEP_MS === 0 ? 0 : MEASURED_MS;
