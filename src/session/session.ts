import {
  invalidRequest,
  type TimeRange,
  type TimeShiftError,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { systemClock, type Clock } from '../core/time/clock.ts';
import type { HlsClass } from '../engine/engine.ts';
import { Fetcher, type Authorize, type LoadKind } from '../network/fetcher.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { sourceError, type StreamSource } from '../network/stream-source.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail-cache.ts';
import { SessionStore, type SessionEventMap, type SessionSnapshot } from './session-store.ts';
import { StreamController } from './stream-controller.ts';

export type { HlsClass, Thumbnail };

type ListenerOptions = boolean | AddEventListenerOptions;

/** The events of the media element after which the session looks at what playback has come to. */
const TICKS = ['canplay', 'ended', 'pause', 'play', 'playing', 'seeked', 'timeupdate', 'waiting'] as const;

/**
 * Plays a time-shifted stream on a given `<video>`, by wall-clock time. What changes is in its `snapshot`, and is told
 * by the events of {@link SessionEventMap}.
 *
 * ```js
 * const session = new TimeShiftSession(document.querySelector('video'));
 * session.addEventListener('change', ({ detail }) => console.log(detail.snapshot.mode));
 * session.load({ src, request: {}, encoding: DEFAULT_ENCODING, retentionMs: 7 * 86_400_000 });
 * await session.seekTo(Date.now() - 3_600_000);
 * ```
 */
export class TimeShiftSession extends EventTarget {
  /** Signs URLs. It is read at each load, so it may be set at any time. */
  authorize: Authorize | undefined;
  /** The page's own hls.js; null for the browser's own HLS. It is read when a source is loaded. */
  Hls: HlsClass | null | undefined;

  readonly #store = new SessionStore((type, detail) => this.dispatchEvent(new CustomEvent(type, { detail })));
  readonly #fetcher: Fetcher;
  #stream: StreamController | null = null;
  #troubles: Partial<Record<LoadKind, TimeShiftError | null>> = {};
  readonly #life = new AbortController();

  constructor(
    readonly video: HTMLVideoElement,
    private readonly clock: Clock = systemClock,
  ) {
    super();
    this.#fetcher = new Fetcher(
      clock,
      () => this.authorize,
      (kind, error) => this.#noteTrouble(kind, error),
    );
    const { signal } = this.#life;
    for (const type of TICKS) video.addEventListener(type, () => this.#stream?.tick(), { signal });
    video.addEventListener('play', () => this.#stream?.resume(), { signal });
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
    return this.#store.snapshot;
  }

  /** The wall-clock instant of the picture; null where there is none, or its time is not known. */
  get currentInstant(): UnixMs | null {
    return this.#stream?.playback.currentInstant ?? null;
  }

  /** The instant of the picture by the encoder's clock, which need not be the server's; null as above. */
  get encoderInstant(): UnixMs | null {
    const at = this.currentInstant;
    return at === null ? null : at + this.snapshot.encoderOffsetMs;
  }

  /**
   * By how much {@link currentInstant} may be wrong, in milliseconds: 0 where a date says it, 1000 where only the timeline
   * does; null where there is no picture.
   */
  get currentDateAccuracy(): number | null {
    return this.#store.snapshot.currentDateAccuracy;
  }

  /** The server's time; the viewer's, until the server has told its own. */
  get serverInstant(): UnixMs {
    return this.#stream?.serverNow ?? this.clock.now();
  }

  /** Where seeks may go. */
  get bounds(): TimeRange {
    const now = this.clock.now();
    return this.#stream?.bounds ?? { start: now, end: now };
  }

  /** What the element has buffered, in wall-clock time. */
  get buffered(): TimeRange[] {
    const { buffered } = this.video;
    const wallAt = (mediaTimeS: number) => this.#stream?.playback.wallAt(mediaTimeS) ?? 0;
    return Array.from({ length: buffered.length }, (_, index) => ({
      start: wallAt(buffered.start(index)),
      end: wallAt(buffered.end(index)),
    }));
  }

  /** What the playlist in use holds: a seek to there loads no other. */
  get seekable(): readonly TimeRange[] {
    return this.#stream?.seekable ?? [];
  }

  /** Whether a source has been loaded, and not unloaded since. */
  get isLoaded(): boolean {
    return this.#stream !== null;
  }

  /** Plays another source. Where the source is wrong, the snapshot has the error. */
  load(source: StreamSource, autoplay = false): void {
    this.unload();
    const error = sourceError(source);
    if (error) this.#store.set({ error });
    else this.#stream = this.#createStream(source, autoplay);
  }

  /** Stops playback, requests and timers of the source. */
  unload(): void {
    this.#stream?.destroy();
    this.#stream = null;
    this.#troubles = {};
    this.#store.reset();
  }

  destroy(): void {
    this.unload();
    this.#life.abort();
  }

  /** Starts playback; the browser may refuse it, and then it stays paused. */
  play(): Promise<void> {
    return this.#stream?.playback.play() ?? this.video.play();
  }

  /**
   * Shows the picture of an instant, or of the next one that is recorded (going backward, the previous one).
   *
   * @returns the instant really shown
   * @throws AbortError when a newer seek takes over; TimeShiftError when it cannot be shown
   */
  seekTo(target: UnixMs, direction: 'forward' | 'backward' = 'forward'): Promise<UnixMs> {
    if (!Number.isFinite(target))
      return ignoreRejection(Promise.reject(invalidRequest('A seek needs a valid date.')));
    return this.#playing((stream) => stream.seekTo(target, direction));
  }

  /** Moves by seconds from where playback is, or from where a seek under way is going. */
  seekBy(seconds: number): Promise<UnixMs> {
    const from = this.#store.snapshot.seekingTo ?? this.currentInstant ?? this.serverInstant;
    return this.seekTo(from + seconds * 1000, seconds < 0 ? 'backward' : 'forward');
  }

  goLive(): Promise<UnixMs> {
    return this.#playing((stream) => stream.goLive());
  }

  /**
   * Fetches what a seek to an instant needs, for a viewer who points at it; null when the viewer points at nothing any
   * more. Only the last call counts, and only if no other follows for a moment.
   */
  warm(target: UnixMs | null): void {
    ignoreRejection(Promise.resolve(this.#stream?.warm(target)));
  }

  /**
   * The thumbnail of an instant: the first picture of its segment, for a viewer who points at the instant. One that has
   * been made resolves at once; another is made if the viewer stays for a moment, from what {@link warm} fetches too.
   * Only the last call counts.
   *
   * @param signal aborted when the viewer no longer points there
   * @returns null where there is none: at the live edge, without WebCodecs (H.264), of encrypted segments, of
   * fragmented MP4, and with the direct strategy
   * @throws AbortError when the signal is aborted, or when another call follows
   */
  thumbnail(at: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    if (!Number.isFinite(at))
      return ignoreRejection(Promise.reject(invalidRequest('A thumbnail needs a valid date.')));
    return ignoreRejection(this.#stream?.thumbnail(at, signal) ?? Promise.resolve(null));
  }

  /** @param quality one of the snapshot's `qualities`; null to choose by the bandwidth of the network */
  choose(quality: Variant | null): void {
    this.#stream?.selectVariant(quality);
  }

  /** Repeats what has failed, after an error. */
  retry(): Promise<UnixMs> {
    return this.#playing((stream) => stream.retry());
  }

  /** Tells what the viewer sees of the timeline, which is asked for first. */
  showTimeline(visible: TimeRange): void {
    this.#stream?.showTimeline(visible);
  }

  #playing(ask: (stream: StreamController) => Promise<UnixMs>): Promise<UnixMs> {
    const nothing = 'There is nothing to play; set src first.';
    return ignoreRejection(this.#stream ? ask(this.#stream) : Promise.reject(invalidRequest(nothing)));
  }

  /** The timeline is not needed to play. */
  #noteTrouble(kind: LoadKind, error: TimeShiftError | null): void {
    this.#troubles[kind] = error;
    this.#store.set({ trouble: this.#troubles.segment ?? this.#troubles.playlist ?? null });
  }

  #createStream(source: StreamSource, autoplay: boolean): StreamController {
    const { video, Hls, clock } = this;
    return new StreamController(
      source,
      { video, Hls, clock, fetcher: this.#fetcher, store: this.#store },
      autoplay,
    );
  }
}
