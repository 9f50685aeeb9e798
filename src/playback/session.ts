import {
  continuation,
  planSeek,
  ServerClock,
  TimeShiftError,
  type PlaybackRequest,
  type SeekScene,
  type TimeRange,
  type UnixMs,
} from '../core/index.ts';
import { delay } from './delay.ts';
import { DirectPlayback } from './direct-playback.ts';
import type { HlsClass } from './hls-engine.ts';
import { IDLE, type PlaybackMode, type SessionEvent, type SessionSnapshot } from './session-snapshot.ts';
import type { Authorize } from './stream-fetch.ts';
import { PlayheadWatch, type Observation } from './playhead-watch.ts';
import { sourceError, timelineUrl, type StreamSource } from './stream-source.ts';
import { TimelineClient } from './timeline-client.ts';

/** Nearer to the server's time than this is live: some segments of what a live playlist holds back. */
const LIVE_WITHIN_MS = 30_000;
/** How long an offset from live waits to learn what time the server has. */
const CLOCK_WAIT_MS = 2000;
const FRAME_MS = 40;

const MEDIA_EVENTS = [
  'canplay',
  'ended',
  'loadeddata',
  'pause',
  'play',
  'playing',
  'seeked',
  'seeking',
  'timeupdate',
  'waiting',
] as const;

/**
 * Plays a time-shifted stream on a given `<video>`: what is asked for by wall-clock time comes into the picture.
 * It owns the engine, the server's clock and the timeline client, and tells what changes as {@link SessionEvent}s.
 */
export class TimeShiftSession {
  /** Signs URLs; read at each load, so it may be set at any time. */
  authorize: Authorize | undefined;
  /** The page's own hls.js; null for the browser's HLS even where there is MediaSource. */
  Hls: HlsClass | null | undefined;

  #snapshot: SessionSnapshot = IDLE;
  #source: StreamSource | null = null;
  #playback: DirectPlayback | null = null;
  #timeline: TimelineClient | null = null;
  #clock = new ServerClock();
  #wantsPlay = false;
  #lastInstant: UnixMs | null = null;
  #seek = new AbortController();
  readonly #watch = new PlayheadWatch();
  readonly #life = new AbortController();

