import { buildPlaybackUrl } from '../../../src/core/service/playback-url.ts';
import type { BenchSource } from './adapter.ts';

const THREE_HOURS_MS = 3 * 3_600_000;

/** What `?stream=…&at=…` in the page's address says. */
export function sourceOfPage(): BenchSource {
  const query = new URLSearchParams(location.search);
  const at = query.get('at');
  const liveUrl = new URL(`/live/${encodeURI(query.get('stream') ?? '')}.m3u8`, location.href).href;
  return {
    liveUrl,
    listFrom: (start) => buildPlaybackUrl(liveUrl, { start }),
    // The origin's other lists reach as far.
    recordingFrom: (start, lengthMs = THREE_HOURS_MS) =>
      buildPlaybackUrl(liveUrl, { start, vodEnd: start + lengthMs }),
    startAt: at === null ? null : Number(at),
  };
}
