import type Hls from 'hls.js';
import type { Fragment, LevelDetails } from 'hls.js';
import { EndlessPlaylist, WallClock, type UnixMs } from '../core/index.ts';
import type { Engine, EngineEvents, HlsClass } from './engine.ts';
import { HlsErrorController } from './error-controller.ts';
import { HLS_CONFIG, INTO_FRAME_S } from './hls-config.ts';
import { createLoaders, setKeyLoader, type LoaderOptions } from './hls-loaders.ts';
import { PushedPlaylist } from './pushed-playlist.ts';
import { isReordered, StartPosition } from './start-position.ts';

/** Nothing is ever requested from this URL: the loader answers from memory. */
const MADE_UP_URL = 'https://endless.invalid/stream.m3u8';
/** Longer than anybody watches. With a shorter duration, a seek to new segments would be cut off at the old end. */
const ENDLESS_S = 1e8;
const NO_LOAD = { loaded: 0, loading: { start: 0, end: Infinity } };
/** The sound of a segment may reach this much beyond its last picture. */
const OFF_MS = 50;
/** A load that takes longer than this tells the throughput before it has ended. */
const TELLING_S = 1.5;

/** A playlist that has been handed over for a seek, and that hls.js has not parsed yet. */
interface PendingSeek {
  /** `EXT-X-MEDIA-SEQUENCE` of the playlist. */
  readonly firstNumber: number;
  /** How far the target is from the beginning of the playlist, in seconds. */
  readonly offsetS: number;
  readonly onParsed: (mediaTimeS: number) => void;
}

/**
 * Plays one endless playlist that we write, by hls.js and on one MediaSource that is never reset. The endless playback
 * owns it.
 */
export class EndlessEngine implements Engine {
  readonly #hls: Hls;
  readonly #position: StartPosition;
  readonly #pushed: PushedPlaylist;
  readonly #attach: () => void;
  /** The fragment that hls.js has requested last. */
  #fragment: Fragment | null = null;
  readonly #errors: HlsErrorController;
  #wallClock = new WallClock([]);
  /** The playlist that was handed over last, which may tell the times of segments anew. */
  #playlist = EndlessPlaylist.empty;
  /** What hls.js has parsed last. */
  #details: LevelDetails | null = null;
  #pendingSeek: PendingSeek | null = null;
  /** Resolves when hls.js has parsed the playlist of the last seek. */
  #parsed: Promise<number> = Promise.resolve(0);
  #isHalted = false;

