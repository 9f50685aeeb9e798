import { TimeShiftError, type PlaybackRequest, type TimeRange, type UnixMs } from '../core/index.ts';
import { createEngine } from './create-engine.ts';
import type { Engine, PlaylistAnchor } from './engine.ts';
import type { Playback, PlaybackOptions } from './playback.ts';
import { quietly } from './quietly.ts';
import { playlistUrl } from './stream-source.ts';
import { untilShown } from './until-shown.ts';

/** A playlist of more is slow to read, and servers may refuse it. */
const LONGEST_RECORDING_MS = 3 * 3_600_000;

/** Plays a source's playlists one after the other, each as the service makes it. The newest seek wins. */
export class DirectPlayback implements Playback {
  #engine: Promise<Engine> | null = null;
  #playing: Engine | null = null;
  /** Whether the first playlist is to play at once; later on, the element itself says. */
  #wantsPlay: boolean;
  #hasPicture = false;
  #seek = new AbortController();
  readonly #life = new AbortController();

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly options: PlaybackOptions,
  ) {
    this.#wantsPlay = options.autoplay;
  }

  /** What the playlist in use holds. */
  get loaded(): readonly TimeRange[] {
    return this.#playing?.loaded ?? [];
  }

  /** The wall-clock instant of the picture; null while there is none of the playlist in use. */
  get currentInstant(): UnixMs | null {
    return this.#hasPicture ? this.wallAt(this.video.currentTime) : null;
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.#playing?.wallAt(mediaTimeS) ?? null;
  }

  mediaTimeOf(at: UnixMs): number | null {
    return this.#playing?.mediaTimeOf(at) ?? null;
  }

  /** Starts playback, now or as soon as there is something to play. */
  async play(): Promise<void> {
    this.#wantsPlay = true;
    if (this.#playing) await this.video.play();
  }

  /** Resolves with the instant of the picture once that is shown, which is loaded already. */
  async moveTo(at: UnixMs): Promise<UnixMs> {
    const mediaTimeS = this.mediaTimeOf(at);
    if (!this.#playing || mediaTimeS === null) throw new RangeError('moveTo goes only to what is loaded.');
    const signal = this.#newSeek();
    this.options.onSeek(at);
    this.video.currentTime = mediaTimeS;
    return this.#untilShown(this.#playing, signal);
  }

  /**
   * Plays the playlist that a request asks for.
   *
   * @param startAt the instant to begin with; null for where the playlist itself begins
   * @returns the instant of the first picture
   */
  async open(request: PlaybackRequest, startAt: UnixMs | null): Promise<UnixMs> {
    const { source, onSeek, onPlaylist, onSwitch, onError, serverInstant } = this.options;
    const signal = this.#newSeek();
    onSeek(startAt ?? serverInstant());
    try {
      const engine = await (this.#engine ??= this.#createEngine());
      signal.throwIfAborted();
      const url = playlistUrl(source, engine.needsEnd ? this.#withEnd(request) : request);
      const wantsPlay = this.#playing ? !this.video.paused : this.#wantsPlay;
      onSwitch();
      onPlaylist(url);
      this.#playing = engine;
      this.#hasPicture = false;
      engine.load({ url, startAt, anchor: this.#anchorOf(request) });
      // Another playlist pauses the element without a word.
      if (wantsPlay) quietly(this.play());
      return await this.#untilShown(engine, signal);
    } catch (error) {
      if (!signal.aborted && error instanceof TimeShiftError) onError(error);
      throw error;
    }
  }

  destroy(): void {
    this.#seek.abort();
    this.#life.abort();
    this.#playing?.destroy();
    this.#playing = null;
  }

  #newSeek(): AbortSignal {
    this.#seek.abort();
    this.#seek = new AbortController();
    return this.#seek.signal;
  }

  async #untilShown(engine: Engine, signal: AbortSignal): Promise<UnixMs> {
    const at = await untilShown(this.video, engine, signal);
    this.#hasPicture = true;
    this.options.onLanded();
    return at;
  }

  #createEngine(): Promise<Engine> {
    const { Hls, authorize, onUpdate, onError } = this.options;
    const fail = (error: TimeShiftError) => {
      this.#seek.abort(error);
      onError(error);
    };
    const created = createEngine(this.video, Hls, authorize, { onUpdate, onError: fail }, this.#life.signal);
    created.catch(() => (this.#engine = null));
    return created;
  }

  #withEnd({ start, end, vodEnd, offsetMs }: PlaybackRequest): PlaybackRequest {
    if (start === undefined) return { offsetMs };
    const latest = Math.min(this.options.serverInstant(), start + LONGEST_RECORDING_MS);
    return { start, vodEnd: vodEnd ?? end ?? latest };
  }

  #anchorOf({ start, offsetMs = 0 }: PlaybackRequest): PlaylistAnchor {
    if (start !== undefined) return { instant: start, edge: 'first' };
    return { instant: this.options.serverInstant() - offsetMs, edge: 'last' };
  }
}
