import {
  segmentAt,
  TimeShiftError,
  type EndlessPlaylist,
  type PlaybackRequest,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../core/index.ts';
import { bufferedAheadS } from '../engine/media-element.ts';
import { importHls } from '../engine/create-engine.ts';
import { EndlessEngine } from '../engine/endless-engine.ts';
import { abortable } from '../network/abortable.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { playlistUrl } from '../network/stream-source.ts';
import { AbrController, NO_VARIANTS } from '../streaming/abr-controller.ts';
import { PlaylistUpdater, within } from '../streaming/playlist-updater.ts';
import { Prefetcher, type Location } from '../streaming/prefetcher.ts';
import type { Thumbnail } from '../streaming/thumbnails/thumbnail-cache.ts';
import { Playback, type PlaybackOptions, type VariantChoice } from './playback.ts';
import type { Seek } from './seek-controller.ts';
import { pendingSeek } from './session-store.ts';
import type { StreamContext } from './stream-context.ts';

/** How often to look whether another variant should be played. */
const ABR_INTERVAL_MS = 500;

/** Plays one endless playlist that we write: a far seek appends to it, and the picture is never lost. */
export class EndlessPlayback extends Playback<EndlessEngine> {
  /** What the playlist in use was opened with. */
  #request: PlaybackRequest = {};
  /** A switch to another variant that is pending. */
  #switching: { readonly variant: Variant; readonly abort: AbortController } | null = null;
  readonly #abr: AbrController;
  readonly #prefetcher: Prefetcher;
  readonly #updater: PlaylistUpdater;

  constructor(context: StreamContext, options: PlaybackOptions) {
    super(context, options);
    const { store, clock } = context;
    this.#abr = new AbrController(clock);
    const shared = { ...context, variant: () => this.#abr.variant };
    this.#prefetcher = new Prefetcher({
      ...shared,
      recorded: () => store.snapshot.recorded,
      segments: () => this.#playlist.segments,
      onVariants: (variants) => this.#beginAbr(variants),
    });
    this.#updater = new PlaylistUpdater(this.#prefetcher.loader, {
      ...shared,
      currentInstant: () => this.currentInstant,
      playlist: () => this.#playlist,
      onUpdate: (playlist) => this.#update(playlist),
      onWarning: (error) => store.emit('warning', { error }),
      onSilence: (silentSince) => store.set({ silentSince }),
    });
  }

  get loaded(): readonly TimeRange[] {
    return this.engine?.isSeekPending === false ? this.#playlist.ranges() : [];
  }

  override get choice(): VariantChoice {
    return this.#abr;
  }

  async open(request: PlaybackRequest, target: UnixMs | null, seek: Seek): Promise<UnixMs> {
    const { source, store } = this.context;
    this.#request = request;
    this.#endSwitch();
    this.#updater.stop();
    // Both at the same time, because at first hls.js itself has to be loaded.
    const creating = this.getEngine();
    const locating = ignoreRejection(this.#prefetcher.locate(target, seek.signal));
    const engine = await creating;
    const location = await locating;
    await abortable(engine.whenParsed(), seek.signal);
    // The engine has to begin anew, without a picture.
    if (this.#playlist.isEnded) store.emit('switch', null);
    const parsed = this.#replacePlaylist(engine, location);
    seek.loading(location.at);
    store.set({ playbackUrl: playlistUrl(source, request) });
    const startTimeS = await abortable(parsed, seek.signal);
    seek.landing(location.at, startTimeS);
    return this.waitForPicture({ startTimeS, wallAt: (timeS) => engine.wallAt(timeS) }, seek);
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
    this.#abr.selected = variant;
    this.#considerSwitch();
  }

  override destroy(): void {
    this.#switching?.abort.abort();
    this.#updater.stop();
    this.#prefetcher.destroy();
    super.destroy();
  }

  protected override async createEngine(): Promise<EndlessEngine> {
    const { Hls, video, fetcher, clock } = this.context;
    const HlsClass = Hls === undefined ? await importHls() : Hls;
    this.life.signal.throwIfAborted();
    if (!HlsClass?.isSupported()) throw new TimeShiftError('unsupported', 'This browser has no MediaSource.');
    const { cache } = this.#prefetcher;
    return new EndlessEngine(HlsClass, video, { fetcher, clock, cache }, this.options);
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
    const playlist = this.#playlist.replaceWith(within(this.#request, segments));
    const parsed = this.switchTo(engine, () => engine.seek(playlist, at));
    this.context.store.set({ playlist });
    this.#updater.start(this.#request);
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

  #beginAbr(variants: readonly Variant[]): Variant | undefined {
    if (this.#abr.variants === NO_VARIANTS) ignoreRejection(this.#watchThroughput());
    return this.#abr.begin(variants);
  }

  async #watchThroughput(): Promise<void> {
    for (;;) {
      await this.context.clock.delay(ABR_INTERVAL_MS, this.life.signal);
      this.#considerSwitch();
    }
  }

  #considerSwitch(): void {
    const { engine } = this;
    if (!engine || this.#switching || this.#position === null) return;
    const scene = { throughput: engine.throughput, bufferedS: bufferedAheadS(this.context.video) };
    const wanted = this.#abr.wanted(scene);
    if (wanted && wanted !== this.#abr.variant) ignoreRejection(this.#switchVariant(wanted, engine));
  }

  async #switchVariant(variant: Variant, engine: EndlessEngine): Promise<void> {
    const switching = { variant, abort: new AbortController() };
    const { signal } = switching.abort;
    this.#switching = switching;
    this.#updater.stop();
    try {
      const isShown = await this.#showVariant(variant, engine, signal);
      if (!isShown) this.#updater.start(this.#request);
    } catch (error) {
      signal.throwIfAborted();
      this.#abr.drop(variant);
      this.#updater.start(this.#request);
      if (error instanceof TimeShiftError) this.context.store.emit('warning', { error });
    } finally {
      if (this.#switching === switching) this.#switching = null;
    }
  }

  /**
   * Shows the same instant of another variant. What that needs is fetched first, so that the picture is held for a
   * moment only.
   *
   * @returns false where the viewer has moved on meanwhile to where the fetched window does not reach
   */
  async #showVariant(variant: Variant, engine: EndlessEngine, signal: AbortSignal): Promise<boolean> {
    const { segments } = await this.#prefetcher.locate(this.#position, signal, variant);
    const currentSegment = () => {
      const at = this.#position;
      return at === null ? undefined : segmentAt(segments, at);
    };
    // While the first segment is being fetched, playback may go on to the second one.
    for (let times = 0; times < 2; times += 1) {
      const segment = currentSegment();
      if (segment) await this.#prefetcher.fetch(segment, signal);
    }
    const at = this.#position;
    if (at === null || !currentSegment()) return false;
    await abortable(engine.whenParsed(), signal);
    this.#abr.switched(variant);
    ignoreRejection(this.#replacePlaylist(engine, { segments, at }));
    return true;
  }

  /** A seek takes a switch over: what it loads is of the new variant. */
  #endSwitch(): void {
    if (!this.#switching) return;
    const { variant, abort } = this.#switching;
    this.#switching = null;
    this.#abr.variant = variant;
    abort.abort();
  }
}
