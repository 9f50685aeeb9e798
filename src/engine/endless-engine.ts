import type Hls from 'hls.js';
import type { Fragment, LevelDetails } from 'hls.js';
import { WallClock, type EndlessPlaylist, type TimeShiftError, type UnixMs } from '../core/index.ts';
import { HLS_CONFIG } from './hls-config.ts';
import { HlsErrorController, type HlsClass } from './error-controller.ts';
import { StartPosition } from './start-position.ts';
import { createLoaders } from './hls-loaders.ts';
import { PushedPlaylist } from './pushed-playlist.ts';
import type { SegmentCache } from '../network/segment-cache.ts';
import type { Authorize } from '../network/fetcher.ts';
import type { ShowingEngine } from './wait-for-picture.ts';

/** It is never asked for: the loader answers from memory. */
const MADE_UP_URL = 'https://endless.invalid/stream.m3u8';
/** Longer than anybody watches. Without it, a seek to what has just been appended is cut off at the old end. */
const ENDLESS_S = 1e8;
const INTO_FRAME_S = 0.001;
const NOTHING_LOADING = { loaded: 0, loading: { start: 0, end: Infinity } };
/** So long a load tells how fast the network is. */
const TELLING_S = 1.5;

export interface EndlessEngineEvents {
  /** hls.js has read the playlist anew. */
  readonly onUpdate: () => void;
  readonly onError: (error: TimeShiftError) => void;
}

/** Plays one playlist, written by us, on one MediaSource that is never reset. */
export class EndlessEngine implements ShowingEngine {
  readonly #hls: Hls;
  readonly #place: StartPosition;
  readonly #pushed: PushedPlaylist;
  #list: EndlessPlaylist | null = null;
  #clock = new WallClock([]);
  /** A seek to what hls.js has not read yet. */
  #landing: { readonly at: UnixMs; readonly firstNumber: number } | null = null;
  #startTimeS: number | null = null;
  /** The one that was asked for last. */
  #fragment: Fragment | null = null;

  constructor(
    HlsClass: HlsClass,
    video: HTMLVideoElement,
    authorize: () => Authorize | undefined,
    cache: SegmentCache,
    events: EndlessEngineEvents,
  ) {
    const { Events } = HlsClass;
    this.#pushed = new PushedPlaylist(() => this.#hls.latestLevelDetails);
    this.#hls = new HlsClass({
      ...HLS_CONFIG,
      ...createLoaders(authorize, cache),
      liveDurationInfinity: false,
      pLoader: this.#pushed.createLoader(),
    });
    this.#place = new StartPosition(this.#hls, HlsClass, video);
    this.#hls.on(Events.LEVEL_UPDATED, (_, { details }) => {
      this.#update(details);
      events.onUpdate();
    });
    this.#hls.on(Events.FRAG_LOADING, (_, { frag }) => (this.#fragment = frag));
    // By the time it is attached, hls.js may be at work on it, and then nobody else can set its duration.
    const attach = () => this.#hls.attachMedia({ media: video, overrides: { duration: ENDLESS_S } });
    new HlsErrorController(this.#hls, HlsClass, video, this.#place, attach, events.onError);
    attach();
  }

  /** Whether a seek waits for hls.js to read the playlist: no other may be shown before. */
  get isLanding(): boolean {
    return this.#landing !== null;
  }

  /** What loads have brought lately, in bits a second. */
  get throughput(): number {
    const estimate = this.#hls.bandwidthEstimate;
    const { loaded, loading } = this.#fragment?.stats ?? NOTHING_LOADING;
    const elapsedS = loading.end === 0 ? (performance.now() - loading.start) / 1000 : 0;
    // What takes long tells before it has ended.
    return elapsedS > TELLING_S ? Math.min(estimate, (loaded * 8) / elapsedS) : estimate;
  }

  get startTimeS(): number | null {
    return this.#landing ? Infinity : this.#startTimeS;
  }

  get timeS(): number {
    return this.#place.timeS;
  }

  /** @param landAt where to go in it; null to play on */
  show(list: EndlessPlaylist, landAt: UnixMs | null): void {
    const isFirst = this.#list === null;
    this.#list = list;
    if (landAt !== null) this.#landing = { at: landAt, firstNumber: list.firstNumber };
    if (isFirst) this.#place.startTimeS = (list.offsetMsOf(landAt ?? 0) ?? 0) / 1000 + INTO_FRAME_S;
    this.#pushed.push(list.write());
    if (isFirst) this.#hls.loadSource(MADE_UP_URL);
  }

  moveTo(mediaTimeS: number): void {
    this.#startTimeS = mediaTimeS;
    this.#place.goTo(mediaTimeS);
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#clock.wallAt(mediaTimeS);
  }

  mediaTimeOf(at: UnixMs): number | null {
    const mediaTimeS = this.#clock.mediaTimeOf(at);
    return mediaTimeS === null ? null : mediaTimeS + INTO_FRAME_S;
  }

  destroy(): void {
    this.#place.destroy();
    this.#hls.destroy();
  }

  #update(details: LevelDetails): void {
    const { fragments, startSN } = details;
    this.#clock = new WallClock(
      fragments.map(({ start, duration, programDateTime }) => ({
        mediaTimeS: start,
        durationS: duration,
        at: programDateTime ?? NaN,
      })),
    );
    const landing = this.#landing;
    const first = fragments[0];
    if (!landing || !first || landing.firstNumber !== startSN) {
      this.#place.guard(details);
      return;
    }
    this.#landing = null;
    this.#startTimeS = first.start + (this.#list?.offsetMsOf(landing.at) ?? 0) / 1000 + INTO_FRAME_S;
    // In this very turn: one later, hls.js would load for where playback was.
    if (this.#place.hasBegun) this.#goToStart();
    // The first list is begun where it is to be.
    else if (this.#startTimeS === this.#place.timeS) this.#place.guard(details);
    // Before it has begun, hls.js goes to the live edge by itself, by the end of this turn.
    else queueMicrotask(() => this.#goToStart());
  }

  #goToStart(): void {
    if (this.#startTimeS !== null) this.#place.goTo(this.#startTimeS);
  }
}
