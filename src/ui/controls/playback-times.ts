import type { TimeRange, UnixMs } from '../../core/index.ts';

/** The times that the control bar shows. All of them are read at the same moment, so that they fit together. */
export interface PlaybackTimes {
  /** The server's time. */
  readonly now: UnixMs;
  /** The wall-clock time of the picture, or null while it is unknown. */
  readonly playhead: UnixMs | null;
  /** The DVR window: how far seeks may go. */
  readonly bounds: TimeRange;
  readonly buffered: readonly TimeRange[];
  /** What the playlist in use holds. */
  readonly seekable: readonly TimeRange[];
}

/**
 * The timeline gets new times after this delay at the latest, however much time a pixel is. It has to stay below the
 * 10 s of `LIVE_EDGE_MS`, so that a seek to the end of a timeline that lags behind still goes live; and a screen
 * reader that asks for the value of the slider should not hear an old one.
 */
const MAX_LAG_MS = 5000;

/**
 * Whether a timeline would draw the times of `after` elsewhere than those of `before`, or has shown those of `before`
 * for too long.
 *
 * @param pixelMs how much time a pixel of the timeline is; 0 if it is unknown
 */
export function isMovedOnTimeline(before: PlaybackTimes, after: PlaybackTimes, pixelMs: number): boolean {
  const toleranceMs = Math.min(pixelMs, MAX_LAG_MS);
  const isClose = (a: UnixMs | null, b: UnixMs | null) =>
    a === b || (a !== null && b !== null && Math.abs(a - b) < toleranceMs);
  const isCloseRange = (a: TimeRange, b: TimeRange | undefined) =>
    b !== undefined && isClose(a.start, b.start) && isClose(a.end, b.end);
  const areCloseRanges = (a: readonly TimeRange[], b: readonly TimeRange[]) =>
    a.length === b.length && a.every((range, index) => isCloseRange(range, b[index]));
  return !(
    isClose(before.now, after.now) &&
    isClose(before.playhead, after.playhead) &&
    isCloseRange(before.bounds, after.bounds) &&
    areCloseRanges(before.buffered, after.buffered) &&
    areCloseRanges(before.seekable, after.seekable)
  );
}
