import shaka from 'shaka-player/dist/shaka-player.ui.js';
import 'shaka-player/dist/controls.css';

const MIME_TYPE = 'application/x-mpegurl';

/** Shaka Player with its UI. It skips the first seconds of a playlist without an end, because they may soon be gone. */
const video = document.createElement('video');
const shakaPlayer = new shaka.Player();
let source;

const open = (at) =>
  shakaPlayer
    .load(at === null ? source.liveUrl : source.vodPlaylistFrom(at), null, MIME_TYPE)
    .catch((error) => console.warn(error));

/** @type {import('../page/adapter.ts').PlayerAdapter} */
export const player = {
  mount(container, given) {
    source = given;
    shaka.polyfill.installAll();
    video.muted = video.autoplay = video.playsInline = true;
    video.style.cssText = 'width: 100%; height: 100%';
    container.append(video);
    // The origin's segment times are exact, so Shaka need not fetch the segment before, in case they are not.
    shakaPlayer.configure({ streaming: { inaccurateManifestTolerance: 0 } });
    const ui = new shaka.ui.Overlay(shakaPlayer, container, video);
    ui.configure({ castReceiverAppId: '' });
    void shakaPlayer.attach(video).then(() => open(given.startAt));
  },
  seekTo: (at) => void open(at),
  seekWithin(_at, bySeconds) {
    video.currentTime += bySeconds;
  },
  video: () => video,
  reportedInstant: () => shakaPlayer.getPlayheadTimeAsDate()?.getTime() ?? null,
};
