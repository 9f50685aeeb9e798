import { systemClock } from '../core/time/clock.ts';
import {
  LIVE_EDGE_MS,
  MediaRecovery,
  planSeek,
  ServerClock,
  type PlaybackRequest,
  type RecordedRanges,
  type SeekPlan,
  type SeekScene,
  type TimeRange,
  type TimeShiftError,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { GapController } from './gap-controller.ts';
import { DirectPlayback } from './direct-playback.ts';
import { EndlessPlayback } from './endless-playback.ts';
import type { HlsClass } from '../engine/error-controller.ts';
import { playbackMode } from '../core/policy/playback-mode.ts';
import type { Playback, PlaybackOptions } from './playback.ts';
import { PointerDwell } from './pointer-dwell.ts';
import { NO_QUALITIES } from '../streaming/abr-controller.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import type { SessionEventMap, SessionSnapshot } from './session-snapshot.ts';
import type { Authorize } from '../network/fetcher.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail.ts';
import { timelineUrl, type StreamSource } from '../network/stream-source.ts';
import { TimelineClient } from './timeline-client.ts';

/** How long an offset from live waits to learn what time the server has. */
const CLOCK_WAIT_MS = 2000;
/** Of a pointer that says by itself when it leaves. */
const STAYING = new AbortController().signal;

/** What a stream that is played needs of the session that plays it. */
export interface RunHost {
  readonly video: HTMLVideoElement;
  readonly Hls: HlsClass | null | undefined;
  readonly authorize: () => Authorize | undefined;
  readonly snapshot: () => SessionSnapshot;
  readonly set: (changes: Partial<SessionSnapshot>) => void;
  readonly tell: <Type extends keyof SessionEventMap>(
    type: Type,
    detail: SessionEventMap[Type]['detail'],
  ) => void;
}

/** One source, from when it is loaded until another one is: what plays it, its timeline and its server's clock. */
export class StreamController {
  #playback: Playback;
  readonly #timeline: TimelineClient;
  readonly #course: GapController;
  readonly #clock = new ServerClock();
  readonly #recovery = new MediaRecovery();
  /** The last instant of which there was a picture. */
  #lastInstant: UnixMs | null = null;
  /** Up to when something was known to be recorded when playback failed. */
  #deadUntil: UnixMs = -Infinity;
  /** What is to be shown and is not yet: what a retry tries again. */
  #opening: { readonly request: PlaybackRequest; readonly startAt: UnixMs | null } | null = null;
  /** The server has not been asked yet what time it is. */
  #isClockPending = true;
  #isLiveAsked = false;
  readonly #warmDwell = new PointerDwell();
  readonly #thumbnailDwell = new PointerDwell();
  readonly #life = new AbortController();

  constructor(
    private readonly source: StreamSource,
    private readonly host: RunHost,
    autoplay: boolean,
  ) {
    const { request } = source;
    // An offset from live begins with what time the server has, which the timeline tells.
    if (request.offsetMs === undefined) this.#opening = { request, startAt: request.start ?? null };
    this.#course = this.#createCourse();
    this.#playback = this.#createPlayback(autoplay);
    this.#timeline = this.#createTimeline();
    ignoreRejection(this.#begin());
    ignoreRejection(this.#awaitClock());
    window.addEventListener('online', () => this.#comeBack(), { signal: this.#life.signal });
  }

  get playback(): Playback {
    return this.#playback;
  }

  get serverInstant(): UnixMs {
    return this.#clock.at(performance.now()) ?? Date.now();
  }

  get bounds(): TimeRange {
    const { start, end, vodEnd } = this.source.request;
    const last = end ?? vodEnd;
    if (start !== undefined && last !== undefined) return { start, end: last };
    const now = this.serverInstant;
    return { start: now - this.source.retentionMs, end: now };
  }

  get seekable(): readonly TimeRange[] {
    return this.host.snapshot().error ? [] : this.#playback.loaded;
  }

  destroy(): void {
    this.#life.abort();
    this.#warmDwell.destroy();
    this.#thumbnailDwell.destroy();
    this.#timeline.destroy();
    this.#playback.destroy();
    this.#course.forget();
  }

  async seekTo(target: UnixMs, direction: 'forward' | 'backward'): Promise<UnixMs> {
    const plan = planSeek(this.#scene(), target, direction);
    const landedAt = await this.#land(plan);
    if (plan.skipped) this.host.tell('gapskip', { hole: plan.skipped, landedAt });
    return landedAt;
  }

  goLive(): Promise<UnixMs> {
    return this.#open({}, null);
  }

  warm(target: UnixMs | null): void {
    const plan = target === null ? null : planSeek(this.#scene(), target);
    if (!plan || plan.kind === 'live') this.#warmDwell.leave();
    else
      ignoreRejection(this.#warmDwell.at(STAYING, async (wanted) => this.#playback.warm?.(plan.at, wanted)));
  }

  async thumbnail(target: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    signal.throwIfAborted();
    const plan = planSeek(this.#scene(), target);
    if (plan.kind === 'live') {
      this.#thumbnailDwell.leave();
      return null;
    }
    const coming = this.#thumbnailDwell.at(signal, async (wanted) =>
      this.#playback.thumbnail?.(plan.at, wanted),
    );
    ignoreRejection(coming);
    const atHand = this.#playback.cachedThumbnail?.(plan.at);
    return atHand === undefined ? ((await coming) ?? null) : atHand;
  }

  retry(): Promise<UnixMs> {
    if (this.#opening) return this.#open(this.#opening.request, this.#opening.startAt);
    const at = this.#lastInstant;
    return at === null ? this.#open(this.source.request, null) : this.#open(this.#from(at), at);
  }

  choose(quality: Variant | null): void {
    this.#playback.choose?.(quality);
    this.tick();
  }

  showTimeline(visible: TimeRange): void {
    this.#timeline.show(visible);
  }

  /** Playback begins again. */
  resume(): void {
    if (this.host.snapshot().seekingTo === null) this.#course.resume(this.#playback);
  }

  /** Looks at what playback has come to. */
  tick(): void {
    const { video, snapshot, set } = this.host;
    const { error, mode } = snapshot();
    if (error) return;
    const { at, hasEnded } = this.#course.observe(this.#playback);
    this.#lastInstant = at ?? this.#lastInstant;
    const isStarved = !video.paused && !video.ended && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    const { qualities = NO_QUALITIES, quality = null, isQualityChosen = false } = this.#playback;
    set({
      mode: playbackMode(this.source.request, at, this.#nowFor(at), mode),
      isWaiting: isStarved || snapshot().seekingTo !== null,
      qualities,
      quality,
      isQualityChosen,
      hasEnded,
    });
  }

  /** Where the viewer's clock is wrong, it would say that live is past: so at first what was asked for counts. */
  #nowFor(at: UnixMs | null): UnixMs {
    if (!this.#isClockPending) return this.serverInstant;
    return this.#isLiveAsked && at !== null ? at : Infinity;
  }

  async #begin(): Promise<void> {
    const { offsetMs, ...request } = this.source.request;
    if (offsetMs === undefined) {
      await this.#open(request, request.start ?? null);
      return;
    }
    const { signal } = this.#life;
    await Promise.race([this.#timeline.firstAnswer, systemClock.delay(CLOCK_WAIT_MS, signal)]);
    signal.throwIfAborted();
    // A playlist may grow from the offset up to live: then only the server's time tells where to begin.
    await this.#open({ offsetMs }, this.serverInstant - offsetMs);
  }

  async #awaitClock(): Promise<void> {
    await this.#timeline.firstAnswer;
    this.#isClockPending = false;
    if (!this.#life.signal.aborted) this.tick();
  }

  #land(plan: SeekPlan): Promise<UnixMs> {
    switch (plan.kind) {
      case 'live':
        return this.goLive();
      case 'within':
        return this.#playback.moveTo(plan.at);
      case 'load':
        return this.#open(this.#from(plan.at), plan.at);
    }
  }

  #open(request: PlaybackRequest, startAt: UnixMs | null): Promise<UnixMs> {
    this.#opening = { request, startAt };
    this.#isLiveAsked = startAt === null;
    return ignoreRejection(this.#playback.open(request, startAt));
  }

  #scene(): SeekScene {
    const { bounds } = this;
    const { end, vodEnd } = this.source.request;
    return {
      loaded: this.seekable,
      recorded: this.host.snapshot().recorded,
      bounds,
      liveEdge: end === undefined && vodEnd === undefined ? bounds.end - LIVE_EDGE_MS : null,
    };
  }

  /** The source's request, begun elsewhere. */
  #from(start: UnixMs): PlaybackRequest {
    const { end, vodEnd } = this.source.request;
    return { start, end, vodEnd };
  }

  #createPlayback(autoplay: boolean): Playback {
    const { source } = this;
    const { video, set, tell, snapshot } = this.host;
    const options: PlaybackOptions = {
      source,
      autoplay,
      Hls: this.host.Hls,
      authorize: this.host.authorize,
      serverInstant: () => this.serverInstant,
      isClockSet: () => this.#clock.isSet,
      recorded: () => snapshot().recorded,
      onSeek: (seekingTo) => {
        this.#course.forget();
        set({ seekingTo, silentSince: null, hasEnded: false, error: null });
        this.tick();
      },
      onPlaylist: (playbackUrl) => set({ playbackUrl }),
      onSwitch: () => tell('switch', null),
      onLanded: () => {
        this.#opening = null;
        set({ seekingTo: null });
        this.tick();
      },
      onUpdate: () => this.tick(),
      onSilence: (silentSince) => set({ silentSince }),
      onWarning: (error) => tell('warning', { error }),
      onError: (error) => this.#fail(error),
    };
    if (source.strategy === 'direct') return new DirectPlayback(video, options);
    const onError = (error: TimeShiftError) => this.#failEndless(error, options);
    return new EndlessPlayback(video, { ...options, onError });
  }

  #createTimeline(): TimelineClient {
    const { set, tell, snapshot, authorize } = this.host;
    return new TimelineClient({
      urlFor: (range) => timelineUrl(this.source, range),
      authorize,
      clock: this.#clock,
      retentionMs: this.source.retentionMs,
      // A picture is on its way, and nothing else is as urgent.
      isBusy: () => this.#opening !== null && !snapshot().error,
      onChange: (recorded) => {
        set({ recorded });
        this.#comeAlive(recorded);
      },
      onOutage: (error) => tell('warning', { error }),
    });
  }

  #createCourse(): GapController {
    const { video, tell, snapshot } = this.host;
    return new GapController(video, {
      source: this.source,
      recorded: () => snapshot().recorded,
      bounds: () => this.bounds,
      serverInstant: () => this.serverInstant,
      isSeeking: () => snapshot().seekingTo !== null,
      onHole: (hole, landedAt) => tell('gapskip', { hole, landedAt }),
      seekTo: (at) => void ignoreRejection(this.seekTo(at, 'forward')),
    });
  }

  /** What cannot be played as one playlist (sound apart, no MediaSource) is played as it is. */
  #failEndless(error: TimeShiftError, options: PlaybackOptions): void {
    if (error.code !== 'unsupported') {
      this.#fail(error);
      return;
    }
    this.#playback.destroy();
    this.#playback = new DirectPlayback(this.host.video, options);
    ignoreRejection(this.#begin());
  }

  #fail(error: TimeShiftError): void {
    const failedAt = this.#opening?.startAt ?? this.#playback.currentInstant ?? this.#lastInstant;
    // Where there has never been a picture there will be none.
    const isPassing = error.code === 'media' && this.#lastInstant !== null && failedAt !== null;
    const at = isPassing ? this.#recovery.next(failedAt) : null;
    const failing = this.#playback;
    // hls.js is not to be destroyed while it tells its failure.
    if (at !== null) queueMicrotask(() => failing === this.#playback && this.#beginAnew(at));
    else this.host.set({ error, seekingTo: null, isWaiting: false });
    this.#deadUntil = endOfRecorded(this.host.snapshot().recorded);
  }

  /** At an instant, with nothing left of what has failed. */
  #beginAnew(at: UnixMs): void {
    if (this.#life.signal.aborted) return;
    this.host.tell('switch', null);
    const wantsPlay = !this.host.video.paused;
    this.#playback.destroy();
    this.#playback = this.#createPlayback(wantsPlay);
    ignoreRejection(this.#open(this.#from(at), at));
  }

  /** Where nothing was live, something may have been recorded since. */
  #comeAlive(recorded: RecordedRanges): void {
    const wasDead = this.host.snapshot().error?.code === 'not-recorded' && this.#opening?.startAt === null;
    if (wasDead && endOfRecorded(recorded) > this.#deadUntil) ignoreRejection(this.retry());
  }

  #comeBack(): void {
    if (this.host.snapshot().error?.code === 'network') ignoreRejection(this.retry());
  }
}

const endOfRecorded = ({ ranges }: RecordedRanges): UnixMs => ranges.at(-1)?.end ?? -Infinity;
