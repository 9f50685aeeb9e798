import { invalidRequest, type TimeRange, type UnixMs, type Variant } from '../core/index.ts';
import type { HlsClass } from '../engine/error-controller.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { IDLE, type SessionEventMap, type SessionSnapshot } from './session-snapshot.ts';
import type { Authorize } from '../network/fetcher.ts';
import { StreamController, type RunHost } from './stream-controller.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail.ts';
import { sourceError, type StreamSource } from '../network/stream-source.ts';

export type { HlsClass, Thumbnail };

type ListenerOptions = boolean | AddEventListenerOptions;

const TICKS = ['canplay', 'ended', 'pause', 'play', 'playing', 'seeked', 'timeupdate', 'waiting'] as const;

/**
 * Plays a time-shifted stream on a given `<video>`: what is asked for by wall-clock time comes into the picture. It
 * tells what changes by the events of {@link SessionEventMap}.
 */
export class TimeShiftSession extends EventTarget {
  /** Signs URLs; read at each load, so it may be set at any time. */
  authorize: Authorize | undefined;
  /** The page's own hls.js; null for the browser's HLS even where there is MediaSource. Read when a source is loaded. */
  Hls: HlsClass | null | undefined;

  #snapshot: SessionSnapshot = IDLE;
  #run: StreamController | null = null;
  readonly #life = new AbortController();

  constructor(readonly video: HTMLVideoElement) {
    super();
    const { signal } = this.#life;
    for (const type of TICKS) video.addEventListener(type, () => this.#run?.tick(), { signal });
    video.addEventListener('play', () => this.#run?.resume(), { signal });
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
    return this.#run?.playback.currentInstant ?? null;
  }

  /** The server's time; the viewer's, until the server has told its own. */
  get serverInstant(): UnixMs {
    return this.#run?.serverInstant ?? Date.now();
  }

  /** Where seeks may go. */
  get bounds(): TimeRange {
    const now = Date.now();
    return this.#run?.bounds ?? { start: now, end: now };
  }

  /** What the element has buffered, in wall-clock time. */
  get buffered(): TimeRange[] {
    const { buffered } = this.video;
    const wallAt = (mediaTimeS: number) => this.#run?.playback.wallAt(mediaTimeS) ?? 0;
    return Array.from({ length: buffered.length }, (_, index) => ({
      start: wallAt(buffered.start(index)),
      end: wallAt(buffered.end(index)),
    }));
  }

  /** What the playlist in use holds: a seek to there loads no other. */
  get seekable(): readonly TimeRange[] {
    return this.#run?.seekable ?? [];
  }

  /** Begins anew with a source, whatever was before. What is wrong with it is told in the snapshot. */
  load(source: StreamSource, autoplay = false): void {
    this.unload();
    const error = sourceError(source);
    if (error) this.#set({ error });
    else this.#run = this.#createRun(source, autoplay);
  }

  /** Lets go of the source: nothing is played, asked or waited for afterwards. */
  unload(): void {
    this.#run?.destroy();
    this.#run = null;
    this.#set(IDLE);
  }

  destroy(): void {
    this.unload();
    this.#life.abort();
  }

  /** Starts playback; the browser may refuse it, and then it stays paused. */
  play(): Promise<void> {
    return this.#run?.playback.play() ?? this.video.play();
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
    return this.#playing((run) => run.seekTo(target, direction));
  }

  /** Moves by seconds from where playback is, or from where a seek under way is going. */
  seekBy(seconds: number): Promise<UnixMs> {
    const from = this.#snapshot.seekingTo ?? this.currentInstant ?? this.serverInstant;
    return this.seekTo(from + seconds * 1000, seconds < 0 ? 'backward' : 'forward');
  }

  goLive(): Promise<UnixMs> {
    return this.#playing((run) => run.goLive());
  }

  /**
   * Fetches ahead what a seek to an instant will need, so that the seek finds it here; null when the viewer no longer
   * points at any. Only the last one counts, and only if it stays for a moment.
   */
  warm(target: UnixMs | null): void {
    this.#run?.warm(target);
  }

  /**
   * The picture that the stream has for an instant, which is the first one of its segment: for whoever points at it,
   * before a seek there. One that is here comes at once, another if the viewer stays for a moment; what it needs is
   * fetched as by {@link warm}, once for both. Only the last one asked for counts.
   *
   * @param signal aborted when the viewer no longer points there
   * @returns null where there is none: at the live edge, without WebCodecs (H.264), of what is encrypted, of segments
   * in fragmented MP4, and where the playlists are played as they are
   * @throws AbortError when the signal is aborted or another one is asked for
   */
  thumbnail(at: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    if (!Number.isFinite(at))
      return ignoreRejection(Promise.reject(invalidRequest('A picture needs a valid date.')));
    return ignoreRejection(this.#run?.thumbnail(at, signal) ?? Promise.resolve(null));
  }

  /** @param quality one of the snapshot's; null to go by what the network brings */
  choose(quality: Variant | null): void {
    this.#run?.choose(quality);
  }

  /** After an error: tries again what failed. */
  retry(): Promise<UnixMs> {
    return this.#playing((run) => run.retry());
  }

  /** What the viewer sees of the timeline, to be asked for first. */
  showTimeline(visible: TimeRange): void {
    this.#run?.showTimeline(visible);
  }

  #playing(ask: (run: StreamController) => Promise<UnixMs>): Promise<UnixMs> {
    const nothing = 'There is nothing to play; set src first.';
    return ignoreRejection(this.#run ? ask(this.#run) : Promise.reject(invalidRequest(nothing)));
  }

  #createRun(source: StreamSource, autoplay: boolean): StreamController {
    const { video, Hls } = this;
    const host: RunHost = {
      video,
      Hls,
      authorize: () => this.authorize,
      snapshot: () => this.#snapshot,
      set: (changes) => this.#set(changes),
      tell: (type, detail) => this.#tell(type, detail),
    };
    return new StreamController(source, host, autoplay);
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
