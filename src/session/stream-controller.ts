import {
  clampTo,
  EndlessPlaylist,
  isOffLive,
  LIVE_EDGE_MS,
  offsetAccuracyMs,
  planSeek,
  playbackMode,
  type PlaybackRequest,
  type SeekPlan,
  type SeekScene,
  TimeShiftError,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { HlsClass } from '../engine/engine.ts';
import type { Fetcher } from '../network/fetcher.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import type { StreamSource } from '../network/stream-source.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail-cache.ts';
import { DirectPlayback } from './direct-playback.ts';
import { EndlessPlayback } from './endless-playback.ts';
import { ErrorController } from './error-controller.ts';
import { GapController } from './gap-controller.ts';
import type { Playback } from './playback.ts';
import type { PointerController } from './pointer-controller.ts';
import { SeekController, type Seek } from './seek-controller.ts';
import { isLiveSought, pendingSeek, type SeekTarget, type SessionStore } from './session-store.ts';
import type { StreamContext } from './stream-context.ts';
import { TimelineController } from './timeline-controller.ts';

/** How long an offset from live waits to learn what time the server has. */
const CLOCK_WAIT_MS = 2000;

/** How much a seek to the end of what is listed leaves to play. */
const LEFT_TO_SEE_MS = 2000;

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
  readonly #timeline: TimelineController;
  /** Resolves when the server has been asked for the first time what is recorded, which also tells its time. */
  readonly #timelineAnswer: Promise<void>;
  /** The last instant of which there was a picture. */
  #lastInstant: UnixMs | null = null;
  /** Null until its code is loaded. */
  #pointer: PointerController | null = null;
  readonly #life = new AbortController();
  /** The page is in the browser's back/forward cache. */
  #isHalted = false;

  constructor(
    private readonly source: StreamSource,
    host: StreamHost,
    private readonly autoplay: boolean,
  ) {
    const { store } = host;
    this.#strategy = source.strategy ?? 'windowed';
    this.#context = {
      ...host,
      source,
      serverNow: () => this.serverNow,
      isClockSet: () => this.#timeline.isClockSet,
      isIdle: () => isIdle(host.video),
    };
    this.#timeline = new TimelineController({
      context: this.#context,
      isHalted: () => this.#isHalted,
      onRecorded: (recorded) => {
        this.#errors.handleRecorded(recorded);
        this.#playback.judgeTimes?.();
      },
      // The timeline and time shift are switched on together.
      onOutage: () => void this.#playback.checkTimeShift?.().catch(() => undefined),
    });
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
      onShown: () => {
        this.tick();
        // Whoever points at the timeline does not wait for code then.
        ignoreRejection(this.#loadPointer());
      },
      onError: (error) => this.#handleError(error),
      onMiss: (error) => {
        store.emit('warning', { error });
        this.tick();
      },
    });
    this.#playback = this.#createPlayback(autoplay);
    const { request } = source;
    // Before the timeline, so that it leaves the network to the first picture.
    if (request.offsetMs === undefined) ignoreRejection(this.#open(request, request.start ?? null));
    this.#timelineAnswer = this.#timeline.start();
    if (request.offsetMs !== undefined) ignoreRejection(this.#openOffset(request.offsetMs));
    const { signal } = this.#life;
    void this.#timelineAnswer.then(() => {
      if (!signal.aborted) this.tick();
    });
    window.addEventListener('online', () => this.#errors.handleOnline(), { signal });
    ignoreRejection(this.#followPageCache(signal));
  }

  get playback(): Playback {
    return this.#playback;
  }

  get serverNow(): UnixMs {
    return this.#timeline.serverNow;
  }

  get bounds(): TimeRange {
    const [{ start }, end] = [this.source.request, this.#until];
    if (start !== undefined && end !== undefined) return { start, end };
    const now = this.serverNow;
    const { canTimeShift, playlist } = this.#store.snapshot;
    if (!canTimeShift) return { start: Math.min(playlist.start ?? now, now), end: now };
    return { start: now - this.source.retentionMs, end: now };
  }

  /** When the source ends; undefined where it goes on to live. */
  get #until(): UnixMs | undefined {
    const { end, vodEnd } = this.source.request;
    return end ?? vodEnd;
  }

  get seekable(): readonly TimeRange[] {
    return this.#store.snapshot.error ? [] : this.#playback.loaded;
  }

  destroy(): void {
    this.#life.abort();
    this.#seeks.abort();
    this.#pointer?.abort();
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

  async warm(target: UnixMs | null): Promise<void> {
    (await this.#loadPointer()).warm(target);
  }

  async thumbnail(target: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    const pointer = await this.#loadPointer().catch(() => null);
    return pointer ? pointer.thumbnail(target, signal) : null;
  }

  /** Repeats the seek that has failed, or plays on at the last picture. */
  retry(): Promise<UnixMs> {
    const seek = pendingSeek(this.#store.snapshot);
    if (seek) return this.#open(seek.request, seek.target);
    const at = this.#lastInstant;
    return at === null ? this.#open(this.source.request, null) : this.#openAt(at);
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
      currentDateAccuracy: this.#accuracyMs,
      mode: playbackMode(this.source.request, at, this.#nowFor(at), mode),
      isStarved: !video.paused && !video.ended && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
      qualities: variants,
      quality: variant,
      isQualityChosen: selected !== null,
      hasEnded,
    });
  }

  /** By how much the time of the picture may be wrong; null while there is no picture. */
  get #accuracyMs(): number | null {
    const { currentInstant } = this.#playback;
    const accuracyMs = currentInstant === null ? null : this.#playback.accuracyAt(currentInstant);
    if (accuracyMs === null || currentInstant === null) return null;
    return Math.max(
      accuracyMs,
      offsetAccuracyMs(this.#store.snapshot.encoderOffsetMs),
      this.#contradictionMs(currentInstant),
    );
  }

  /**
   * By how much the viewer's clock contradicts the times, while the server has not told its own: nothing is recorded
   * of what is still to come, and what is live ends about now.
   */
  #contradictionMs(at: UnixMs): number {
    if (this.#timeline.isClockSet) return 0;
    const [now, end] = [this.serverNow, this.#playback.loaded.at(-1)?.end ?? at];
    return isLiveSought(this.#store.snapshot) && isOffLive(end, now) ? Math.abs(end - now) : at - now;
  }

  get #store(): SessionStore {
    return this.#context.store;
  }

  /**
   * The time that tells live from the past. Where the viewer's clock is wrong, it would say that live is the past; so
   * until the server has told its time, what was asked for decides.
   */
  #nowFor(at: UnixMs | null): UnixMs {
    if (!this.#timeline.isClockPending) return this.serverNow;
    return isLiveSought(this.#store.snapshot) && at !== null ? at : Infinity;
  }

  async #openOffset(offsetMs: number): Promise<void> {
    const { signal } = this.#life;
    const { clock, store } = this.#context;
    await Promise.race([this.#timelineAnswer, clock.delay(CLOCK_WAIT_MS, signal)]);
    signal.throwIfAborted();
    // The viewer may have sought meanwhile.
    if (store.snapshot.seek.phase !== 'idle') return;
    // The server has nothing yet of what is about now.
    if (offsetMs < LIVE_EDGE_MS) await this.goLive();
    // A playlist may grow from the offset up to live: then only the server's time tells where to begin.
    else await this.#open({ offsetMs }, this.serverNow - offsetMs);
  }

  #carryOut(plan: SeekPlan): Promise<UnixMs> {
    switch (plan.kind) {
      case 'live':
        return this.goLive();
      case 'within':
        return this.#moveTo(plan.at);
      case 'load':
        return this.#openAt(plan.at);
    }
  }

  #moveTo(at: UnixMs): Promise<UnixMs> {
    const isLive = isLiveSought(this.#store.snapshot);
    const target = { request: this.#requestFrom(at), target: at, expectedAt: at, isLive };
    return this.#run(target, (running) => this.#playback.moveTo(at, running));
  }

  #openAt(at: UnixMs): Promise<UnixMs> {
    return this.#open(this.#requestFrom(at), at);
  }

  /** @param absence why nothing is live, where that is known already */
  #open(request: PlaybackRequest, target: UnixMs | null, absence?: TimeShiftError): Promise<UnixMs> {
    const seek = { request, target, expectedAt: target ?? this.serverNow, isLive: target === null };
    return this.#run(seek, async (running) => {
      if (absence) return this.#openWhenLive(request, absence, running);
      try {
        return await this.#playback.open(request, target, running);
      } catch (cause) {
        if (running.signal.aborted || !isAbsence(cause)) throw cause;
        if (target === null) return await this.#openWhenLive(request, cause, running);
        if (this.#store.snapshot.canTimeShift || running.hasFallback()) throw cause;
        // Where the past cannot be played, a start in the past plays what is live.
        return await this.#playback.open({}, null, running);
      }
    });
  }

  async #openWhenLive(request: PlaybackRequest, absence: TimeShiftError, running: Seek): Promise<UnixMs> {
    const { openWhenLive } = await importOnDemand(import('./await-live.ts'));
    const stream = {
      ...this.#context,
      timelineAnswer: this.#timelineAnswer,
      lastInstant: () => this.#lastInstant,
      isAbsence,
      open: () => this.#playback.open(request, null, running),
    };
    return openWhenLive(stream, absence, running);
  }

  #run(target: SeekTarget, carryOut: (running: Seek) => Promise<UnixMs>): Promise<UnixMs> {
    // Since the error, nothing was asked.
    if (this.#store.snapshot.error) this.#timeline.wake();
    return ignoreRejection(this.#seeks.run(target, carryOut));
  }

  #scene(): SeekScene {
    const { bounds, seekable: loaded } = this;
    const hasLive = this.#until === undefined;
    const edge = this.serverNow - LIVE_EDGE_MS;
    return {
      loaded,
      recorded: this.#store.snapshot.recorded,
      bounds: hasLive ? bounds : { ...bounds, end: clampTo(bounds, this.#newest(edge, loaded.at(-1)?.end)) },
      liveEdge: hasLive ? edge : null,
    };
  }

  /** A source may end in the future; nothing can be shown yet of what is still to come. */
  #newest(edge: UnixMs, listedUntil: UnixMs = 0): UnixMs {
    return this.#timeline.isClockSet ? Math.max(edge, listedUntil - LEFT_TO_SEE_MS) : Infinity;
  }

  /** The request of the source, with another start. Playback may have gone live from a source that ends before. */
  #requestFrom(start: UnixMs): PlaybackRequest {
    const { end, vodEnd } = this.source.request;
    return start < (this.#until ?? Infinity) ? { start, end, vodEnd } : { start };
  }

  /** The first picture does not need it. */
  async #loadPointer(): Promise<PointerController> {
    const { PointerController } = await importOnDemand(import('./pointer-controller.ts'));
    this.#life.signal.throwIfAborted();
    return (this.#pointer ??= new PointerController({
      clock: this.#context.clock,
      playback: () => this.#playback,
      planSeek: (target) => planSeek(this.#scene(), target),
    }));
  }

  #createPlayback(autoplay: boolean): Playback {
    this.#store.set({ playlist: EndlessPlaylist.empty });
    const Strategy = this.#strategy === 'direct' ? DirectPlayback : EndlessPlayback;
    return new Strategy(this.#context, {
      autoplay,
      onUpdate: () => this.tick(),
      onCorrect: () => {
        // The picture has not moved, but its time has.
        this.#gaps.reset();
        this.tick();
      },
      onError: (error) => this.#seeks.fail(error),
      onStuck: (error) => (error ? this.#end(error) : this.#repeat()),
    });
  }

  async #followPageCache(signal: AbortSignal): Promise<void> {
    const { followPageCache } = await importOnDemand(import('./page-cache.ts'));
    const { video } = this.#context;
    followPageCache({ video, halt: () => this.#halt(), proceed: () => this.#proceed() }, signal);
  }

  #halt(): void {
    this.#isHalted = true;
    this.#seeks.abort();
    this.#pointer?.abort();
    this.#playback.halt();
    this.#timeline.wake();
  }

  #proceed(): void {
    this.#isHalted = false;
    this.#timeline.wake();
    const { snapshot } = this.#store;
    if (snapshot.error) return;
    this.#playback.proceed();
    if (pendingSeek(snapshot)) ignoreRejection(this.retry());
  }

  #handleError(error: TimeShiftError): void {
    const isDirect = this.#strategy === 'direct';
    const isEncoderAway = isDirect && isLiveSought(this.#store.snapshot) && isAbsence(error);
    if (isEncoderAway) ignoreRejection(this.#open({}, null, error));
    else if (!isDirect && this.#isForDirect(error)) this.#playDirectly();
    else this.#errors.handleError(error);
    if (this.#store.snapshot.error) this.#playback.halt();
  }

  /**
   * Whether the service's own playlists may play: there is separate sound, or no MediaSource; or hls.js has to find a
   * variant that can be decoded, since the playlist does not tell which.
   */
  #isForDirect({ code, reason }: TimeShiftError): boolean {
    const hasOthers = reason === 'no-decoder' && this.#playback.choice.variants.length > 1;
    return code === 'unsupported' && (!reason || hasOthers);
  }

  /** What cannot be played as one playlist is played as the service makes it. */
  #playDirectly(): void {
    this.#strategy = 'direct';
    this.#playback.destroy();
    this.#playback = this.#createPlayback(this.autoplay);
    ignoreRejection(this.retry());
  }

  /** Nothing can be played, whatever is tried. */
  #end(error: TimeShiftError): void {
    this.#seeks.abort(error);
    this.#store.set({ error });
    this.#playback.halt();
  }

  /** Repeats the seek that is pending. */
  #repeat(): void {
    this.#renew();
    ignoreRejection(this.retry());
  }

  /** Begins anew at an instant. */
  #restart(at: UnixMs): void {
    if (this.#life.signal.aborted) return;
    this.#renew();
    ignoreRejection(this.#openAt(at));
  }

  /** Nothing is left of the playback that has failed. */
  #renew(): void {
    this.#store.emit('switch', null);
    const wantsPlay = !this.#context.video.paused;
    this.#playback.destroy();
    this.#playback = this.#createPlayback(wantsPlay);
  }
}

/** Whether the server has said that nothing is live, and nobody has found yet that the address may be wrong. */
const isAbsence = (error: unknown): error is TimeShiftError =>
  error instanceof TimeShiftError && error.code === 'not-recorded' && error.cause === undefined;

const isIdle = ({ paused, muted }: HTMLVideoElement): boolean =>
  paused || (muted && document.hidden && !document.pictureInPictureElement);
