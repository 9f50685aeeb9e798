import '@mux/mux-player';

/** Mux Player with a plain `src`, without an account and without tracking. */
const element = document.createElement('mux-player');
let source;

const open = (at) => {
  // 0 is the beginning of the playlist. Without a start time, a live playlist plays from its end.
  if (at === null) element.removeAttribute('start-time');
  else element.setAttribute('start-time', '0');
  element.src = at === null ? source.liveUrl : source.playlistFrom(at);
};

/** @type {import('../page/adapter.ts').PlayerAdapter} */
export const player = {
  mount(container, given) {
    source = given;
    for (const name of ['muted', 'autoplay', 'playsinline', 'disable-tracking', 'disable-cookies']) {
      element.toggleAttribute(name, true);
    }
    element.setAttribute('stream-type', 'live:dvr');
    element.setAttribute('target-live-window', 'Infinity');
    element.setAttribute('prefer-playback', 'mse');
    open(given.startAt);
    container.append(element);
  },
  seekTo: open,
  seekWithin(_at, bySeconds) {
    element.currentTime += bySeconds;
  },
  video: () => element.media?.nativeEl ?? null,
  reportedInstant: () => element.currentPdt?.getTime() ?? null,
};
