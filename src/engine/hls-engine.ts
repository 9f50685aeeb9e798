import type Hls from 'hls.js';
import type { Fragment, LevelDetails, ManifestLoadedData } from 'hls.js';
import {
  contains,
  WallClock,
  type PlaybackRequest,
  type TimeRange,
  type TimeShiftError,
  type UnixMs,
} from '../core/index.ts';
import type { LiveEnd } from '../core/policy/encoder-offset.ts';
import { protectionError } from '../core/hls/protection.ts';
import type { AskedWindow } from '../core/hls/window-scene.ts';
import { DATE_ROUNDING_MS, HOLE_TOLERANCE_MS } from '../core/policy/tolerances.ts';
import { lastIndexUpTo } from '../core/time/bisect.ts';
import { contradictionMs, measureEncoder } from './encoder-measure.ts';
import {
  type DirectEngine,
  type EngineEvents,
  type HlsClass,
  type PlaylistAnchor,
  type PlaylistToPlay,
  type StreamClocks,
} from './engine.ts';
import { FragmentDates, MAX_OVERHANG_S, statedDurationS, type DatedFragment } from './fragment-dates.ts';
import { HlsErrorController } from './error-controller.ts';
import { HLS_CONFIG, INTO_FRAME_S } from './hls-config.ts';
import { HlsLevels } from './hls-levels.ts';
import { createLoaders, setKeyLoader, type LoaderOptions } from './hls-loaders.ts';
import type { Fetcher } from '../network/fetcher.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { PlaylistUrls } from './playlist-urls.ts';
import { isReordered, StartPosition } from './start-position.ts';
import { keepSubtitles } from './keep-subtitles.ts';

/** Plays the service's own playlists by hls.js with MediaSource. The direct playback owns it. */
export class HlsEngine implements DirectEngine {
  loaded: readonly TimeRange[] = [];
  readonly choice = new HlsLevels();
  #hls: Hls;
  #position: StartPosition;
  #errors: HlsErrorController;
  /** The full build of hls.js is being loaded. */
  #isUpgrading = false;
  #isFull = false;
  readonly #life = new AbortController();
  #wallClock = new WallClock([]);
  #playlist: PlaylistToPlay | null = null;
  /** The media sequence number of its first segment when it was loaded first. */
  #firstNumber = Infinity;
  /** The media sequence number of the first segment when a playlist was read last, and of which variant that was. */
  #startBefore = { level: -1, number: 0 };
  /** When the playlist ends, and when it was read with that end first; null before. */
  #liveEnd: LiveEnd | null = null;
  /** Whether the server had told its time when the playlist was judged last. */
  #wasClockSet = false;
  readonly #dates = new FragmentDates();
  #fragments: readonly DatedFragment[] = [];
  /** By how much all times may be wrong, because of what contradicts them. */
  #contradictionMs = 0;

