import type { PlaybackRequest } from '../service/playback-url.ts';
import type { UnixMs } from '../time/time-range.ts';
import { LIVE_WITHIN_MS } from './tolerances.ts';

/**
 * - `idle`: nothing has been requested yet
 * - `live`: the picture is near server time, whatever was requested
 * - `shifted`: the picture is further behind, also because live was paused for a while
 * - `vod`: a recording with an end was requested
 */
export type PlaybackMode = 'idle' | 'live' | 'shifted' | 'vod';

/**
 * @param at the instant of the picture. It is null while there is no picture; then the mode stays as it was before, or
 *   follows from the request.
 */
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
