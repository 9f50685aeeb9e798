import type Hls from 'hls.js';
import type { Fragment, LevelDetails } from 'hls.js';
import { bufferedAheadS } from './media-element.ts';
import type { Engine, HlsClass } from './engine.ts';
import type { HlsParts } from './hls-parts.ts';

/** Sound and pictures of a fragment begin up to an audio frame apart. */
const MOVED_S = 0.025;
/** After so many fragments, something is buffered, unless the browser does not keep it. */
const MAX_VANISHED = 12;

/**
 * Where hls.js plays, or is going to start. Until hls.js has started, at first and whenever the media element has been
 * attached again, the media element's `currentTime` does not tell that: hls.js starts at its `startPosition`. Both
 * hls.js engines own one, and the error controller uses it to go on at the same place.
 */
export class StartPosition {
  readonly #life = new AbortController();
  /** Since when a fragment is loaded with the time of the last seek or a later one, in steady ms; null before. */
  mediaSinceMs: number | null = null;
  /** How many fragments have been loaded in a row while nothing was buffered at the picture. */
  #vanished = 0;
  /** The picture shown is the first one that is buffered, which lies up to two frames after the time sought. */
  #isBeforeBuffer = false;

  constructor(
    private readonly hls: Hls,
    HlsClass: HlsClass,
    private readonly video: HTMLVideoElement,
  ) {
    const { signal } = this.#life;
    video.addEventListener('loadedmetadata', () => this.#correctStart(), { signal });
    video.addEventListener('seeked', () => (this.#isBeforeBuffer = !isBuffered(video)), { signal });
    hls.on(HlsClass.Events.FRAG_LOADED, (_, { frag }) => {
      // Sound and subtitles of their own do not tell when the picture can be shown.
      if ((frag.type as string) !== 'main') return;
      if (frag.end > this.timeS) this.mediaSinceMs ??= frag.stats.loading.end;
      this.#vanished = isBuffered(video) ? 0 : this.#vanished + 1;
      // hls.js would load on and on what the browser does not keep.
      if (this.#vanished >= MAX_VANISHED) hls.pauseBuffering();
    });
    hls.on(HlsClass.Events.FRAG_BUFFERED, () => this.#redraw());
  }

  /** Whether hls.js has seen that it can start. The picture may play already before it looks. */
  get hasStarted(): boolean {
    return this.hls.hasEnoughToStart;
  }

  /** The media time in seconds where playback is or will start; negative for the live edge. */
  get timeS(): number {
    const { startPosition } = this.hls.config;
    const { currentTime, readyState, HAVE_CURRENT_DATA } = this.video;
    // Near the live edge, hls.js may show the first picture before it seeks to where it starts.
    const isShown = startPosition < 0 && readyState >= HAVE_CURRENT_DATA;
    const isThere = isShown || this.hasStarted || currentTime > Math.max(startPosition, 0);
    return isThere ? currentTime : startPosition;
  }

  /** Sets where to start, before anything is loaded; null for the live edge. */
  set startTimeS(mediaTimeS: number | null) {
    this.hls.config.startPosition = mediaTimeS ?? -1;
    this.mediaSinceMs = null;
    this.#vanished = 0;
    this.hls.resumeBuffering();
  }

  /** When the first segment fails, hls.js jumps to the live edge, unless the playlist says where to start. */
  pin(details: LevelDetails): void {
    const [first, { timeS }] = [details.fragments[0], this];
    if (!this.hasStarted && first && timeS >= 0) details.startTimeOffset = timeS - first.start;
  }

  /** Seeks, or changes where to start. */
  moveTo(mediaTimeS: number): void {
    const { hls, video } = this;
    this.startTimeS = mediaTimeS;
    if (hls.latestLevelDetails) this.pin(hls.latestLevelDetails);
    if (video.readyState > 0) {
      // Until hls.js has seen that it can start, it would go on to where it was to start before.
      const { streamController } = hls as unknown as HlsParts;
      if (streamController) streamController.startPosition = mediaTimeS;
      this.#seek();
    } else hls.startLoad(mediaTimeS);
  }

  /**
   * Has a seek that is still loading go along where its instant turns out to be elsewhere: where hls.js has moved a
   * fragment with B pictures, which begins later than the playlist says, since hls.js places the first of them by when
   * it is decoded; or where the encoder's clock turns out to be off.
   *
   * @param move takes over where the fragments are now
   */
  follow(clock: Pick<Engine, 'wallAt' | 'mediaTimeOf'>, move: () => void): void {
    const { timeS, video } = this;
    const at = clock.wallAt(timeS);
    move();
    const movedS = at === null ? null : clock.mediaTimeOf(at);
    const isLoading = video.seeking || !isBuffered(video);
    if (movedS === null || !isLoading || Math.abs(movedS - timeS) < MOVED_S) return;
    if (video.readyState > 0) this.moveTo(movedS);
    // Once the media element has its metadata, it seeks there.
    else this.startTimeS = movedS;
  }

  destroy(): void {
    this.#life.abort();
  }

  /** hls.js may have loaded a segment from before the last seek first, and would start there. */
  #correctStart(): void {
    const { startPosition } = this.hls.config;
    if (startPosition >= 0 && this.video.currentTime !== startPosition) this.#seek();
  }

  #seek(): void {
    const { video } = this;
    const { startPosition } = this.hls.config;
    video.currentTime = startPosition;
    // Until hls.js has set the duration, the media element cuts a seek off at the shorter one.
    const isTooShort = video.duration < startPosition;
    const options = { once: true, signal: this.#life.signal };
    if (isTooShort) video.addEventListener('durationchange', () => this.#seek(), options);
  }

  /** Draws the picture of the time sought, which is buffered only now; a paused browser does not do so by itself. */
  #redraw(): void {
    if (!this.#isBeforeBuffer || !isBuffered(this.video)) return;
    this.#isBeforeBuffer = false;
    if (this.video.paused) this.video.currentTime += 0;
  }
}

const isBuffered = (video: HTMLVideoElement): boolean => bufferedAheadS(video) > 0;

/** Whether the first picture of a fragment is shown later than it is decoded, which is where hls.js places it. */
export const isReordered = ({ elementaryStreams: { video, audiovideo } }: Fragment): boolean => {
  const pictures = video ?? audiovideo;
  return pictures !== null && pictures.startPTS > pictures.startDTS;
};
