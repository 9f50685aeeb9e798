import { TimeShiftError, type UnixMs } from '../core/index.ts';
import type { PlaybackOptions } from './playback.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import type { PlayingEngine } from '../engine/engine.ts';
import { waitForPicture, type ShowingEngine } from '../engine/wait-for-picture.ts';

/** What both ways of playing have in common: one engine on one `<video>`, and seeks of which the newest wins. */
export abstract class EnginePlayback<Made extends PlayingEngine> {
  /** Set once it has something to play. */
  protected playing: Made | null = null;
  protected hasPicture = false;
  protected isSeeking = false;
  protected readonly life = new AbortController();
  #engine: Promise<Made> | null = null;
  /** Whether what is shown first is to play at once; later on, the element itself says. */
  #wantsPlay: boolean;
  #seek = new AbortController();

  constructor(
    protected readonly video: HTMLVideoElement,
    protected readonly options: PlaybackOptions,
  ) {
    this.#wantsPlay = options.autoplay;
  }

  get currentInstant(): UnixMs | null {
    return this.playing && this.hasPicture ? this.wallAt(this.playing.timeS) : null;
  }

  wallAt(mediaTimeS: number): UnixMs | null {
    return this.playing?.wallAt(mediaTimeS) ?? null;
  }

  mediaTimeOf(at: UnixMs): number | null {
    return this.playing?.mediaTimeOf(at) ?? null;
  }

  async play(): Promise<void> {
    this.#wantsPlay = true;
    if (this.playing) await this.video.play();
  }

  moveTo(at: UnixMs): Promise<UnixMs> {
    const [engine, mediaTimeS] = [this.playing, this.mediaTimeOf(at)];
    if (!engine || mediaTimeS === null) throw new RangeError('moveTo goes only to what is loaded.');
    return this.asSeek(at, (signal) => {
      this.goTo(engine, mediaTimeS);
      return this.waitForPicture({ startTimeS: mediaTimeS, wallAt: (timeS) => engine.wallAt(timeS) }, signal);
    });
  }

  destroy(): void {
    this.#seek.abort();
    this.life.abort();
    // It may have been made and not been given anything to play yet.
    if (!this.playing) ignoreRejection(Promise.resolve(this.#engine).then((engine) => engine?.destroy()));
    this.playing?.destroy();
    this.playing = null;
  }

  protected abstract createEngine(onError: (error: TimeShiftError) => void): Promise<Made>;

  protected goTo(engine: Made, mediaTimeS: number): void {
    engine.moveTo(mediaTimeS);
  }

  protected engine(): Promise<Made> {
    if (this.#engine) return this.#engine;
    const creating = this.createEngine((error) => {
      this.#seek.abort(error);
      this.options.onError(error);
    });
    creating.catch(() => (this.#engine = null));
    return (this.#engine = creating);
  }

  /** Runs a seek, which aborts the one before. */
  protected async asSeek(at: UnixMs, run: (signal: AbortSignal) => Promise<UnixMs>): Promise<UnixMs> {
    this.#seek.abort();
    this.#seek = new AbortController();
    const { signal } = this.#seek;
    this.isSeeking = true;
    this.options.onSeek(at);
    try {
      return await run(signal);
    } catch (error) {
      if (!signal.aborted && error instanceof TimeShiftError) this.options.onError(error);
      throw error;
    } finally {
      if (!signal.aborted) this.isSeeking = false;
    }
  }

  /** Gives an engine something else to play: by that, the element may stop without a word. */
  protected switchTo(engine: Made, show: () => void): void {
    const wantsPlay = this.playing ? !this.video.paused : this.#wantsPlay;
    this.playing = engine;
    show();
    if (wantsPlay) ignoreRejection(this.play());
  }

  protected async waitForPicture(engine: ShowingEngine, signal: AbortSignal): Promise<UnixMs> {
    const at = await waitForPicture(this.video, engine, signal);
    this.hasPicture = true;
    this.options.onLanded();
    return at;
  }
}
