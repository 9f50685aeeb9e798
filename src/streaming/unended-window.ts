import type { MediaPlaylist, Playlist, TimeRange } from '../core/index.ts';
import { isLiveAgain, judgeWindow } from '../core/policy/window-answer.ts';

// Most servers end a window with EXT-X-ENDLIST. The window loader loads this file on demand.

/**
 * An answer without `EXT-X-ENDLIST` is not what was asked for: it was cut off on its way, or the server does not know
 * `vodend`, or no time shift at all.
 *
 * @param asked by the encoder's clock
 * @returns what to believe; null where the server answers with the live playlist
 */
export async function believedAnswer(
  first: MediaPlaylist,
  asked: TimeRange,
  loadAgain: () => Promise<Playlist | null>,
  loadLive: () => Promise<MediaPlaylist | null>,
): Promise<MediaPlaylist | null> {
  const fit = judgeWindow(first, asked);
  if (fit !== 'short') return fit === 'whole' ? first : null;
  const again = await loadAgain();
  const isBetter = again?.kind === 'media' && again.segments.length >= first.segments.length;
  const playlist = isBetter ? again : first;
  const isDated = playlist.segments.some(({ date }) => date !== null);
  if (playlist.isEnded || isDated || judgeWindow(playlist, asked) === 'whole') return playlist;
  const live = await loadLive();
  return isLiveAgain(playlist.segments, live?.segments ?? []) ? null : playlist;
}