  constructor(
    readonly video: HTMLVideoElement,
    private readonly onEvent: (event: SessionEvent) => void,
  ) {
    const { signal } = this.#life;
    for (const type of MEDIA_EVENTS) video.addEventListener(type, () => this.#tick(), { signal });
    video.addEventListener('play', () => this.#resume(), { signal });
    video.addEventListener('pause', () => (this.#wantsPlay = false), { signal });
  }

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  /** The wall-clock instant of the picture; null where there is none, or its time is not known. */
  get currentInstant(): UnixMs | null {
    return this.#playback?.wallAt(this.video.currentTime) ?? null;
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

  /** What is buffered, in wall-clock time. */
  get buffered(): readonly TimeRange[] {
    return this.#playback?.buffered ?? [];
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
    this.#wantsPlay = autoplay;
    this.#playback = this.#createPlayback(source);
    this.#timeline = this.#createTimeline(source);
    void quietly(this.#begin(source.request, this.#timeline));
  }

  /** Lets go of the source: nothing is played, asked or waited for afterwards. */
  unload(): void {
    this.#newSeek();
    this.#timeline?.destroy();
    this.#playback?.destroy();
    this.#source = this.#timeline = this.#playback = this.#lastInstant = null;
    this.#clock = new ServerClock();
    this.#set(IDLE);
  }

  destroy(): void {
    this.unload();
    this.#life.abort();
  }

  /** Starts playback; the browser may refuse it, and then it stays paused. */
  async play(): Promise<void> {
    this.#wantsPlay = true;
    await this.video.play();
  }

  /**
   * Shows the picture of an instant, or of the next one that is recorded (going backward, the previous one).
   *
   * @returns the instant really shown
   * @throws AbortError when a newer seek takes over; TimeShiftError when it cannot be shown
   */
  seekTo(target: UnixMs, direction: 'forward' | 'backward' = 'forward'): Promise<UnixMs> {
    return quietly(this.#seekTo(target, direction));
  }

  /** Moves by seconds from where playback is, or from where a seek under way is going. */
  seekBy(seconds: number): Promise<UnixMs> {
    const from = this.#snapshot.seekingTo ?? this.currentInstant ?? this.serverInstant;
    return this.seekTo(from + seconds * 1000, seconds < 0 ? 'backward' : 'forward');
  }

  goLive(): Promise<UnixMs> {
    return quietly(this.#open({}, null));
  }

  /** After an error: tries again what failed. */
  retry(): Promise<UnixMs> {
    const at = this.#lastInstant;
    return quietly(
      at === null ? this.#open(this.#source?.request ?? {}, null) : this.#open(this.#from(at), at),
    );
  }

  /** What the viewer sees of the timeline, to be asked for first. */
  showTimeline(visible: TimeRange): void {
    this.#timeline?.show(visible);
  }

  async #begin(request: PlaybackRequest, timeline: TimelineClient): Promise<UnixMs> {
    const { start, offsetMs } = request;
    if (offsetMs === undefined) return this.#open(request, start ?? null);
    const signal = this.#newSeek();
    await Promise.race([timeline.firstAnswer, delay(CLOCK_WAIT_MS, signal)]);
    signal.throwIfAborted();
    return this.#open(request, this.serverInstant - offsetMs);
  }

  async #seekTo(target: UnixMs, direction: 'forward' | 'backward'): Promise<UnixMs> {
    const plan = planSeek(this.#scene(), target, direction);
    const landedAt = await this.#carryOut(plan);
    if (plan.skipped) this.onEvent({ type: 'gapskip', hole: plan.skipped, landedAt });
    return landedAt;
  }

  #carryOut(plan: ReturnType<typeof planSeek>): Promise<UnixMs> {
    switch (plan.kind) {
      case 'live':
        return this.#open({}, null);
      case 'within':
        return this.#moveTo(plan.at);
      case 'load':
        return this.#open(this.#from(plan.at), plan.at);
    }
  }

  #scene(): SeekScene {
    const { bounds } = this;
    const { end, vodEnd } = this.#source?.request ?? {};
    return {
      loaded: this.#snapshot.error ? [] : (this.#playback?.loaded ?? []),
      recorded: this.#snapshot.recorded,
      bounds,
      liveEdge: end === undefined && vodEnd === undefined ? bounds.end - LIVE_WITHIN_MS : null,
    };
  }

  /** The source's request, begun elsewhere. */
  #from(start: UnixMs): PlaybackRequest {
    const { end, vodEnd } = this.#source?.request ?? {};
    return { start, end, vodEnd };
  }

  /** A newer seek aborts the older. */
  #newSeek(): AbortSignal {
    this.#seek.abort();
    this.#seek = new AbortController();
    this.#watch.forget();
    return this.#seek.signal;
  }

  async #moveTo(at: UnixMs): Promise<UnixMs> {
    const mediaTimeS = this.#playback?.mediaTimeOf(at) ?? null;
    if (mediaTimeS === null) return this.#open(this.#from(at), at);
    const signal = this.#newSeek();
    this.#set({ seekingTo: at, hasEnded: false });
    this.video.currentTime = mediaTimeS;
    return this.#untilShown(signal);
  }

  async #open(request: PlaybackRequest, startAt: UnixMs | null): Promise<UnixMs> {
    if (!this.#playback) {
      throw new TimeShiftError('invalid-request', 'There is nothing to play; set src first.');
    }
    const signal = this.#newSeek();
    const wantsPlay = this.#wantsPlay;
    this.#set({ seekingTo: startAt ?? this.serverInstant, hasEnded: false, error: null });
    try {
      await this.#playback.load(request, startAt, signal, (playbackUrl) => {
        this.onEvent({ type: 'switch' });
        this.#set({ playbackUrl });
      });
      if (wantsPlay) void quietly(this.play());
      return await this.#untilShown(signal);
    } catch (error) {
      if (!signal.aborted && error instanceof TimeShiftError) this.#fail(error);
      throw error;
    }
  }

  async #untilShown(signal: AbortSignal): Promise<UnixMs> {
    const landedAt = await this.#playback?.untilShown(signal);
    this.#set({ seekingTo: null });
    this.#tick();
    return landedAt ?? NaN;
  }

  #createPlayback(source: StreamSource): DirectPlayback {
    return new DirectPlayback(this.video, {
      source,
      Hls: this.Hls,
      authorize: () => this.authorize,
      serverInstant: () => this.serverInstant,
      onUpdate: () => this.#tick(),
      onError: (error) => this.#fail(error),
    });
  }

  #createTimeline(source: StreamSource): TimelineClient {
    return new TimelineClient({
      urlFor: (range) => timelineUrl(source, range),
      authorize: () => this.authorize,
      clock: this.#clock,
      retentionMs: source.retentionMs,
      onChange: (recorded) => this.#set({ recorded }),
      onOutage: (error) => this.onEvent({ type: 'warning', error }),
    });
  }

  /** A live playlist forgets what a viewer who paused looks at; then it goes on from there by time shift. */
  #resume(): void {
    this.#wantsPlay = true;
    const at = this.currentInstant;
    const isLoaded = at !== null && this.#playback?.mediaTimeOf(at) != null;
    if (at !== null && !isLoaded && this.#snapshot.seekingTo === null) void this.seekTo(at);
  }

  #tick(): void {
    const [playback, source] = [this.#playback, this.#source];
    if (!playback || !source || this.#snapshot.error) return;
    const seen = this.#watch.observe(this.video, playback);
    this.#lastInstant = seen.at ?? this.#lastInstant;
    if (seen.hole && seen.at !== null) this.#cross(seen.hole, seen.at, playback);
    this.#goOn(seen, playback);
    const { video } = this;
    const isStarved = !video.paused && !video.ended && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    this.#set({
      mode: this.#modeAt(seen.at, source.request),
      isWaiting: isStarved || this.#snapshot.seekingTo !== null,
      hasEnded: this.#hasEnded(seen.at, source.request),
    });
  }

  #cross(hole: TimeRange, landedAt: UnixMs, playback: DirectPlayback): void {
    if (this.#source?.gaps !== 'stop') {
      this.onEvent({ type: 'gapskip', hole, landedAt });
      return;
    }
    this.video.pause();
    const lastPictureS = playback.mediaTimeOf(hole.start - FRAME_MS);
    if (lastPictureS !== null) this.video.currentTime = lastPictureS;
    this.#watch.forget();
  }

  /** At the end of a playlist that a server has cut, with the next one. */
  #goOn({ at, unchangedMs }: Observation, playback: DirectPlayback): void {
    if (at === null || this.video.paused || this.#snapshot.seekingTo !== null) return;
    const { recorded } = this.#snapshot;
    const next = continuation({ at, loaded: playback.loaded, recorded, bounds: this.bounds, unchangedMs });
    if (next !== null) void quietly(this.#open(this.#from(next), next));
  }

  #modeAt(at: UnixMs | null, { start, end, vodEnd, offsetMs }: PlaybackRequest): PlaybackMode {
    if (vodEnd !== undefined) return 'vod';
    if (end !== undefined) return 'shifted';
    if (at !== null) return this.serverInstant - at <= LIVE_WITHIN_MS ? 'live' : 'shifted';
    if (this.#snapshot.mode !== 'idle') return this.#snapshot.mode;
    return start === undefined && offsetMs === undefined ? 'live' : 'shifted';
  }

  /** A playlist with an `end` never says that it has ended, so the wall clock does. */
  #hasEnded(at: UnixMs | null, { end }: PlaybackRequest): boolean {
    if (end === undefined) return this.video.ended;
    if (at === null || at < end - FRAME_MS) return false;
    if (!this.video.paused) this.video.pause();
    return true;
  }

  #fail(error: TimeShiftError): void {
    this.#set({ error, seekingTo: null, isWaiting: false });
  }

  #set(changes: Partial<SessionSnapshot>): void {
    const before = this.#snapshot;
    const snapshot = { ...before, ...changes };
    const keys = Object.keys(snapshot) as (keyof SessionSnapshot)[];
    if (keys.every((key) => snapshot[key] === before[key])) return;
    this.#snapshot = snapshot;
    this.onEvent({ type: 'change', snapshot, before });
  }
}

/** Its failures are told in the snapshot: a caller who does not wait for it need not catch them. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
