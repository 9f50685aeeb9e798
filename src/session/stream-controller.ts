import {
  EndlessPlaylist,
  LIVE_EDGE_MS,
  planSeek,
  playbackMode,
  ServerClock,
  type PlaybackRequest,
  type SeekPlan,
  type SeekScene,
  type TimeRange,
  type TimeShiftError,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { HlsClass } from '../engine/engine.ts';
import type { Fetcher } from '../network/fetcher.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { timelineUrl, type StreamSource } from '../network/stream-source.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail-cache.ts';
import { DirectPlayback } from './direct-playback.ts';
import { EndlessPlayback } from './endless-playback.ts';
import { ErrorController } from './error-controller.ts';
import { GapController } from './gap-controller.ts';
import type { Playback } from './playback.ts';
import { PointerDwell } from './pointer-dwell.ts';
import { SeekController, type Seek } from './seek-controller.ts';
import { pendingSeek, type SessionStore } from './session-store.ts';
import type { StreamContext } from './stream-context.ts';
import { TimelineClient } from './timeline-client.ts';

/** How long an offset from live waits to learn what time the server has. */
const CLOCK_WAIT_MS = 2000;
/** The signal of a pointer whose leaving is reported by a call. */
const NEVER = new AbortController().signal;

/** What a session lends to the stream that it plays. */
export interface StreamHost {
  readonly video: HTMLVideoElement;
  readonly Hls: HlsClass | null | undefined;
  readonly clock: Clock;
  readonly fetcher: Fetcher;
  readonly store: SessionStore;
}

/**
 * Plays one source, from when it is loaded until another one is. It plans each seek and has the playback carry it out,
 * looks at each tick what playback has come to, and recovers from failures. The session owns one at a time.
 */
export class StreamController {
  readonly #context: StreamContext;
  #strategy: 'windowed' | 'direct';
  #playback: Playback;
  readonly #seeks: SeekController;
  readonly #gaps: GapController;
  readonly #errors: ErrorController;
  readonly #timeline: TimelineClient;
  readonly #serverClock = new ServerClock();
  /** The last instant of which there was a picture. */
  #lastInstant: UnixMs | null = null;
  /** The server has not been asked yet what time it is. */
  #isClockPending = true;
  readonly #warmDwell: PointerDwell;
  readonly #thumbnailDwell: PointerDwell;
  readonly #life = new AbortController();

  constructor(
    private readonly source: StreamSource,
    host: StreamHost,
    private readonly autoplay: boolean,
  ) {
    const { clock, store } = host;
    this.#strategy = source.strategy ?? 'windowed';
    this.#context = {
      ...host,
      source,
      serverNow: () => this.serverNow,
      isClockSet: () => this.#serverClock.isSet,
    };
    this.#warmDwell = new PointerDwell(clock);
    this.#thumbnailDwell = new PointerDwell(clock);
    this.#gaps = new GapController(this.#context, {
      bounds: () => this.bounds,
      seekTo: (at) => void ignoreRejection(this.seekTo(at, 'forward')),
    });
    this.#errors = new ErrorController({
      store,
      lastInstant: () => this.#playback.currentInstant ?? this.#lastInstant,
      restart: (at) => this.#restart(at),
      retry: () => void ignoreRejection(this.retry()),
    });
    this.#seeks = new SeekController({
      store,
      onBegin: () => {
        this.#gaps.reset();
        this.tick();
      },
      onShown: () => this.tick(),
      onError: (error) => this.#handleError(error),
    });
    this.#playback = this.#createPlayback(autoplay);
    const { request } = source;
    // Before the timeline, so that it leaves the network to the first picture.
    if (request.offsetMs === undefined) ignoreRejection(this.#open(request, request.start ?? null));
    this.#timeline = this.#createTimeline();
    if (request.offsetMs !== undefined) ignoreRejection(this.#openOffset(request.offsetMs));
    ignoreRejection(this.#awaitClock());
    window.addEventListener('online', () => this.#errors.handleOnline(), { signal: this.#life.signal });
  }

  get playback(): Playback {
    return this.#playback;
  }

  get serverNow(): UnixMs {
    const { clock } = this.#context;
    return this.#serverClock.at(clock.steady()) ?? clock.now();
  }

  get bounds(): TimeRange {
    const { start, end, vodEnd } = this.source.request;
    const last = end ?? vodEnd;
    if (start !== undefined && last !== undefined) return { start, end: last };
    const now = this.serverNow;
    return { start: now - this.source.retentionMs, end: now };
  }

  get seekable(): readonly TimeRange[] {
    return this.#store.snapshot.error ? [] : this.#playback.loaded;
  }

  destroy(): void {
    this.#life.abort();
    this.#seeks.abort();
    this.#warmDwell.destroy();
    this.#thumbnailDwell.destroy();
    this.#timeline.destroy();
    this.#playback.destroy();
    this.#gaps.reset();
  }

  async seekTo(target: UnixMs, direction: 'forward' | 'backward'): Promise<UnixMs> {
    const plan = planSeek(this.#scene(), target, direction);
    const landedAt = await this.#carryOut(plan);
    if (plan.skipped) this.#store.emit('gapskip', { hole: plan.skipped, landedAt });
    return landedAt;
  }

  goLive(): Promise<UnixMs> {
    return this.#open({}, null);
  }

  warm(target: UnixMs | null): void {
    const plan = target === null ? null : planSeek(this.#scene(), target);
    if (!plan || plan.kind === 'live') this.#warmDwell.leave();
    else ignoreRejection(this.#warmDwell.at(NEVER, async (signal) => this.#playback.warm?.(plan.at, signal)));
  }

  async thumbnail(target: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    signal.throwIfAborted();
    const plan = planSeek(this.#scene(), target);
    if (plan.kind === 'live') {
      this.#thumbnailDwell.leave();
      return null;
    }
    const making = this.#thumbnailDwell.at(signal, async (dwelt) =>
      this.#playback.thumbnail?.(plan.at, dwelt),
    );
    ignoreRejection(making);
    const cached = this.#playback.cachedThumbnail?.(plan.at);
    return cached === undefined ? ((await making) ?? null) : cached;
  }

  /** Repeats the seek that has failed, or plays on at the last picture. */
  retry(): Promise<UnixMs> {
    const seek = pendingSeek(this.#store.snapshot);
    if (seek) return this.#open(seek.request, seek.target);
    const at = this.#lastInstant;
    return at === null ? this.#open(this.source.request, null) : this.#open(this.#requestFrom(at), at);
  }

  selectVariant(variant: Variant | null): void {
    this.#playback.selectVariant?.(variant);
    this.tick();
  }

  showTimeline(visible: TimeRange): void {
    this.#timeline.show(visible);
  }

  /** The media element has been started. */
  resume(): void {
    if (this.#store.snapshot.seekingTo === null) this.#gaps.resume(this.#playback);
  }

  /** Looks at what playback has come to. */
  tick(): void {
    const { video, store } = this.#context;
    const { error, mode } = store.snapshot;
    if (error) return;
    const { at, hasEnded } = this.#gaps.observe(this.#playback);
    this.#lastInstant = at ?? this.#lastInstant;
    const { variants, variant, selected } = this.#playback.choice;
    store.set({
      mode: playbackMode(this.source.request, at, this.#nowFor(at), mode),
      isStarved: !video.paused && !video.ended && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
      qualities: variants,
      quality: variant,
      isQualityChosen: selected !== null,
      hasEnded,
    });
  }

  get #store(): SessionStore {
    return this.#context.store;
  }

  /**
   * The time that tells live from the past. Where the viewer's clock is wrong, it would say that live is the past; so
   * until the server has told its time, what was asked for decides.
   */
  #nowFor(at: UnixMs | null): UnixMs {
    if (!this.#isClockPending) return this.serverNow;
    const { seek } = this.#store.snapshot;
    return seek.phase !== 'idle' && seek.isLive && at !== null ? at : Infinity;
  }

  async #openOffset(offsetMs: number): Promise<void> {
    const { signal } = this.#life;
    const { clock, store } = this.#context;
    await Promise.race([this.#timeline.firstAnswer, clock.delay(CLOCK_WAIT_MS, signal)]);
    signal.throwIfAborted();
    // The viewer may have sought meanwhile.
    if (store.snapshot.seek.phase !== 'idle') return;
    // A playlist may grow from the offset up to live: then only the server's time tells where to begin.
    await this.#open({ offsetMs }, this.serverNow - offsetMs);
  }

  async #awaitClock(): Promise<void> {
    await this.#timeline.firstAnswer;
    this.#isClockPending = false;
    if (!this.#life.signal.aborted) this.tick();
  }

  #carryOut(plan: SeekPlan): Promise<UnixMs> {
    switch (plan.kind) {
      case 'live':
        return this.goLive();
      case 'within':
        return this.#moveTo(plan.at);
      case 'load':
        return this.#open(this.#requestFrom(plan.at), plan.at);
    }
  }

  #moveTo(at: UnixMs): Promise<UnixMs> {
    const { seek } = this.#store.snapshot;
    const isLive = seek.phase !== 'idle' && seek.isLive;
    const target = { request: this.#requestFrom(at), target: at, expectedAt: at, isLive };
    return ignoreRejection(this.#seeks.run(target, (running) => this.#playback.moveTo(at, running)));
  }

  #open(request: PlaybackRequest, target: UnixMs | null): Promise<UnixMs> {
    const seek = { request, target, expectedAt: target ?? this.serverNow, isLive: target === null };
    const open = (running: Seek) => this.#playback.open(request, target, running);
    return ignoreRejection(this.#seeks.run(seek, open));
  }

  #scene(): SeekScene {
    const { bounds } = this;
    const { end, vodEnd } = this.source.request;
    return {
      loaded: this.seekable,
      recorded: this.#store.snapshot.recorded,
      bounds,
      liveEdge: end === undefined && vodEnd === undefined ? bounds.end - LIVE_EDGE_MS : null,
    };
  }

  /** The request of the source, with another start. */
  #requestFrom(start: UnixMs): PlaybackRequest {
    const { end, vodEnd } = this.source.request;
    return { start, end, vodEnd };
  }

  #createPlayback(autoplay: boolean): Playback {
    this.#store.set({ playlist: EndlessPlaylist.empty });
    const Strategy = this.#strategy === 'direct' ? DirectPlayback : EndlessPlayback;
    return new Strategy(this.#context, {
      autoplay,
      onUpdate: () => this.tick(),
      onError: (error) => this.#seeks.fail(error),
    });
  }

  #createTimeline(): TimelineClient {
    const { store, clock, fetcher } = this.#context;
    return new TimelineClient({
      urlFor: (range) => timelineUrl(this.source, range),
      clock,
      fetcher,
      serverClock: this.#serverClock,
      retentionMs: this.source.retentionMs,
      // Nothing is as urgent as the picture of a seek.
      isBusy: () => pendingSeek(store.snapshot) !== null && !store.snapshot.error,
      onChange: (recorded) => {
        store.set({ recorded });
        this.#errors.handleRecorded(recorded);
      },
      onOutage: (error) => store.emit('warning', { error }),
    });
  }

  #handleError(error: TimeShiftError): void {
    if (error.code === 'unsupported' && this.#strategy !== 'direct') this.#playDirectly();
    else this.#errors.handleError(error);
  }

  /** What cannot be played as one playlist (separate audio, no MediaSource) is played as the service makes it. */
  #playDirectly(): void {
    this.#strategy = 'direct';
    this.#playback.destroy();
    this.#playback = this.#createPlayback(this.autoplay);
    ignoreRejection(this.retry());
  }

  /** Begins anew at an instant, with nothing left of the playback that has failed. */
  #restart(at: UnixMs): void {
    if (this.#life.signal.aborted) return;
    this.#store.emit('switch', null);
    const wantsPlay = !this.#context.video.paused;
    this.#playback.destroy();
    this.#playback = this.#createPlayback(wantsPlay);
    ignoreRejection(this.#open(this.#requestFrom(at), at));
  }
}
