import type Hls from 'hls.js';

/**
 * Has hls.js show the same subtitles, or none, with the next playlist. By itself it would begin with its default ones,
 * and each far seek loads another playlist.
 */
export function keepSubtitles(hls: Hls): void {
  if (hls.subtitleTracks.length === 0) return;
  const shown = hls.subtitleTracks[hls.subtitleTrack];
  // No track has an empty name, so that none is preferred then.
  hls.config.subtitlePreference = { name: shown?.name ?? '', lang: shown?.lang };
}
