import Hls, { type HlsConfig } from 'hls.js';
import type { BenchSource, PlayerAdapter } from '../page/adapter.ts';

/** hls.js on a `<video controls>`, as a page author writes it: each far seek loads another playlist. */
export function bareHls(
  config: Partial<HlsConfig>,
  playlistFrom: (source: BenchSource, at: number) => string,
): PlayerAdapter {
  const video = document.createElement('video');
  const hls = new Hls(config);
  let source: BenchSource | null = null;
  const open = (at: number | null) => {
    if (!source) return;
    // A time-shift playlist begins at the instant that it was asked for.
    hls.config.startPosition = at === null ? -1 : 0;
    hls.loadSource(at === null ? source.liveUrl : playlistFrom(source, at));
  };
  hls.on(Hls.Events.MANIFEST_PARSED, () => void video.play());
  return {
    mount(container, given) {
      source = given;
      video.controls = video.muted = video.playsInline = true;
      video.style.cssText = 'display: block; width: 100%; height: 100%';
      container.append(video);
      open(given.startAt);
      hls.attachMedia(video);
    },
    seekTo: open,
    seekWithin(_at, bySeconds) {
      video.currentTime += bySeconds;
    },
    video: () => video,
    reportedInstant: () => hls.playingDate?.getTime() ?? null,
  };
}
