import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { TIME_ZONE_STEP_MS } from './off-dates.ts';
import { DATE_ROUNDING_MS, PLAYLIST_DELAY_MS } from './tolerances.ts';

// Most encoders have the right time. The window loader loads this file on demand.

/**
 * How far the encoder's clock is ahead of the server's, by an answer that holds all that was asked for. It is exact to
 * half a segment, because servers differ in whether they answer with segments that lie across an edge.
 *
 * @param dated the time that the answer covers by its dates
 * @param asked the time that was requested, by the server's clock
 * @returns null where a part of what was asked for is missing
 */
export function offsetByWindow(dated: TimeRange, asked: TimeRange, longestMs: number): number | null {
  const [startMs, endMs] = [dated.start - asked.start, dated.end - asked.end];
  const isWhole = Math.abs(endMs - startMs) <= 2 * longestMs;
  const offsetMs = (startMs + endMs) / 2;
  return isWhole ? rounded(offsetMs, longestMs + DATE_ROUNDING_MS) : null;
}

/**
 * The same, by the beginning of an answer that goes on to live. It is exact to a segment.
 *
 * @param ms from the start that was asked for to the first date
 */
export const offsetByStart = (ms: number, longestMs: number): number =>
  rounded(ms, longestMs + DATE_ROUNDING_MS);

/** When a live playlist ended by its dates, and when it was read by the server's clock. */
export interface LiveEnd {
  readonly end: UnixMs;
  readonly at: UnixMs;
}

/** A playlist is read this often at least, and grows by a segment at a time. */
export const GROWTH_MS = 12_000;

/**
 * Whether a live playlist has gone on as time has, since it was read before. One that ends in the past may be the last one
 * before the encoder went away, or an answer that was on its way while the computer slept.
 */
export const goesOn = (before: LiveEnd | null, now: LiveEnd): boolean =>
  before !== null && now.end > before.end && now.end - before.end > now.at - before.at - GROWTH_MS;

/**
 * How far the encoder's clock is ahead of the server's, by a live playlist whose last segment has just been listed.
 *
 * @param lagMs from the server's time to the end of the playlist
 */
export const offsetByLive = (lagMs: number): number => rounded(lagMs, PLAYLIST_DELAY_MS);

const rounded = (offsetMs: number, toleranceMs: number): number => {
  const stepMs = Math.round(offsetMs / TIME_ZONE_STEP_MS) * TIME_ZONE_STEP_MS;
  return Math.abs(offsetMs - stepMs) <= toleranceMs ? stepMs : Math.round(offsetMs / 1000) * 1000;
};
