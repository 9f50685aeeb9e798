import { buildPlaybackUrl } from '../../../src/headless.ts';
import type { BenchSource } from './adapter.ts';

/** As long as the built-in origin's playlists without an end are. */
const VOD_LENGTH_MS = 3 * 3_600_000;

/** The source that `?stream=…&at=…` in the page's address names. */
export function sourceOfPage(): BenchSource {
  const query = new URLSearchParams(location.search);
  const at = query.get('at');
  const liveUrl = new URL(`/live/${encodeURI(query.get('stream') ?? '')}.m3u8`, location.href).href;
  return {
    liveUrl,
    playlistFrom: (start) => buildPlaybackUrl(liveUrl, { start }),
    vodPlaylistFrom: (start, lengthMs = VOD_LENGTH_MS) =>
      buildPlaybackUrl(liveUrl, { start, vodEnd: start + lengthMs }),
    startAt: at === null ? null : Number(at),
  };
}
