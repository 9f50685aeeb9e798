import '@mux/mux-player';

/** Mux Player with a plain src: no account, no tracking. */
const element = document.createElement('mux-player');
let source;

const open = (at) => {
  // 0 is where a list begins; without it a live list begins at its end.
  if (at === null) element.removeAttribute('start-time');
  else element.setAttribute('start-time', '0');
  element.src = at === null ? source.liveUrl : source.listFrom(at);
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
  moveTo(_at, bySeconds) {
    element.currentTime += bySeconds;
  },
  video: () => element.media?.nativeEl ?? null,
  instant: () => element.currentPdt?.getTime() ?? null,
};
