import Player from 'xgplayer';
import 'xgplayer/dist/index.min.css';
import HlsPlugin from 'xgplayer-hls';

/** xgplayer with its own HLS engine. It reports no wall-clock time, so the instant is counted from the last seek. */
let xg;
let source;
let anchor = null;

/** @type {import('../page/adapter.ts').PlayerAdapter} */
export const player = {
  mount(container, given) {
    source = given;
    const url = given.startAt === null ? given.liveUrl : given.vodPlaylistFrom(given.startAt);
    xg = new Player({
      el: container.appendChild(document.createElement('div')),
      url,
      plugins: [HlsPlugin],
      autoplay: true,
      autoplayMuted: true,
      width: '100%',
      height: '100%',
      lang: 'en',
    });
  },
  seekTo(at) {
    anchor = at;
    void xg.switchURL(source.vodPlaylistFrom(at), { currentTime: 0 });
  },
  seekWithin(_at, bySeconds) {
    xg.currentTime += bySeconds;
  },
  video: () => xg.media ?? null,
  reportedInstant: () => (anchor === null ? null : anchor + xg.currentTime * 1000),
};