  /** @param importFull loads the full build of hls.js; undefined where the page has given its own hls.js */
  constructor(
    HlsClass: HlsClass,
    private readonly video: HTMLVideoElement,
    private readonly context: StreamClocks & Pick<LoaderOptions, 'clock'> & { readonly fetcher: Fetcher },
    private readonly events: EngineEvents,
    private readonly importFull?: () => Promise<HlsClass>,
  ) {
    ({ hls: this.#hls, position: this.#position, errors: this.#errors } = this.#create(HlsClass));
  }

  #create(HlsClass: HlsClass) {
    const { video } = this;
    const { fetcher, clock } = this.context;
    const { Events } = HlsClass;
    const onError = (error: TimeShiftError) => this.#handleError(error);
    const onDependent = (frag: Fragment) => this.#errors.startBefore(frag);
    const source = () => (this.#playlist ? absolute(this.#playlist.url) : null);
    const urls = new PlaylistUrls({ fetcher, clock, source, hls: () => this.#hls });
    const loaders = { fetcher: urls, clock, onError, onDependent, urls };
    const hls = new HlsClass({ ...HLS_CONFIG, ...createLoaders(loaders) });
    setKeyLoader(hls, loaders);
    const position = new StartPosition(hls, HlsClass, video);
    hls.on(Events.MANIFEST_LOADED, (_, data) => {
      if (hasRenditions(data)) this.#upgrade();
    });
    this.choice.follow(hls, HlsClass, () => this.events.onUpdate());
    hls.on(Events.MANIFEST_PARSED, (_, { levels }) => this.#chooseStart(levels[0]?.details));
    hls.on(Events.LEVEL_LOADED, (_, { details }) => this.#start(details));
    hls.on(Events.LEVEL_UPDATED, (_, { details }) => this.#handleUpdate(details));
    hls.on(Events.FRAG_PARSED, (_, { frag }) => {
      const { latestLevelDetails: details } = hls;
      if (details && isReordered(frag)) position.follow(this, () => this.#handleUpdate(details));
    });
    hls.on(Events.FRAG_BUFFERED, (_, { frag }) => {
      const { latestLevelDetails } = hls;
      const isOff = Math.abs(frag.duration - statedDurationS(frag)) > MAX_OVERHANG_S;
      if (isOff && latestLevelDetails) this.#handleUpdate(latestLevelDetails);
      // hls.js takes a fragment for a gap whose last piece has no picture. If it is the last one, the browser has to be
      // told that nothing follows, or it waits for it at the last pictures.
      if (frag.gap && frag.endList) for (const type of TRACKS) hls.trigger(Events.BUFFER_EOS, { type });
    });
    const attach = () => hls.attachMedia(video);
    const errors = new HlsErrorController({ hls, HlsClass, video, position, attach, onError });
    attach();
    return { hls, position, errors };
  }

  judgeTimes(): void {
    const { latestLevelDetails } = this.#hls;
    if (!latestLevelDetails) return;
    if (!this.#wasClockSet && this.context.isClockSet()) {
      this.#liveEnd = null;
      this.#dates.reset();
    }
    this.#position.follow(this, () => this.#handleUpdate(latestLevelDetails));
  }

  /** Where the instant asked for is, or the next one that is recorded. */
  get startTimeS(): number | null {
    const startAt = this.#playlist?.startAt ?? null;
    if (startAt === null) return null;
    const next = this.loaded.find((range) => range.end > startAt);
    return next ? this.mediaTimeOf(Math.max(startAt, next.start)) : null;
  }

  requestFor(request: PlaybackRequest): PlaybackRequest {
    return request;
  }

  holds(at: UnixMs): boolean {
    const [first] = this.loaded;
    const isInTime = first !== undefined && at >= first.start + this.#slidMs;
    return isInTime && this.loaded.some((range) => contains(range, at));
  }

  get timeS(): number {
    return this.#position.timeS;
  }

  accuracyAt(at: UnixMs): number {
    const fragment = this.#fragments[lastIndexUpTo(this.#fragments, (each) => each.at <= at)];
    return Math.max(fragment?.accuracyMs ?? 0, this.#contradictionMs);
  }

  load(playlist: PlaylistToPlay): void {
    this.#playlist = playlist;
    this.#wallClock = new WallClock([]);
    this.#dates.reset();
    this.#fragments = [];
    this.#contradictionMs = 0;
    this.#liveEnd = null;
    this.#errors.reset();
    this.loaded = [];
    this.#firstNumber = Infinity;
    this.#position.startTimeS = null;
    keepSubtitles(this.#hls);
    this.#hls.loadSource(absolute(playlist.url));
  }

  moveTo(mediaTimeS: number): void {
    this.#position.moveTo(mediaTimeS);
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#wallClock.wallAt(mediaTimeS);
  }

  mediaTimeOf(at: UnixMs): number | null {
    const mediaTimeS = this.loaded.length > 0 ? this.#wallClock.mediaTimeOf(at) : null;
    return mediaTimeS === null ? null : mediaTimeS + INTO_FRAME_S;
  }

  get mediaSinceMs(): number | null {
    return this.#position.mediaSinceMs;
  }

  renew(): void {
    this.#errors.renew();
  }

  halt(): void {
    this.#hls.stopLoad();
  }

  proceed(): void {
    this.#hls.startLoad(-1, true);
  }

  destroy(): void {
    this.#life.abort();
    this.#position.destroy();
    this.#hls.destroy();
  }

  #handleError(error: TimeShiftError): void {
    const isForFull = error.code === 'unsupported' && error.reason === undefined;
    if (!isForFull || !this.#upgrade()) this.events.onError(error);
  }

  /**
   * Begins to play by the full build of hls.js instead of the light one.
   *
   * @returns false where the page's own hls.js plays, or the full build already
   */
  #upgrade(): boolean {
    const { importFull, events } = this;
    if (!importFull || this.#isFull) return false;
    this.#hls.stopLoad();
    if (this.#isUpgrading) return true;
    this.#isUpgrading = true;
    this.#replace(importFull)
      .catch((error: unknown) => events.onError(error as TimeShiftError))
      .finally(() => (this.#isUpgrading = false));
    return true;
  }

  async #replace(importFull: () => Promise<HlsClass>): Promise<void> {
    const FullHls = await importFull();
    if (this.#life.signal.aborted) return;
    this.#isFull = true;
    const { paused } = this.video;
    this.#position.destroy();
    this.#hls.destroy();
    ({ hls: this.#hls, position: this.#position, errors: this.#errors } = this.#create(FullHls));
    if (this.#playlist) this.load(this.#playlist);
    // The media element has lost what it was to play.
    if (!paused) ignoreRejection(this.video.play());
  }

  /** A media playlist has been parsed by now: hls.js starts at the right place without another round trip. */
  #chooseStart(details: LevelDetails | undefined): void {
    if (!details) return;
    this.#handleUpdate(details);
    this.#position.startTimeS = this.startTimeS;
  }

  /** With a multivariant playlist, the first media playlist is parsed only now. */
  #start(details: LevelDetails): void {
    const [position, { startTimeS }] = [this.#position, this];
    if (!position.hasStarted && position.timeS < 0 && startTimeS !== null) position.moveTo(startTimeS);
    else position.pin(details);
  }

  /** By how much the playlist is likely to have slid since it was loaded, in milliseconds. */
  get #slidMs(): number {
    const { latestLevelDetails: details } = this.#hls;
    const slides = details?.live === true && details.startSN > this.#firstNumber;
    return slides ? details.age * 1000 : 0;
  }

  #handleUpdate(details: LevelDetails): void {
    if (!this.#playlist) return;
    const isFirst = this.#firstNumber === Infinity;
    if (!isFirst && this.#isMisplaced(details)) {
      // hls.js must not be destroyed while it handles the playlist.
      queueMicrotask(() => this.events.onStuck());
      return;
    }
    this.#startBefore = { level: details.fragments[0]?.level ?? -1, number: details.startSN };
    const error = isFirst ? protectionError(details.m3u8) : null;
    if (error) this.events.onError(error);
    this.#firstNumber = Math.min(this.#firstNumber, details.startSN);
    const { context } = this;
    this.#wasClockSet = context.isClockSet();
    const { timeS } = this.#position;
    const before = this.wallAt(timeS);
    this.#measureEncoder(details, this.#playlist.anchor);
    const now = context.serverNow();
    const fragments = this.#dates.date(details.fragments, {
      asked: askedWindow(this.#playlist.anchor, now),
      now,
      recorded: context.recorded(),
      offsetMs: context.encoderOffset(),
    });
    this.#fragments = fragments;
    this.loaded = new WallClock(fragments).ranges();
    // A live playlist may have dropped the fragment that a viewer who has paused still sees.
    const firstS = fragments[0]?.mediaTimeS ?? Infinity;
    const dropped = this.#wallClock.fragments.filter((each) => each.mediaTimeS < firstS - INTO_FRAME_S);
    this.#wallClock = new WallClock([...dropped, ...fragments]);
    const movedMs = Math.abs((this.wallAt(timeS) ?? NaN) - (before ?? NaN));
    if (movedMs > HOLE_TOLERANCE_MS) this.events.onCorrect();
    else this.events.onUpdate();
  }

  /**
   * Whether hls.js has placed the playlist over older pictures. An encoder that has restarted counts its segments from
   * the start again; where none of them has been listed before, hls.js does not know where they belong.
   */
  #isMisplaced({ startSN, fragments: [first] }: LevelDetails): boolean {
    const { level, number } = this.#startBefore;
    const last = this.#fragments.at(-1);
    if (!first || !last || first.level !== level || startSN >= number) return false;
    if (first.start >= last.mediaTimeS + last.durationS - INTO_FRAME_S) return false;
    const date = first.programDateTime;
    if (date === null) return true;
    const apartMs = date - this.context.encoderOffset() - (this.wallAt(first.start) ?? NaN);
    return Math.abs(apartMs) > HOLE_TOLERANCE_MS + DATE_ROUNDING_MS;
  }

  #measureEncoder({ fragments }: LevelDetails, anchor: PlaylistAnchor): void {
    const [start, last] = [fragments[0]?.programDateTime ?? null, fragments.at(-1)];
    const lastStart = last?.programDateTime ?? null;
    if (start === null || lastStart === null || !last) return;
    const { context } = this;
    const [before, dated] = [this.#liveEnd, { start, end: lastStart + statedDurationS(last) * 1000 }];
    if (dated.end !== before?.end) this.#liveEnd = { end: dated.end, at: context.serverNow() };
    const longestMs = Math.max(...fragments.map(({ duration }) => duration)) * 1000;
    const dates = { dated, before, anchor, longestMs, ...context };
    const offsetMs = measureEncoder(dates);
    if (offsetMs !== context.encoderOffset()) {
      // Its fragments are dated anew.
      this.#wallClock = new WallClock([]);
      context.onEncoderOffset(offsetMs);
    }
    this.#contradictionMs = contradictionMs(dates);
  }
}

/** What was asked of the server: from an instant on, or up to one. */
const askedWindow = ({ edge, instant, end }: PlaylistAnchor, now: UnixMs): AskedWindow =>
  edge === 'first'
    ? { start: instant, end: end === Infinity ? null : end }
    : { start: null, end: end === Infinity ? now : instant };

const TRACKS = ['audio', 'video'] as const;

const absolute = (url: string): string => new URL(url, document.baseURI).href;

/** Whether the sound or subtitles are in playlists of their own. */
const hasRenditions = ({ audioTracks, subtitles = [] }: ManifestLoadedData): boolean =>
  [...audioTracks, ...subtitles].some(({ url }) => url);
