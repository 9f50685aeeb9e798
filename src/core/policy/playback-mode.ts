import type { PlaybackRequest } from '../service/playback-url.ts';
import type { UnixMs } from '../time/time-range.ts';
import { LIVE_WITHIN_MS } from './tolerances.ts';

/**
 * `live` is what the clocks say, not what was asked for: paused for a while, it is `shifted`. `vod` is a recording
 * with an end.
 */
export type PlaybackMode = 'idle' | 'live' | 'shifted' | 'vod';

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
