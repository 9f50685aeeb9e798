import videojs from 'video.js';
import 'video.js/dist/video-js.css';

const TYPE = 'application/x-mpegURL';

/**
 * Video.js 8 with its own HLS engine (VHS) and live UI. It begins any list without an end at that list's end. What its
 * `convertToProgramTime` says was hours wrong on this stream, so the page counts from its own seek.
 */
let vjs;
let source;
let anchor = null;

const open = (at) => vjs.src({ src: at === null ? source.liveUrl : source.recordingFrom(at), type: TYPE });

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
  moveTo(_at, bySeconds) {
    vjs.currentTime(vjs.currentTime() + bySeconds);
  },
  video: () => vjs.el()?.querySelector('video') ?? null,
  instant: () => (anchor === null ? null : anchor + vjs.currentTime() * 1000),
};
