import {
  contains,
  type PlaybackRequest,
  type TimeRange,
  type TimeShiftError,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import type { Engine, VariantChoice } from '../engine/engine.ts';
import { waitForPicture, type SoughtPicture } from '../engine/media-element.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import { NO_VARIANTS } from './session-store.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail-cache.ts';
import type { Seek } from './seek-controller.ts';
import type { StreamContext } from './stream-context.ts';

export interface PlaybackOptions {
  /** Whether the first picture is to play at once. */
  readonly autoplay: boolean;
  /** What is loaded has changed. */
  readonly onUpdate: () => void;
  /** The same pictures are now known to be of other times. */
  readonly onCorrect: () => void;
  /** The engine cannot go on. */
  readonly onError: (error: TimeShiftError) => void;
  /** The engine does not show the picture of a seek: another one is to try, or, with an error, none. */
  readonly onStuck: (error?: TimeShiftError) => void;
}

/** A landing that takes this long is watched by code that few pages need. */
const LANDING_MS = 2500;
const LANDING_LOOK_MS = 500;

const NO_CHOICE: VariantChoice = { variants: NO_VARIANTS, variant: null, selected: null };

/**
 * Plays a source with one engine on the `<video>`. There are two ways: one endless playlist that we write
 * ({@link EndlessPlayback}), and the playlists as the service makes them ({@link DirectPlayback}). The stream
 * controller owns one.
 */
export abstract class Playback<Made extends Engine = Engine> {
  /** Null until the engine has something to play. */
  protected engine: Made | null = null;
  protected hasPicture = false;
  protected readonly life = new AbortController();
  #creating: Promise<Made> | null = null;
  /** Whether the first picture is to play; afterwards the media element itself tells. */
  #wantsPlay: boolean;

  constructor(
    protected readonly context: StreamContext,
    protected readonly options: PlaybackOptions,
  ) {
    this.#wantsPlay = options.autoplay;
  }

  /** What can be shown without another playlist, in order. */
  abstract get loaded(): readonly TimeRange[];

  /**
   * Carries out a seek to what is not loaded.
   *
   * @param target the instant to begin with; null for live
   * @returns the instant of the first picture
   */
  abstract open(request: PlaybackRequest, target: UnixMs | null, seek: Seek): Promise<UnixMs>;

  /** By how much the time of a picture may be wrong, in milliseconds; null where it is not known at all. */
  abstract accuracyAt(at: UnixMs): number | null;

  protected abstract createEngine(): Promise<Made>;

  get choice(): VariantChoice {
    return NO_CHOICE;
  }

  /** The instant of the picture; null while there is none. */
  get currentInstant(): UnixMs | null {
    return this.engine && this.hasPicture ? this.wallAt(this.engine.timeS) : null;
  }

  /** Whether playback can go on at an instant without another playlist. */
  holds(at: UnixMs): boolean {
    return this.loaded.some((range) => contains(range, at));
  }

  /** The wall-clock instant at a media time in seconds. */
  wallAt(mediaTimeS: number): UnixMs | null {
    return this.engine?.wallAt(mediaTimeS) ?? null;
  }

  /** The media time in seconds of an instant that is loaded, else null. */
  mediaTimeOf(at: UnixMs): number | null {
    return this.engine?.mediaTimeOf(at) ?? null;
  }

  /** Starts playback, now or as soon as there is something to play. */
  async play(): Promise<void> {
    this.#wantsPlay = true;
    if (this.engine) await this.context.video.play();
  }

  /** Carries out a seek to what is loaded; resolves with the instant of the picture once that is shown. */
  async moveTo(at: UnixMs, seek: Seek): Promise<UnixMs> {
    const [engine, mediaTimeS] = [this.engine, this.mediaTimeOf(at)];
    if (!engine || mediaTimeS === null) throw new RangeError('Not loaded.');
    engine.moveTo(mediaTimeS);
    seek.landing(at, mediaTimeS);
    const sought = {
      /** The engine may find out meanwhile that the instant is elsewhere. */
      get startTimeS() {
        return Math.min(mediaTimeS, engine.mediaTimeOf(at) ?? mediaTimeS);
      },
      wallAt: (timeS: number) => engine.wallAt(timeS),
    };
    return this.waitForPicture(sought, seek);
  }

  /** The server has told its time and what is recorded, or told it again. */
  judgeTimes?(): void;

  /** Finds out whether the past can be played, where that is not told otherwise. */
  checkTimeShift?(): Promise<void>;

  /** Fetches what a seek to an instant needs, where that helps. */
  warm?(at: UnixMs, signal: AbortSignal): Promise<void>;

  /** The thumbnail of an instant: null where there is none, undefined where it has not been made yet. */
  cachedThumbnail?(at: UnixMs): Thumbnail | null | undefined;

  /** Makes the thumbnail of an instant; null where there is none. It needs what `warm` fetches. */
  thumbnail?(at: UnixMs, signal: AbortSignal): Promise<Thumbnail | null>;

  /** @param variant null to choose by the bandwidth of the network */
  selectVariant?(variant: Variant | null): void;

  /** Asks for nothing any more, until {@link proceed} is called or something is opened. */
  halt(): void {
    this.engine?.halt();
  }

  /** Goes on after {@link halt}. */
  proceed(): void {
    this.engine?.proceed();
  }

  destroy(): void {
    this.life.abort();
    // The engine may have been created and not have got anything to play yet.
    if (!this.engine) ignoreRejection(Promise.resolve(this.#creating).then((engine) => engine?.destroy()));
    this.engine?.destroy();
    this.engine = null;
  }

  /** The engine, which is created on the first call, and again after a failure. */
  protected getEngine(): Promise<Made> {
    if (this.#creating) return this.#creating;
    const creating = this.createEngine();
    creating.catch(() => (this.#creating = null));
    return (this.#creating = creating);
  }

  /** Gives the engine something else to play. The media element may stop by that, without an event. */
  protected switchTo<Result>(engine: Made, load: () => Result): Result {
    const wantsPlay = this.engine ? !this.context.video.paused : this.#wantsPlay;
    this.engine = engine;
    const result = load();
    if (wantsPlay) ignoreRejection(this.play());
    return result;
  }

  protected async waitForPicture(sought: SoughtPicture, { signal }: Seek): Promise<UnixMs> {
    const watching = new AbortController();
    ignoreRejection(this.#watchLanding(AbortSignal.any([signal, watching.signal])));
    try {
      const at = await waitForPicture(this.context.video, sought, signal);
      this.hasPicture = true;
      return at;
    } finally {
      watching.abort();
    }
  }

  async #watchLanding(signal: AbortSignal): Promise<void> {
    const { context, engine, options } = this;
    const { clock } = context;
    const startedMs = clock.steady();
    do await clock.delay(LANDING_LOOK_MS, signal);
    while (clock.steady() - startedMs < LANDING_MS);
    const { watchLanding } = await importOnDemand(import('./landing-watchdog.ts'));
    if (engine) await watchLanding({ ...context, ...options, engine }, signal);
  }
}
