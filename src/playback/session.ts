import {
  invalidRequest,
  LIVE_EDGE_MS,
  MediaRecovery,
  planSeek,
  ServerClock,
  type TimeShiftError,
  type PlaybackRequest,
  type RecordedRanges,
  type SeekPlan,
  type SeekScene,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { CourseKeeper } from './course-keeper.ts';
import { delay } from './delay.ts';
import { DirectPlayback } from './direct-playback.ts';
import { EndlessPlayback } from './endless-playback.ts';
import type { HlsClass } from './hls-failures.ts';
import { playbackMode } from './playback-mode.ts';
import type { Playback, PlaybackOptions } from './playback.ts';
import { quietly } from './quietly.ts';
import { IDLE, type SessionEventMap, type SessionSnapshot } from './session-snapshot.ts';
import type { Authorize } from './stream-fetch.ts';
import { sourceError, timelineUrl, type StreamSource } from './stream-source.ts';
import { TimelineClient } from './timeline-client.ts';

/** How long an offset from live waits to learn what time the server has. */
const CLOCK_WAIT_MS = 2000;
/** A pointer that only passes by is not after what lies below it. */
const WARM_AFTER_MS = 80;

type ListenerOptions = boolean | AddEventListenerOptions;

const TICKS = ['canplay', 'ended', 'pause', 'play', 'playing', 'seeked', 'timeupdate', 'waiting'] as const;

/**
 * Plays a time-shifted stream on a given `<video>`: what is asked for by wall-clock time comes into the picture.
 * It owns what plays, the server's clock and the timeline client, and tells what changes by the events of {@link SessionEventMap}.
 */
export class TimeShiftSession extends EventTarget {
  /** Signs URLs; read at each load, so it may be set at any time. */
  authorize: Authorize | undefined;
  /** The page's own hls.js; null for the browser's HLS even where there is MediaSource. Read when a source is loaded. */
  Hls: HlsClass | null | undefined;

  #snapshot: SessionSnapshot = IDLE;
  #source: StreamSource | null = null;
  #playback: Playback | null = null;
  #timeline: TimelineClient | null = null;
  #clock = new ServerClock();
  #lastInstant: UnixMs | null = null;
  #course: CourseKeeper | null = null;
  #recovery = new MediaRecovery();
  /** Up to when something was known to be recorded when playback failed. */
  #deadUntil: UnixMs = -Infinity;
  /** What is to be shown and is not yet: what a retry tries again. */
  #opening: { readonly request: PlaybackRequest; readonly startAt: UnixMs | null } | null = null;
  #warming = new AbortController();
  readonly #life = new AbortController();

  constructor(readonly video: HTMLVideoElement) {
    super();
    const { signal } = this.#life;
    for (const type of TICKS) video.addEventListener(type, () => this.#tick(), { signal });
    video.addEventListener('play', () => this.#resume(), { signal });
    window.addEventListener('online', () => this.#comeBack(), { signal });
  }

  override addEventListener<Type extends keyof SessionEventMap>(
    type: Type,
    listener: (event: SessionEventMap[Type]) => unknown,
    options?: ListenerOptions,
  ): void;
  override addEventListener(type: string, listener: EventListener | null, options?: ListenerOptions): void;
  override addEventListener(type: string, listener: EventListener | null, options?: ListenerOptions): void {
    super.addEventListener(type, listener, options);
  }

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  /** The wall-clock instant of the picture; null where there is none, or its time is not known. */
  get currentInstant(): UnixMs | null {
    return this.#playback?.currentInstant ?? null;
  }

  /** The server's time; the viewer's, until the server has told its own. */
  get serverInstant(): UnixMs {
    return this.#clock.at(performance.now()) ?? Date.now();
  }

  /** Where seeks may go. */
  get bounds(): TimeRange {
    const { start, end, vodEnd } = this.#source?.request ?? {};
    const last = end ?? vodEnd;
    if (start !== undefined && last !== undefined) return { start, end: last };
    const now = this.serverInstant;
    return { start: now - (this.#source?.retentionMs ?? 0), end: now };
  }

  /** What the element has buffered, in wall-clock time. */
  get buffered(): TimeRange[] {
    const { buffered } = this.video;
    return Array.from({ length: buffered.length }, (_, index) => ({
      start: this.#playback?.wallAt(buffered.start(index)) ?? 0,
      end: this.#playback?.wallAt(buffered.end(index)) ?? 0,
    }));
  }

  /** What the playlist in use holds: a seek to there loads no other. */
  get seekable(): readonly TimeRange[] {
    return this.#snapshot.error ? [] : (this.#playback?.loaded ?? []);
  }

  /** Begins anew with a source, whatever was before. What is wrong with it is told in the snapshot. */
  load(source: StreamSource, autoplay = false): void {
    this.unload();
    const error = sourceError(source);
    if (error) {
      this.#fail(error);
      return;
    }
    this.#source = source;
    this.#course = this.#createCourse(source);
    this.#recovery = new MediaRecovery();
    this.#playback = this.#createPlayback(source, autoplay);
    this.#timeline = this.#createTimeline(source);
    quietly(this.#begin(source.request, this.#playback, this.#timeline));
  }

  /** Lets go of the source: nothing is played, asked or waited for afterwards. */
  unload(): void {
    this.#warming.abort();
    this.#timeline?.destroy();
    this.#playback?.destroy();
    this.#course?.forget();
    this.#source = this.#timeline = this.#playback = this.#course = this.#lastInstant = this.#opening = null;
    this.#clock = new ServerClock();
    this.#set(IDLE);
  }

  destroy(): void {
    this.unload();
    this.#life.abort();
  }

  /** Starts playback; the browser may refuse it, and then it stays paused. */
  play(): Promise<void> {
    return this.#playback?.play() ?? this.video.play();
  }

  /**
   * Shows the picture of an instant, or of the next one that is recorded (going backward, the previous one).
   *
   * @returns the instant really shown
   * @throws AbortError when a newer seek takes over; TimeShiftError when it cannot be shown
   */
  seekTo(target: UnixMs, direction: 'forward' | 'backward' = 'forward'): Promise<UnixMs> {
    if (!Number.isFinite(target))
      return quietly(Promise.reject(invalidRequest('A seek needs a valid date.')));
    const plan = planSeek(this.#scene(), target, direction);
    return quietly(this.#carryOut(plan));
  }

  /** Moves by seconds from where playback is, or from where a seek under way is going. */
  seekBy(seconds: number): Promise<UnixMs> {
    const from = this.#snapshot.seekingTo ?? this.currentInstant ?? this.serverInstant;
    return this.seekTo(from + seconds * 1000, seconds < 0 ? 'backward' : 'forward');
  }

  goLive(): Promise<UnixMs> {
    return this.#open({}, null);
  }

  /**
   * Fetches ahead what a seek to an instant will need, so that the seek finds it here; null when the viewer no longer
   * points at any. Only the last one counts, and only if it stays for a moment.
   */
  warm(target: UnixMs | null): void {
    this.#warming.abort();
    this.#warming = new AbortController();
    const plan = target === null ? null : planSeek(this.#scene(), target);
    if (plan && plan.kind !== 'live') quietly(this.#warmUp(plan.at, this.#warming.signal));
  }

  /** @param quality one of the snapshot's; null to go by what the network brings */
  choose(quality: Variant | null): void {
    this.#playback?.choose?.(quality);
  }

  /** After an error: tries again what failed. */
  retry(): Promise<UnixMs> {
    if (this.#opening) return this.#open(this.#opening.request, this.#opening.startAt);
    const at = this.#lastInstant;
    return at === null ? this.#open(this.#source?.request ?? {}, null) : this.#open(this.#from(at), at);
  }

  /** What the viewer sees of the timeline, to be asked for first. */
  showTimeline(visible: TimeRange): void {
    this.#timeline?.show(visible);
  }

  async #begin(
    { offsetMs, ...request }: PlaybackRequest,
    playback: Playback,
    timeline: TimelineClient,
  ): Promise<void> {
    if (offsetMs === undefined) {
      await this.#open(request, request.start ?? null);
      return;
    }
    await Promise.race([timeline.firstAnswer, delay(CLOCK_WAIT_MS, this.#life.signal)]);
    // A playlist may grow from the offset up to live: then only the server's time tells where to begin.
    if (playback === this.#playback) await this.#open({ offsetMs }, this.serverInstant - offsetMs);
  }

  async #warmUp(at: UnixMs, signal: AbortSignal): Promise<void> {
    await delay(WARM_AFTER_MS, signal);
    await this.#playback?.warm?.(at, signal);
  }

  async #carryOut(plan: SeekPlan): Promise<UnixMs> {
    const landedAt = await this.#land(plan);
    if (plan.skipped) this.#tell('gapskip', { hole: plan.skipped, landedAt });
    return landedAt;
  }

  #land(plan: SeekPlan): Promise<UnixMs> {
    switch (plan.kind) {
      case 'live':
        return this.goLive();
      case 'within':
        return this.#playback?.moveTo(plan.at) ?? nothingToPlay();
      case 'load':
        return this.#open(this.#from(plan.at), plan.at);
    }
  }

  #open(request: PlaybackRequest, startAt: UnixMs | null): Promise<UnixMs> {
    this.#opening = { request, startAt };
    return quietly(this.#playback?.open(request, startAt) ?? nothingToPlay());
  }

  #scene(): SeekScene {
    const { bounds } = this;
    const { end, vodEnd } = this.#source?.request ?? {};
    return {
      loaded: this.seekable,
      recorded: this.#snapshot.recorded,
      bounds,
      liveEdge: end === undefined && vodEnd === undefined ? bounds.end - LIVE_EDGE_MS : null,
    };
  }

  /** The source's request, begun elsewhere. */
  #from(start: UnixMs): PlaybackRequest {
    const { end, vodEnd } = this.#source?.request ?? {};
    return { start, end, vodEnd };
  }

  #createPlayback(source: StreamSource, autoplay: boolean): Playback {
    const options: PlaybackOptions = {
      source,
      autoplay,
      Hls: this.Hls,
      authorize: () => this.authorize,
      serverInstant: () => this.serverInstant,
      recorded: () => this.#snapshot.recorded,
      onSeek: (seekingTo) => {
        this.#course?.forget();
        this.#set({ seekingTo, silentSince: null, hasEnded: false, error: null });
        this.#tick();
      },
      onPlaylist: (playbackUrl) => this.#set({ playbackUrl }),
      onSwitch: () => this.#tell('switch', null),
      onLanded: () => {
        this.#opening = null;
        this.#set({ seekingTo: null });
        this.#tick();
      },
      onUpdate: () => this.#tick(),
      onSilence: (silentSince) => this.#set({ silentSince }),
      onWarning: (error) => this.#tell('warning', { error }),
      onError: (error) => this.#fail(error),
    };
    if (source.strategy === 'direct') return new DirectPlayback(this.video, options);
    const onError = (error: TimeShiftError) => this.#failEndless(error, options);
    return new EndlessPlayback(this.video, { ...options, onError });
  }

  /** What cannot be played as one playlist (several qualities, no MediaSource) is played as it is. */
  #failEndless(error: TimeShiftError, options: PlaybackOptions): void {
    if (error.code !== 'unsupported' || !this.#timeline) {
      this.#fail(error);
      return;
    }
    this.#playback?.destroy();
    this.#playback = new DirectPlayback(this.video, options);
    quietly(this.#begin(options.source.request, this.#playback, this.#timeline));
  }

  #createTimeline(source: StreamSource): TimelineClient {
    return new TimelineClient({
      urlFor: (range) => timelineUrl(source, range),
      authorize: () => this.authorize,
      clock: this.#clock,
      retentionMs: source.retentionMs,
      isBusy: () => this.#opening !== null && !this.#snapshot.error,
      onChange: (recorded) => {
        this.#set({ recorded });
        this.#comeAlive(recorded);
      },
      onOutage: (error) => this.#tell('warning', { error }),
    });
  }

  #createCourse(source: StreamSource): CourseKeeper {
    return new CourseKeeper(this.video, {
      source,
      recorded: () => this.#snapshot.recorded,
      bounds: () => this.bounds,
      serverInstant: () => this.serverInstant,
      isSeeking: () => this.#snapshot.seekingTo !== null,
      onHole: (hole, landedAt) => this.#tell('gapskip', { hole, landedAt }),
      seekTo: (at) => void quietly(this.seekTo(at)),
    });
  }

  #resume(): void {
    if (this.#playback && this.#snapshot.seekingTo === null) this.#course?.resume(this.#playback);
  }

  #tick(): void {
    const [playback, source, { error, mode }] = [this.#playback, this.#source, this.#snapshot];
    if (!playback || !source || !this.#course || error) return;
    const { video } = this;
    const { at, hasEnded } = this.#course.observe(playback);
    this.#lastInstant = at ?? this.#lastInstant;
    const isStarved = !video.paused && !video.ended && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    this.#set({
      mode: playbackMode(source.request, at, this.serverInstant, mode),
      isWaiting: isStarved || this.#snapshot.seekingTo !== null,
      qualities: playback.qualities ?? NO_QUALITIES,
      quality: playback.quality ?? null,
      hasEnded,
    });
  }

  #fail(error: TimeShiftError): void {
    const failedAt = this.#opening?.startAt ?? this.currentInstant ?? this.#lastInstant;
    // Where there has never been a picture there will be none.
    const isPassing = error.code === 'media' && this.#lastInstant !== null && failedAt !== null;
    const at = isPassing ? this.#recovery.next(failedAt) : null;
    const failing = this.#playback;
    // hls.js is not to be destroyed while it tells its failure.
    if (at !== null) queueMicrotask(() => failing === this.#playback && this.#beginAnew(at));
    else this.#set({ error, seekingTo: null, isWaiting: false });
    this.#deadUntil = this.#snapshot.recorded.ranges.at(-1)?.end ?? -Infinity;
  }

  /** At an instant, with nothing left of what has failed. */
  #beginAnew(at: UnixMs): void {
    if (!this.#source) return;
    this.#tell('switch', null);
    const wantsPlay = !this.video.paused;
    this.#playback?.destroy();
    this.#playback = this.#createPlayback(this.#source, wantsPlay);
    quietly(this.#open(this.#from(at), at));
  }

  /** Where nothing was live, something may have been recorded since. */
  #comeAlive(recorded: RecordedRanges): void {
    const wasDead = this.#snapshot.error?.code === 'not-recorded' && this.#opening?.startAt === null;
    if (wasDead && (recorded.ranges.at(-1)?.end ?? -Infinity) > this.#deadUntil) quietly(this.retry());
  }

  #comeBack(): void {
    if (this.#snapshot.error?.code === 'network') quietly(this.retry());
  }

  #set(changes: Partial<SessionSnapshot>): void {
    const before = this.#snapshot;
    const snapshot = { ...before, ...changes };
    const keys = Object.keys(snapshot) as (keyof SessionSnapshot)[];
    if (keys.every((key) => snapshot[key] === before[key])) return;
    this.#snapshot = snapshot;
    this.#tell('change', { snapshot, before });
  }

  #tell<Type extends keyof SessionEventMap>(type: Type, detail: SessionEventMap[Type]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** The same one each time, so that it is no change. */
const NO_QUALITIES: readonly Variant[] = [];

const nothingToPlay = (): Promise<never> =>
  Promise.reject(invalidRequest('There is nothing to play; set src first.'));
