import type Hls from 'hls.js';
import type { LevelDetails } from 'hls.js';
import { bufferedAheadS } from './buffered-ahead.ts';
import type { HlsClass } from './error-controller.ts';

/**
 * Where hls.js plays. Until it has begun to, the element knows nothing of that, at first and whenever it is set up
 * anew: hls.js goes to where it was told to begin.
 */
export class StartPosition {
  readonly #life = new AbortController();
  /** The picture is the first one of what is buffered, up to two frames after the time that was sought. */
  #isBeside = false;

  constructor(
    private readonly hls: Hls,
    HlsClass: HlsClass,
    private readonly video: HTMLVideoElement,
  ) {
    const { signal } = this.#life;
    video.addEventListener('loadedmetadata', () => this.#begin(), { signal });
    video.addEventListener('seeked', () => (this.#isBeside = !isBuffered(video)), { signal });
    hls.on(HlsClass.Events.FRAG_BUFFERED, () => this.#refresh());
  }

  /** Whether hls.js has come to where it was told to begin. */
  get hasBegun(): boolean {
    return this.hls.hasEnoughToStart;
  }

  /** The media time in seconds where playback is, or is to begin; below 0 for the live edge. */
  get timeS(): number {
    return this.hasBegun ? this.video.currentTime : this.hls.config.startPosition;
  }

  /** Before anything is loaded: where to begin. */
  set startTimeS(mediaTimeS: number | null) {
    this.hls.config.startPosition = mediaTimeS ?? -1;
  }

  /** When the first segment fails, hls.js goes to the live edge, without a word, unless the playlist says where to start. */
  guard(details: LevelDetails): void {
    const [first, { timeS }] = [details.fragments[0], this];
    if (!this.hasBegun && first && timeS >= 0) details.startTimeOffset = timeS - first.start;
  }

  goTo(mediaTimeS: number): void {
    const { hls, video } = this;
    this.startTimeS = mediaTimeS;
    if (hls.latestLevelDetails) this.guard(hls.latestLevelDetails);
    if (video.readyState > 0) this.#seek();
    else hls.startLoad(mediaTimeS);
  }

  destroy(): void {
    this.#life.abort();
  }

  /** What has been loaded first may be from before the last seek, and hls.js would play that. */
  #begin(): void {
    const { startPosition } = this.hls.config;
    if (startPosition >= 0 && this.video.currentTime !== startPosition) this.#seek();
  }

  #seek(): void {
    const { video } = this;
    const { startPosition } = this.hls.config;
    video.currentTime = startPosition;
    // hls.js may not have come to set it yet, and a seek beyond it ends there.
    const isTooShort = video.duration < startPosition;
    const options = { once: true, signal: this.#life.signal };
    if (isTooShort) video.addEventListener('durationchange', () => this.#seek(), options);
  }

  /** The picture of the time that was sought has come, and the browser does not look again by itself. */
  #refresh(): void {
    if (!this.#isBeside || !isBuffered(this.video)) return;
    this.#isBeside = false;
    if (this.video.paused) this.video.currentTime += 0;
  }
}

const isBuffered = (video: HTMLVideoElement): boolean => bufferedAheadS(video) > 0;
