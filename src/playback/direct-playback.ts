import type { PlaybackRequest, TimeRange, TimeShiftError, UnixMs } from '../core/index.ts';
import { createEngine } from './create-engine.ts';
import type { Engine, PlaylistAnchor } from './engine.ts';
import type { HlsClass } from './hls-engine.ts';
import type { Authorize } from './stream-fetch.ts';
import { playlistUrl, type StreamSource } from './stream-source.ts';
import { untilShown } from './until-shown.ts';

export interface DirectPlaybackOptions {
  readonly source: StreamSource;
  readonly Hls: HlsClass | null | undefined;
  readonly authorize: () => Authorize | undefined;
  readonly serverInstant: () => UnixMs;
  readonly onUpdate: () => void;
  readonly onError: (error: TimeShiftError) => void;
}

/** Plays a source's playlists one after the other, each as the service makes it. */
export class DirectPlayback {
  #engine: Promise<Engine> | null = null;
  #playing: Engine | null = null;
  readonly #life = new AbortController();

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly options: DirectPlaybackOptions,
  ) {}

  /** What the playlist in use holds. */
  get loaded(): readonly TimeRange[] {
    return this.#playing?.loaded ?? [];
  }

  /** What the element has buffered. */
  get buffered(): TimeRange[] {
    const { buffered } = this.video;
    return Array.from({ length: buffered.length }, (_, index) => ({
      start: this.wallAt(buffered.start(index)) ?? 0,
      end: this.wallAt(buffered.end(index)) ?? 0,
    })).filter(({ start }) => start > 0);
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#playing?.wallAt(mediaTimeS) ?? null;
  }

  mediaTimeOf(at: UnixMs): number | null {
    return this.#playing?.mediaTimeOf(at) ?? null;
  }

  /**
   * Loads the playlist that a request asks for; the element loses its picture in that moment.
   *
   * @param startAt the instant to begin with; null for where the playlist itself begins
   * @param onSwitch called right before, with the playlist's URL
   */
  async load(
    request: PlaybackRequest,
    startAt: UnixMs | null,
    signal: AbortSignal,
    onSwitch: (url: string) => void,
  ): Promise<void> {
    const url = playlistUrl(this.options.source, request);
    this.#engine ??= this.#createEngine();
    const engine = await this.#engine;
    signal.throwIfAborted();
    onSwitch(url);
    this.#playing = engine;
    engine.load({ url, startAt, anchor: this.#anchorOf(request) });
  }

  /** Resolves with the instant of the picture, once it is the one that was last asked for. */
  async untilShown(signal: AbortSignal): Promise<UnixMs> {
    const engine = await (this.#engine ?? this.#createEngine());
    return untilShown(this.video, engine, signal);
  }

  destroy(): void {
    this.#life.abort();
    this.#playing?.destroy();
    this.#playing = null;
  }

  #createEngine(): Promise<Engine> {
    const { Hls, authorize, onUpdate, onError } = this.options;
    const created = createEngine(this.video, Hls, authorize, { onUpdate, onError }, this.#life.signal);
    created.catch(() => (this.#engine = null));
    return created;
  }

  #anchorOf({ start, offsetMs = 0 }: PlaybackRequest): PlaylistAnchor {
    if (start !== undefined) return { instant: start, edge: 'first' };
    return { instant: this.options.serverInstant() - offsetMs, edge: 'last' };
  }
}
