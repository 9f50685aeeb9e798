import { isOffLive, isOffWindow, movedBy, PLAYLIST_DELAY_MS, type TimeRange } from '../core/index.ts';
import { DATE_ROUNDING_MS } from '../core/policy/tolerances.ts';
import {
  goesOn,
  GROWTH_MS,
  offsetByLive,
  offsetByStart,
  offsetByWindow,
  type LiveEnd,
} from '../core/policy/encoder-offset.ts';
import type { PlaylistAnchor, StreamClocks } from './engine.ts';

export interface PlaylistDates extends StreamClocks {
  /** The time that a playlist covers by its dates. */
  readonly dated: TimeRange;
  /** When it ended before, and when it was read with that end first; null if this is the first time. */
  readonly before: LiveEnd | null;
  readonly anchor: PlaylistAnchor;
  readonly longestMs: number;
}

/**
 * How far the encoder's clock is ahead of the server's, in milliseconds, by one of the service's own playlists: what
 * is known already, as long as the dates fit what was asked for.
 */
export function measureEncoder(dates: PlaylistDates): number {
  const known = dates.encoderOffset();
  const measured = dates.anchor.edge === 'first' ? byRequest(dates, known) : byLiveEdge(dates, known);
  return measured ?? known;
}

/** By how many milliseconds times may be wrong, because the dates are not those that were asked for. */
export const contradictionMs = (dates: PlaylistDates): number =>
  dates.anchor.edge === 'first' ? contradictionAtStart(dates) : contradictionAtLive(dates);

/** Such dates are behind a hole, or of another clock: the server has to have told which. */
function contradictionAtStart({ dated, anchor, longestMs, ...clocks }: PlaylistDates): number {
  const offMs = Math.abs(dated.start - clocks.encoderOffset() - anchor.instant);
  const isHole = clocks.isClockSet() && !clocks.recorded().isRecorded(anchor.instant);
  // The first segment may begin before the instant that was asked for.
  return offMs > longestMs + DATE_ROUNDING_MS && !isHole ? offMs + longestMs : 0;
}

/** A live playlist that ends in the past is of another clock if it goes on, and else the last one of its encoder. */
function contradictionAtLive({ dated, before, anchor, ...clocks }: PlaylistDates): number {
  const now = clocks.serverNow();
  const end = dated.end - clocks.encoderOffset();
  if (anchor.end === null || !isOffLive(end, now)) return 0;
  const mayGoOn = before === null || now - before.at <= GROWTH_MS;
  return mayGoOn ? Math.abs(end - now) : 0;
}

function byRequest(dates: PlaylistDates, known: number): number | null {
  const { dated, anchor, longestMs, serverNow } = dates;
  // Until the server has told its time, the viewer's clock is good enough where all fits together.
  const [start, now] = [anchor.instant, serverNow()];
  const end = Math.min(anchor.end ?? Infinity, now);
  const byStart = offsetByStart(dated.start - start, longestMs);
  // The live playlist has told it less exactly.
  if (known !== 0 && Math.abs(byStart - known) < PLAYLIST_DELAY_MS) return byStart;
  if (!isOffWindow(movedBy(dated, -known), { start, end }, longestMs)) return null;
  if (end < now) return offsetByWindow(dated, { start, end }, longestMs);
  // Where it begins as asked for, its dates are the server's, wherever the server has cut it.
  return byStart !== 0 && isOffLive(dated.end - byStart, now) ? null : byStart;
}

function byLiveEdge({ dated, before, anchor, ...clocks }: PlaylistDates, known: number): number | null {
  const now = clocks.serverNow();
  const end = dated.end - known;
  if (anchor.end === null || !clocks.isClockSet() || !isOffLive(end, now)) return null;
  const isFresh = end > now || goesOn(before, { end: dated.end, at: now });
  return isFresh ? offsetByLive(dated.end - now) : null;
}
