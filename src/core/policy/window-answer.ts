import type { MediaPlaylist } from '../hls/media-playlist.ts';
import { datedRange } from '../hls/date-segments.ts';
import { findSame } from '../hls/same-segment.ts';
import { longestMs, totalMs, type MediaSegment } from '../hls/segment.ts';
import type { TimeRange } from '../time/time-range.ts';

// A server that knows `vodend` ends its answer, which is believed then. The window loader loads this file on demand.

/**
 * How an answer that goes on, without an `EXT-X-ENDLIST`, fits the window that was asked for:
 *
 * - `whole`: it reaches up to the end of the window, so the server does not know `vodend`
 * - `short`: it ends before; it may have been cut off on its way
 * - `later`: by its dates, it is about a time after the window
 */
export type WindowFit = 'whole' | 'short' | 'later';

/** @param asked the `start` and `vodEnd` that were requested */
export function judgeWindow({ segments }: MediaPlaylist, asked: TimeRange): WindowFit {
  const longest = longestMs(segments);
  const start = datedRange(segments)?.start ?? asked.start;
  if (start >= asked.end) return 'later';
  return start + totalMs(segments) >= asked.end - longest ? 'whole' : 'short';
}

/** Between two requests, a live playlist goes on by at most so many segments. */
const MOVED_ON = 3;

/** Whether a playlist is the live one over again. */
export function isLiveAgain(playlist: readonly MediaSegment[], live: readonly MediaSegment[]): boolean {
  const same = findSame(playlist, live).filter((segment) => segment !== undefined);
  return (
    same.length > 0 && playlist.length - same.length <= MOVED_ON && live.length - same.length <= MOVED_ON
  );
}