  constructor(
    HlsClass: HlsClass,
    video: HTMLVideoElement,
    private readonly loaders: LoaderOptions,
    events: EngineEvents,
  ) {
    const { Events } = HlsClass;
    const { onError } = events;
    this.#pushed = new PushedPlaylist(() => this.#hls.latestLevelDetails);
    this.#hls = new HlsClass({
      ...HLS_CONFIG,
      ...createLoaders({ ...loaders, onError, onDependent: (frag) => this.#errors.startBefore(frag) }),
      liveDurationInfinity: false,
      pLoader: this.#pushed.createLoader(),
    });
    setKeyLoader(this.#hls, { ...loaders, onError });
    this.#position = new StartPosition(this.#hls, HlsClass, video);
    this.#hls.on(Events.LEVEL_UPDATED, (_, { details }) => {
      this.#handleUpdate(details);
      events.onUpdate();
    });
    this.#hls.on(Events.FRAG_PARSED, (_, { frag }) => {
      if (isReordered(frag)) this.#position.follow(this, () => this.#setWallClock());
    });
    this.#hls.on(Events.FRAG_BUFFERED, (_, { frag }) => {
      const statedMs = this.#playlist.numbered(+frag.sn)?.durationMs ?? NaN;
      // The fragments behind it have moved.
      if (Math.abs(frag.duration * 1000 - statedMs) > OFF_MS) this.#setWallClock();
    });
    this.#hls.on(Events.FRAG_LOADING, (_, { frag }) => (this.#fragment = frag));
    // Once the media element is attached, hls.js may be busy with the MediaSource, and its duration cannot be set.
    this.#attach = () => this.#hls.attachMedia({ media: video, overrides: { duration: ENDLESS_S } });
    this.#errors = new HlsErrorController({
      hls: this.#hls,
      HlsClass,
      video,
      position: this.#position,
      attach: this.#attach,
      onError: events.onError,
    });
    this.#attach();
  }

  /** Whether hls.js still has to parse the playlist of a seek. No other playlist may be handed over before. */
  get isSeekPending(): boolean {
    return this.#pendingSeek !== null;
  }

  /** Resolves when no seek is pending. */
  async whenParsed(): Promise<void> {
    await this.#parsed;
  }

  /** What recent loads have brought, in bits a second. */
  get throughput(): number {
    const estimate = this.#hls.bandwidthEstimate;
    const { loaded, loading } = this.#fragment?.stats ?? NO_LOAD;
    const elapsedS = loading.end === 0 ? (this.loaders.clock.steady() - loading.start) / 1000 : 0;
    return elapsedS > TELLING_S ? Math.min(estimate, (loaded * 8) / elapsedS) : estimate;
  }

  get timeS(): number {
    return this.#position.timeS;
  }

  get mediaSinceMs(): number | null {
    return this.#position.mediaSinceMs;
  }

  /** Hands over the playlist that has been extended; playback goes on. */
  update(playlist: EndlessPlaylist): void {
    this.#playlist = playlist;
    this.#setWallClock();
    this.#pushed.push(playlist.write());
  }

  /**
   * Hands over a playlist and seeks in it.
   *
   * @returns the media time in seconds that the seek goes to, when hls.js has parsed the playlist
   */
  seek(playlist: EndlessPlaylist, at: UnixMs): Promise<number> {
    this.#playlist = playlist;
    const offsetS = (playlist.offsetMsOf(at) ?? 0) / 1000 + INTO_FRAME_S;
    this.#parsed = new Promise((onParsed) => {
      this.#pendingSeek = { firstNumber: playlist.firstNumber, offsetS, onParsed };
    });
    // After an `EXT-X-ENDLIST`, hls.js asks for no other playlist, and it has closed its MediaSource.
    const hasEnded = this.#hls.latestLevelDetails?.live === false;
    if (hasEnded) this.#hls.detachMedia();
    const begins = !this.#hls.url || hasEnded;
    if (begins) this.#position.startTimeS = offsetS;
    this.#pushed.push(playlist.write());
    if (begins) this.#hls.loadSource(MADE_UP_URL);
    this.proceed();
    if (hasEnded) this.#attach();
    return this.#parsed;
  }

  moveTo(mediaTimeS: number): void {
    this.#position.moveTo(mediaTimeS);
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#wallClock.wallAt(mediaTimeS);
  }

  mediaTimeOf(at: UnixMs): number | null {
    const mediaTimeS = this.#wallClock.mediaTimeOf(at);
    return mediaTimeS === null ? null : mediaTimeS + INTO_FRAME_S;
  }

  renew(): void {
    this.#errors.renew();
  }

  halt(): void {
    this.#isHalted = true;
    this.#hls.stopLoad();
  }

  proceed(): void {
    if (this.#isHalted) this.#hls.startLoad(-1, true);
    this.#isHalted = false;
  }

  destroy(): void {
    this.#position.destroy();
    this.#hls.destroy();
  }

  #setWallClock(): void {
    this.#wallClock = new WallClock(
      (this.#details?.fragments ?? []).map(({ sn, start, duration, programDateTime }) => ({
        mediaTimeS: start,
        durationS: duration,
        at: this.#playlist.numbered(sn)?.start ?? programDateTime ?? NaN,
      })),
    );
  }

  #handleUpdate(details: LevelDetails): void {
    this.#details = details;
    this.#setWallClock();
    const seek = this.#pendingSeek;
    const first = details.fragments[0];
    if (seek && first && seek.firstNumber === details.startSN) this.#beginSeek(seek, first.start, details);
    else this.#position.pin(details);
  }

  #beginSeek({ offsetS, onParsed }: PendingSeek, firstS: number, details: LevelDetails): void {
    this.#pendingSeek = null;
    const mediaTimeS = firstS + offsetS;
    // It has to be in this very task: one task later, hls.js would load fragments for where playback was.
    if (this.#position.hasStarted) this.moveTo(mediaTimeS);
    // The first playlist starts where it should already.
    else if (mediaTimeS === this.#position.timeS) this.#position.pin(details);
    // Before it has started, hls.js moves to the live edge at the end of this task.
    else queueMicrotask(() => this.moveTo(mediaTimeS));
    onParsed(mediaTimeS);
  }
}
