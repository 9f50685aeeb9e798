import videojs from 'video.js';
import 'video.js/dist/video-js.css';

const TYPE = 'application/x-mpegURL';

/**
 * Video.js 8 with its own HLS engine (VHS) and live UI. It plays a playlist without an end from that playlist's end. Its
 * `convertToProgramTime` was hours wrong on this stream, so the instant is counted from the last seek.
 */
let vjs;
let source;
let anchor = null;

const open = (at) => vjs.src({ src: at === null ? source.liveUrl : source.vodPlaylistFrom(at), type: TYPE });

/** @type {import('../page/adapter.ts').PlayerAdapter} */
export const player = {
  mount(container, given) {
    source = given;
    const video = document.createElement('video');
    video.className = 'video-js';
    video.playsInline = true;
    container.append(video);
    vjs = videojs(video, { autoplay: true, muted: true, controls: true, liveui: true, fill: true });
    open(given.startAt);
  },
  seekTo(at) {
    anchor = at;
    open(at);
  },
  seekWithin(_at, bySeconds) {
    vjs.currentTime(vjs.currentTime() + bySeconds);
  },
  video: () => vjs.el()?.querySelector('video') ?? null,
  reportedInstant: () => (anchor === null ? null : anchor + vjs.currentTime() * 1000),
};
