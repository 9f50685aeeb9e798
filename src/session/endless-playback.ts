import {
  CHECK_BACK_MS,
  redated,
  TimeShiftError,
  windowAt,
  type EndlessPlaylist,
  type PlaybackRequest,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { EndlessEngine } from '../engine/endless-engine.ts';
import type { VariantChoice } from '../engine/engine.ts';
import { importHls } from '../engine/import-hls.ts';
import { abortable } from '../network/abortable.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { playlistUrl } from '../network/stream-source.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import type { PlaylistUpdater } from '../streaming/playlist-updater.ts';
import { Prefetcher, timeShiftOff, type Location } from '../streaming/prefetcher.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail-cache.ts';
import { withinBounds } from '../streaming/within-bounds.ts';
import { Playback, type PlaybackOptions } from './playback.ts';
import type { Seek } from './seek-controller.ts';
import { pendingSeek } from './session-store.ts';
import type { StreamContext } from './stream-context.ts';
import type { VariantController } from './variant-controller.ts';

/** Plays one endless playlist that we write: a far seek appends to it, and the picture is never lost. */
export class EndlessPlayback extends Playback<EndlessEngine> {
  /** What the playlist in use was opened with. */
  #request: PlaybackRequest = {};
  /** Null where the source has only one variant, or while that is not known. */
  #variants: VariantController | null = null;
  readonly #prefetcher: Prefetcher;
  /** Null until its code is loaded. */
  #updater: PlaylistUpdater | null = null;
  /** Aborted when the playlist in use is not to be extended any more. */
  #extending = new AbortController();

  constructor(context: StreamContext, options: PlaybackOptions) {
    super(context, options);
    const { store } = context;
    this.#prefetcher = new Prefetcher({
      ...this.#shared,
      recorded: () => store.snapshot.recorded,
      segments: () => this.#playlist.segments,
      onVariants: (variants) => this.#chooseVariant(variants),
      onTimeShift: (canTimeShift) => {
        const isNews = !canTimeShift && store.snapshot.canTimeShift;
        store.set({ canTimeShift });
        if (isNews) store.emit('warning', { error: timeShiftOff() });
      },
      encoderOffset: () => store.snapshot.encoderOffsetMs,
      onEncoderOffset: (offsetMs) => this.#moveEncoderClock(offsetMs),
    });
  }

  get loaded(): readonly TimeRange[] {
    return this.engine?.isSeekPending === false ? this.#playlist.ranges() : [];
  }

  override accuracyAt(at: UnixMs): number | null {
    return this.#playlist.accuracyAt(at);
  }

  override get choice(): VariantChoice {
    return this.#variants?.abr ?? super.choice;
  }

  async open(request: PlaybackRequest, target: UnixMs | null, seek: Seek): Promise<UnixMs> {
    const { source, store } = this.context;
    const variantBefore = this.#variant;
    this.#variants?.endSwitch();
    // Both at the same time, because at first hls.js itself has to be loaded.
    const creating = this.getEngine();
    const locating = ignoreRejection(this.#prefetcher.locate(target, seek.signal));
    const engine = await creating;
    const location = await locating.catch((error: unknown) => {
      if (!seek.signal.aborted) this.#resume(variantBefore);
      throw error;
    });
    await abortable(engine.whenParsed(), seek.signal);
    this.#request = request;
    this.#stopExtending();
    // The engine has to begin anew, without a picture.
    if (this.#playlist.isEnded) store.emit('switch', null);
    const parsed = this.#replacePlaylist(engine, location);
    seek.loading(location.at);
    store.set({ playbackUrl: playlistUrl(source, request) });
    const startTimeS = await abortable(parsed, seek.signal);
    seek.landing(location.at, startTimeS);
    return this.waitForPicture({ startTimeS, wallAt: (timeS) => engine.wallAt(timeS) }, seek);
  }

  /** Asks for what was a while ago, so that `canTimeShift` is known. */
  override async checkTimeShift(): Promise<void> {
    const window = windowAt(this.context.serverNow() - CHECK_BACK_MS);
    await this.#prefetcher.loader.load(window, [], this.#variant, this.life.signal);
  }

  override async warm(at: UnixMs, signal: AbortSignal): Promise<void> {
    await this.#prefetcher.warm(at, signal);
  }

  override cachedThumbnail(at: UnixMs): Thumbnail | null | undefined {
    return this.#prefetcher.cachedThumbnail(at);
  }

  override thumbnail(at: UnixMs, signal: AbortSignal): Promise<Thumbnail | null> {
    return this.#prefetcher.thumbnail(at, signal);
  }

  override selectVariant(variant: Variant | null): void {
    this.#variants?.select(variant);
  }

  override halt(): void {
    this.#variants?.endSwitch();
    this.#stopExtending();
    super.halt();
  }

  override proceed(): void {
    if (this.hasPicture) this.#extend();
    super.proceed();
  }

  override destroy(): void {
    this.#stopExtending();
    this.#prefetcher.destroy();
    super.destroy();
  }

  protected override async createEngine(): Promise<EndlessEngine> {
    const { Hls, video, fetcher, clock } = this.context;
    const HlsClass = Hls === undefined ? await importHls() : Hls;
    this.life.signal.throwIfAborted();
    if (!HlsClass?.isSupported()) throw new TimeShiftError('unsupported', 'This browser has no MediaSource.');
    const urls = this.#prefetcher;
    return new EndlessEngine(HlsClass, video, { fetcher, clock, cache: urls.cache, urls }, this.options);
  }

  get #playlist(): EndlessPlaylist {
    return this.context.store.snapshot.playlist;
  }

  /** Where the picture is, or where a pending seek will land; null while that is not known. */
  get #position(): UnixMs | null {
    const seek = pendingSeek(this.context.store.snapshot);
    if (!seek) return this.currentInstant;
    return seek.phase === 'locating' ? null : seek.at;
  }

  /**
   * Plays other segments, and seeks in them. No other seek may be pending in the engine.
   *
   * @returns the media time in seconds that the engine seeks to, when hls.js has parsed the playlist
   */
  #replacePlaylist(
    engine: EndlessEngine,
    { segments, at }: Pick<Location, 'segments' | 'at'>,
  ): Promise<number> {
    // Its segments are numbered on from those that hls.js has parsed last.
    const playlist = this.#playlist.replaceWith(withinBounds(this.#request, segments));
    const parsed = this.switchTo(engine, () => engine.seek(playlist, at));
    this.context.store.set({ playlist });
    this.#extend();
    // The playlist may be extended while hls.js parses it.
    ignoreRejection(parsed.then(() => playlist === this.#playlist || this.#handOver()));
    return parsed;
  }

  /** While a seek is pending, hls.js gets the extended playlist once that of the seek has been parsed. */
  #handOver(): void {
    if (this.engine?.isSeekPending === false) this.engine.update(this.#playlist);
  }

  /** Takes over the playlist that has been extended. */
  #update(playlist: EndlessPlaylist): void {
    this.context.store.set({ playlist });
    this.#handOver();
  }

  /** All times are the server's: where those of the encoder turn out to be others, the picture stays. */
  #moveEncoderClock(encoderOffsetMs: number): void {
    const { store } = this.context;
    const byMs = encoderOffsetMs - store.snapshot.encoderOffsetMs;
    if (byMs === 0) return;
    store.set({ encoderOffsetMs });
    if (this.#playlist.end === null) return;
    const inTime = redated(this.#playlist.segments, byMs);
    this.#update(this.#playlist.corrected(inTime.map((each) => ({ ...each, start: each.start - byMs }))));
    this.options.onCorrect();
    this.#extend();
  }

  /** Extends the playlist in use ahead of the picture. */
  #extend(): void {
    this.#stopExtending();
    this.#extending = new AbortController();
    ignoreRejection(this.#startUpdater(this.#extending.signal));
  }

  #stopExtending(): void {
    this.#extending.abort();
    this.#updater?.stop();
  }

  async #startUpdater(signal: AbortSignal): Promise<void> {
    this.#updater ??= await this.#createUpdater(signal);
    signal.throwIfAborted();
    this.#updater.start(this.#request);
  }

  async #createUpdater(signal: AbortSignal): Promise<PlaylistUpdater> {
    const { store } = this.context;
    try {
      const { PlaylistUpdater } = await importOnDemand(import('../streaming/playlist-updater.ts'));
      return new PlaylistUpdater(this.#prefetcher.loader, {
        ...this.#shared,
        // While nothing is shown yet, the playlist needs to reach no further than ahead of where the seek lands.
        currentInstant: () => this.#position,
        playlist: () => this.#playlist,
        recorded: () => store.snapshot.recorded,
        onUpdate: (playlist) => this.#update(playlist),
        onCorrect: (playlist) => {
          this.#update(playlist);
          this.options.onCorrect();
        },
        onWarning: (error) => store.emit('warning', { error }),
        onSilence: (silentSince) => store.set({ silentSince }),
      });
    } catch (error) {
      if (!signal.aborted && error instanceof TimeShiftError) this.options.onError(error);
      throw error;
    }
  }

  get #shared() {
    return { ...this.context, variant: () => this.#variant };
  }

  get #variant(): Variant | null {
    return this.#variants?.abr.variant ?? null;
  }

  async #chooseVariant(variants: readonly Variant[]): Promise<Variant | undefined> {
    const { VariantController } = await importOnDemand(import('./variant-controller.ts'));
    this.#variants ??= new VariantController(
      {
        ...this.context,
        prefetcher: this.#prefetcher,
        engine: () => this.engine,
        position: () => this.#position,
        replacePlaylist: (engine, to) => this.#replacePlaylist(engine, to),
        extend: () => this.#extend(),
        stopExtending: () => this.#stopExtending(),
        isHalted: () => this.#extending.signal.aborted,
      },
      this.life.signal,
    );
    return this.#variants.begin(variants);
  }

  /** What plays plays on after a seek that has found nothing. */
  #resume(variant: Variant | null): void {
    if (this.#variants) this.#variants.abr.variant = variant;
    if (this.hasPicture) this.#extend();
  }
}
