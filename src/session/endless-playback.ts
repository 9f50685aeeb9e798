import { systemClock } from '../core/time/clock.ts';
import {
  EndlessPlaylist,
  segmentAt,
  TimeShiftError,
  type PlaybackRequest,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { bufferedAheadS } from '../engine/buffered-ahead.ts';
import { importHls } from '../engine/create-engine.ts';
import { EndlessEngine } from '../engine/endless-engine.ts';
import { EnginePlayback } from './engine-playback.ts';
import type { Landing } from '../streaming/locate.ts';
import type { Playback, PlaybackOptions } from './playback.ts';
import { PlaylistUpdater, within } from '../streaming/playlist-updater.ts';
import { AbrController } from '../streaming/abr-controller.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail.ts';
import { playlistUrl } from '../network/stream-source.ts';
import { Prefetcher } from '../streaming/prefetcher.ts';

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
  readonly #qualities = new AbrController();
  readonly #prefetcher: Prefetcher;
  readonly #grower: PlaylistUpdater;

  constructor(video: HTMLVideoElement, options: PlaybackOptions) {
    super(video, options);
    this.#prefetcher = new Prefetcher({
      ...options,
      onVariants: (variants) => {
        this.#qualityTimer = window.setInterval(() => this.#considerQuality(), QUALITY_EVERY_MS);
        return this.#qualities.begin(variants, FIRST_THROUGHPUT);
      },
    });
    this.#grower = new PlaylistUpdater(this.#prefetcher.reader, {
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
      const finding = ignoreRejection(this.#prefetcher.find(startAt, signal));
      const engine = await creating;
      const landing = await finding;
      await this.#show(engine, landing, signal);
      onPlaylist(playlistUrl(source, request));
      return this.waitForPicture(engine, signal);
    });
  }

  async warm(at: UnixMs, signal: AbortSignal): Promise<void> {
    await this.#prefetcher.warm(at, this.#list.segments, signal);
  }

  cachedThumbnail(at: UnixMs): Thumbnail | null | undefined {
    return this.#prefetcher.cachedThumbnail(at);
  }

  thumbnail(at: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    return this.#prefetcher.thumbnail(at, this.#list.segments, signal);
  }

  /** @param quality null to go by what the network brings */
  choose(quality: Variant | null): void {
    this.#qualities.chosen = quality;
    this.#considerQuality();
  }

  override destroy(): void {
    this.#changing?.abort();
    this.#grower.stop();
    this.#prefetcher.destroy();
    clearInterval(this.#qualityTimer);
    super.destroy();
  }

  protected override async createEngine(onError: (error: TimeShiftError) => void): Promise<EndlessEngine> {
    const { Hls, authorize, onUpdate } = this.options;
    const HlsClass = Hls === undefined ? await importHls() : Hls;
    this.life.signal.throwIfAborted();
    if (!HlsClass?.isSupported()) throw new TimeShiftError('unsupported', 'This browser has no MediaSource.');
    return new EndlessEngine(HlsClass, this.video, authorize, this.#prefetcher.cache, { onUpdate, onError });
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
    while (engine.isLanding) await systemClock.delay(LANDING_CHECK_MS, signal);
    signal.throwIfAborted();
    this.#variant = this.#prefetcher.reader.variant;
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
    if (wanted && wanted !== this.#variant) ignoreRejection(this.#changeTo(wanted, engine));
  }

  /** What it needs is fetched first, so that the picture stands still for a moment only. */
  async #changeTo(quality: Variant, engine: EndlessEngine): Promise<void> {
    const changing = (this.#changing = new AbortController());
    this.#grower.stop();
    this.#prefetcher.reader.variant = quality;
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
    const { segments } = await this.#prefetcher.find(this.#place, signal);
    const current = () => (this.#place === null ? undefined : segmentAt(segments, this.#place));
    // Playback goes on while the first one is fetched.
    for (let times = 0; times < 2; times += 1) {
      const segment = current();
      if (segment) await this.#prefetcher.fetch(segment, signal);
    }
    const at = this.#place;
    if (at === null || !current()) return false;
    await this.#show(engine, { segments, at }, signal);
    return true;
  }

  /** With the quality that plays. */
  #stay(): void {
    this.#prefetcher.reader.variant = this.#variant;
    this.#grower.start(this.#list, this.#request);
  }
}
