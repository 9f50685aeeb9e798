import { delay } from '../core/delay.ts';
import {
  EndlessPlaylist,
  segmentAt,
  TimeShiftError,
  type PlaybackRequest,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { bufferedAheadS } from './buffered-ahead.ts';
import { importHls } from './create-engine.ts';
import { EndlessEngine } from './endless-engine.ts';
import { EnginePlayback } from './engine-playback.ts';
import type { Landing } from './find-landing.ts';
import type { Playback, PlaybackOptions } from './playback.ts';
import { PlaylistGrower, within } from './playlist-grower.ts';
import { Qualities } from './qualities.ts';
import { quietly } from './quietly.ts';
import type { StreamPicture } from './stream-picture.ts';
import { playlistUrl } from './stream-source.ts';
import { Supply } from './supply.ts';

const LANDING_CHECK_MS = 10;
/** In bits a second, before anything has been loaded. */
const FIRST_THROUGHPUT = 1e6;
const QUALITY_EVERY_MS = 500;

/** Plays one endless playlist that we write: a seek appends to it, and the picture never goes away. */
export class EndlessPlayback extends EnginePlayback<EndlessEngine> implements Playback {
  #list = EndlessPlaylist.empty;
  #request: PlaybackRequest = {};
  /** The quality of what is played. */
  #variant: Variant | null = null;
  /** Where a seek ends that hls.js has been told of; null before. */
  #landingAt: UnixMs | null = null;
  #qualityTimer = 0;
  /** A change of quality that is under way; a seek to another playlist takes it over. */
  #changing: AbortController | null = null;
  readonly #qualities = new Qualities();
  readonly #supply: Supply;
  readonly #grower: PlaylistGrower;

  constructor(video: HTMLVideoElement, options: PlaybackOptions) {
    super(video, options);
    this.#supply = new Supply({
      ...options,
      onVariants: (variants) => {
        this.#qualityTimer = window.setInterval(() => this.#considerQuality(), QUALITY_EVERY_MS);
        return this.#qualities.begin(variants, FIRST_THROUGHPUT);
      },
    });
    this.#grower = new PlaylistGrower(this.#supply.reader, {
      serverInstant: options.serverInstant,
      currentInstant: () => this.currentInstant,
      onGrown: (list) => this.#grow(list),
      onWarning: options.onWarning,
      onSilence: options.onSilence,
    });
  }

  get loaded(): readonly TimeRange[] {
    return this.playing?.isLanding === false ? this.#list.ranges() : [];
  }

  get qualities(): readonly Variant[] {
    return this.#qualities.all;
  }

  get quality(): Variant | null {
    return this.#variant;
  }

  get isQualityChosen(): boolean {
    return this.#qualities.chosen !== null;
  }

  open(request: PlaybackRequest, startAt: UnixMs | null): Promise<UnixMs> {
    const { onPlaylist, serverInstant, source } = this.options;
    this.#request = request;
    return this.asSeek(startAt ?? serverInstant(), async (signal) => {
      this.#landingAt = null;
      this.#changing?.abort();
      this.#grower.stop();
      // Side by side: at first, hls.js itself has still to be loaded.
      const creating = this.engine();
      const finding = quietly(this.#supply.find(startAt, signal));
      const engine = await creating;
      const landing = await finding;
      await this.#show(engine, landing, signal);
      onPlaylist(playlistUrl(source, request));
      return this.untilShown(engine, signal);
    });
  }

  async warm(at: UnixMs, signal: AbortSignal): Promise<void> {
    await this.#supply.warm(at, this.#list.segments, signal);
  }

  pictureAtHand(at: UnixMs): StreamPicture | null | undefined {
    return this.#supply.pictureAtHand(at);
  }

  picture(at: UnixMs, signal: AbortSignal): Promise<StreamPicture | null> {
    return this.#supply.picture(at, this.#list.segments, signal);
  }

  /** @param quality null to go by what the network brings */
  choose(quality: Variant | null): void {
    this.#qualities.chosen = quality;
    this.#considerQuality();
  }

  override destroy(): void {
    this.#changing?.abort();
    this.#grower.stop();
    this.#supply.destroy();
    clearInterval(this.#qualityTimer);
    super.destroy();
  }

  protected override async createEngine(onError: (error: TimeShiftError) => void): Promise<EndlessEngine> {
    const { Hls, authorize, onUpdate } = this.options;
    const HlsClass = Hls === undefined ? await importHls() : Hls;
    this.life.signal.throwIfAborted();
    if (!HlsClass?.isSupported()) throw new TimeShiftError('unsupported', 'This browser has no MediaSource.');
    return new EndlessEngine(HlsClass, this.video, authorize, this.#supply.cache, { onUpdate, onError });
  }

  protected override goTo(engine: EndlessEngine, mediaTimeS: number): void {
    this.#landingAt = null;
    super.goTo(engine, mediaTimeS);
  }

  /** @param at where to begin; it may have gone on since the landing was found */
  async #show(
    engine: EndlessEngine,
    { segments, at }: Pick<Landing, 'segments' | 'at'>,
    signal: AbortSignal,
  ): Promise<void> {
    // Numbers have to go on from what hls.js has read last.
    while (engine.isLanding) await delay(LANDING_CHECK_MS, signal);
    signal.throwIfAborted();
    this.#variant = this.#supply.reader.variant;
    this.#list = this.#list.replaceWith(within(this.#request, segments));
    this.#landingAt = at;
    this.switchTo(engine, () => engine.show(this.#list, at));
    this.#grower.start(this.#list, this.#request);
  }

  #grow(list: EndlessPlaylist): void {
    this.#list = list;
    // While a seek is under way it comes with the next change.
    if (this.playing?.isLanding === false) this.playing.show(list, null);
  }

  /** Where the picture is, or will be. */
  get #place(): UnixMs | null {
    return this.isSeeking ? this.#landingAt : this.currentInstant;
  }

  #considerQuality(): void {
    const engine = this.playing;
    if (!engine || this.#changing || this.#place === null) return;
    const wanted = this.#qualities.wanted({
      current: this.#variant,
      throughput: engine.throughput,
      bufferedS: bufferedAheadS(this.video),
    });
    if (wanted && wanted !== this.#variant) quietly(this.#changeTo(wanted, engine));
  }

  /** What it needs is fetched first, so that the picture stands still for a moment only. */
  async #changeTo(quality: Variant, engine: EndlessEngine): Promise<void> {
    const changing = (this.#changing = new AbortController());
    this.#grower.stop();
    this.#supply.reader.variant = quality;
    try {
      const isShown = await this.#showAnew(engine, changing.signal);
      if (isShown) this.#qualities.changed();
      else this.#stay();
    } catch (error) {
      // A seek goes on with the new one.
      changing.signal.throwIfAborted();
      this.#qualities.drop(quality);
      this.#stay();
      if (error instanceof TimeShiftError) this.options.onWarning(error);
    } finally {
      if (this.#changing === changing) this.#changing = null;
    }
  }

  /** What is shown, from another playlist; false if the viewer is elsewhere by the time that it is there. */
  async #showAnew(engine: EndlessEngine, signal: AbortSignal): Promise<boolean> {
    const { segments } = await this.#supply.find(this.#place, signal);
    const current = () => (this.#place === null ? undefined : segmentAt(segments, this.#place));
    // Playback goes on while the first one is fetched.
    for (let times = 0; times < 2; times += 1) {
      const segment = current();
      if (segment) await this.#supply.fetch(segment, signal);
    }
    const at = this.#place;
    if (at === null || !current()) return false;
    await this.#show(engine, { segments, at }, signal);
    return true;
  }

  /** With the quality that plays. */
  #stay(): void {
    this.#supply.reader.variant = this.#variant;
    this.#grower.start(this.#list, this.#request);
  }
}
