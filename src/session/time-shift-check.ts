import { readPlaylist, TimeShiftError, type MediaSegment, type PlaybackRequest } from '../core/index.ts';
import { isLiveAgain } from '../core/policy/window-answer.ts';
import { playlistUrl } from '../network/stream-source.ts';
import type { StreamContext } from './stream-context.ts';

const RETRIES = 1;

/** What is younger may be in the live playlist, too. */
const YOUNG_MS = 120_000;

/**
 * Makes sure that the server does not answer a request for the past with the live playlist, as it does where time shift is
 * not on for the stream. Only a comparison tells, because a playlist without dates may be of any time. The direct playback
 * loads this on demand, before it plays something of the past for the first time.
 *
 * @param error what to throw then
 * @returns whether the request was old enough to tell
 * @throws TimeShiftError `not-recorded` where it does: live must not be shown as the past that was asked for
 */
export async function checkTimeShift(
  { source, fetcher, store, serverNow }: StreamContext,
  request: PlaybackRequest,
  error: TimeShiftError,
  signal: AbortSignal,
): Promise<boolean> {
  const agoMs = request.offsetMs ?? serverNow() - (request.start ?? Infinity);
  if (agoMs < YOUNG_MS) return false;
  const past = await openEndedSegments(request);
  const live = past && (await openEndedSegments({}));
  if (!live || !isLiveAgain(past, live)) return true;
  if (store.snapshot.canTimeShift) store.emit('warning', { error });
  store.set({ canTimeShift: false });
  throw error;

  /** Null where nothing can be told: where the playlist has an end, is not a media playlist, or does not load. */
  async function openEndedSegments(asked: PlaybackRequest): Promise<readonly MediaSegment[] | null> {
    try {
      const options = { retries: RETRIES, signal };
      const { body, url } = await fetcher.fetch(playlistUrl(source, asked), 'playlist', options);
      const playlist = readPlaylist(new TextDecoder().decode(body), url);
      return playlist.kind === 'media' && !playlist.isEnded ? playlist.segments : null;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof TimeShiftError) return null;
      throw error;
    }
  }
}
