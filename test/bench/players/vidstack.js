import Hls from 'hls.js';
import 'vidstack/player';
import 'vidstack/player/layouts/default';
import 'vidstack/player/styles/default/layouts/video.css';
import 'vidstack/player/styles/default/theme.css';
import 'vidstack/player/ui';

/** Vidstack with its default layout. In a playlist without an end, it jumps to live as soon as it plays. */
const element = document.createElement('media-player');
let source;

const open = (at) => {
  element.streamType = at === null ? 'live:dvr' : 'on-demand';
  element.src = {
    src: at === null ? source.liveUrl : source.vodPlaylistFrom(at),
    type: 'application/x-mpegurl',
  };
};

/** @type {import('../page/adapter.ts').PlayerAdapter} */
export const player = {
  mount(container, given) {
    source = given;
    element.innerHTML = '<media-provider></media-provider><media-video-layout></media-video-layout>';
    element.addEventListener('provider-change', ({ detail: provider }) => {
      if (provider?.type !== 'hls') return;
      // Vidstack would load hls.js from a CDN, and other hosts are blocked.
      provider.library = Hls;
    });
    Object.assign(element, {
      autoPlay: true,
      muted: true,
      playsInline: true,
      load: 'eager',
    });
    container.append(element);
    open(given.startAt);
  },
  seekTo: open,
  seekWithin(_at, bySeconds) {
    element.currentTime += bySeconds;
  },
  video: () => element.querySelector('video'),
  reportedInstant: () => element.provider?.instance?.playingDate?.getTime() ?? null,
};
