import type { PlaybackRequest, UnixMs } from '../core/index.ts';

/**
 * `live` is what the clocks say, not what was asked for: paused for a while, it is `shifted`. `vod` is a recording
 * with an end.
 */
export type PlaybackMode = 'idle' | 'live' | 'shifted' | 'vod';

/** Nearer to the server's time than this is live: some segments of what a live playlist holds back. */
const LIVE_WITHIN_MS = 30_000;

/** A seek nearer to the server's time than this means live: there is hardly anything newer to see. */
export const LIVE_EDGE_MS = 10_000;

/** @param at the instant of the picture; null while there is none, and then the mode stays what it was */
export function playbackMode(
  request: PlaybackRequest,
  at: UnixMs | null,
  serverInstant: UnixMs,
  before: PlaybackMode,
): PlaybackMode {
  const { start, end, vodEnd, offsetMs } = request;
  if (vodEnd !== undefined) return 'vod';
  if (end !== undefined) return 'shifted';
  if (at !== null) return serverInstant - at <= LIVE_WITHIN_MS ? 'live' : 'shifted';
  if (before !== 'idle') return before;
  return start === undefined && offsetMs === undefined ? 'live' : 'shifted';
}
