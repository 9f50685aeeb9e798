import type Hls from 'hls.js';
import type { Fragment } from 'hls.js';
import { hasBothTracks } from './both-tracks.ts';
import type { HlsClass } from './engine.ts';
import { INTO_FRAME_S } from './hls-config.ts';
import type { StartPosition } from './start-position.ts';

// The error controller loads this file on demand, when a fragment lacks sound or picture.

/** A browser may wait this long before the end of what it can play. */
const BEFORE_END_S = 0.5;

export interface MissingTracksOptions {
  readonly hls: Hls;
  readonly HlsClass: HlsClass;
  readonly video: HTMLVideoElement;
  readonly position: StartPosition;
}

/**
 * Has playback go on behind fragments that lack the sound or the picture which the others have: an encoder may lose one
 * of them for a while. MediaSource plays nothing where one of its buffers is empty, and hls.js waits there for ever.
 */
export class MissingTracks {
  /** The media time of the last fragments in a row that lack one, in seconds. */
  #lacking = { startS: NaN, endS: NaN };

  constructor(private readonly options: MissingTracksOptions) {
    const { hls, HlsClass, video } = options;
    const ended = new AbortController();
    hls.on(HlsClass.Events.DESTROYING, () => ended.abort());
    video.addEventListener('waiting', () => this.#skip(), { signal: ended.signal });
  }

  /** @param fragment one that has been buffered, and lacks one of the tracks */
  add({ start, end }: Fragment): void {
    const { hls } = this.options;
    // A stream may as well have sound or picture only.
    if (!hls.latestLevelDetails?.fragments.some(hasBothTracks)) return;
    const { startS, endS } = this.#lacking;
    const goesOn = startS <= start && start <= endS + BEFORE_END_S;
    this.#lacking = { startS: goesOn ? startS : start, endS: end };
    // Otherwise hls.js would place the sound that follows right behind the last sound, if more than 10 s are missing.
    hls.stopLoad();
    hls.startLoad(-1, true);
    this.#skip();
  }

  #skip(): void {
    const { video, position } = this.options;
    const { startS, endS } = this.#lacking;
    const isThere = position.timeS >= startS - BEFORE_END_S && position.timeS < endS;
    const isWaiting = !video.paused && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    if (isThere && isWaiting) position.moveTo(endS + INTO_FRAME_S);
  }
}
