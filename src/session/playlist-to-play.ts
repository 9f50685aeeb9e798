import type { PlaybackRequest, UnixMs } from '../core/index.ts';
import type { DirectEngine, PlaylistAnchor, PlaylistToPlay } from '../engine/engine.ts';
import { playlistUrl } from '../network/stream-source.ts';
import { timeShiftOff } from '../streaming/prefetcher.ts';
import type { StreamContext } from './stream-context.ts';
import { checkTimeShift } from './time-shift-check.ts';

/** The contexts of streams whose server does not answer a request for the past with the live playlist. */
const checked = new WeakSet<StreamContext>();

/**
 * Finds the playlist of the service that a request is for. The direct playback loads this on demand, since with most
 * pages it never plays.
 *
 * @throws TimeShiftError `not-recorded` where the server answers requests for the past with the live playlist
 */
export async function playlistToPlay(
  context: StreamContext,
  engine: DirectEngine,
  request: PlaybackRequest,
  target: UnixMs | null,
  signal: AbortSignal,
): Promise<PlaylistToPlay> {
  const asked = engine.requestFor(request, context.serverNow());
  if (target !== null && !checked.has(context)) {
    const isOn = await checkTimeShift(context, asked, timeShiftOff(), signal);
    if (isOn) checked.add(context);
  }
  return {
    url: playlistUrl(context.source, asked),
    startAt: target,
    anchor: anchorOf(request, context.serverNow()),
  };
}

function anchorOf({ start, end, vodEnd, offsetMs = 0 }: PlaybackRequest, now: UnixMs): PlaylistAnchor {
  if (start !== undefined) return { instant: start, edge: 'first', end: end ?? vodEnd ?? Infinity };
  return { instant: now - offsetMs, edge: 'last', end: offsetMs === 0 ? Infinity : null };
}
