import { segmentAt, TimeShiftError, type UnixMs, type Variant } from '../core/index.ts';
import { decodableVariants } from '../core/hls/codecs.ts';
import type { EndlessEngine } from '../engine/endless-engine.ts';
import { bufferedAheadS } from '../engine/media-element.ts';
import { mediaSourcePlays } from '../engine/media-source.ts';
import { abortable } from '../network/abortable.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { AbrController } from '../streaming/abr-controller.ts';
import type { Location, Prefetcher } from '../streaming/prefetcher.ts';
import type { StreamContext } from './stream-context.ts';

export interface VariantControllerOptions extends Pick<StreamContext, 'clock' | 'store' | 'video'> {
  readonly prefetcher: Pick<Prefetcher, 'fetch' | 'locate'>;
  readonly engine: () => EndlessEngine | null;
  /** Where the picture is, or where a pending seek will land; null while that is not known. */
  readonly position: () => UnixMs | null;
  /** Plays other segments, and extends the playlist of them. */
  readonly replacePlaylist: (
    engine: EndlessEngine,
    to: Pick<Location, 'segments' | 'at'>,
  ) => Promise<unknown>;
  readonly extend: () => void;
  readonly stopExtending: () => void;
  /** Nothing is to be loaded now. */
  readonly isHalted: () => boolean;
}

/** How often to look whether another variant should be played. */
const ABR_INTERVAL_MS = 500;

/**
 * Switches between the variants of a stream, as the viewer or the bandwidth of the network wants. The endless playback owns
 * it, and loads it on demand, because most streams have one variant.
 */
export class VariantController {
  readonly abr: AbrController;
  /** A switch to another variant that is pending. */
  #switching: { readonly variant: Variant; readonly abort: AbortController } | null = null;

  /** @param signal aborted when playback is destroyed */
  constructor(
    private readonly options: VariantControllerOptions,
    signal: AbortSignal,
  ) {
    this.abr = new AbrController(options.clock);
    signal.addEventListener('abort', () => this.#switching?.abort.abort());
    ignoreRejection(this.#watchThroughput(signal));
  }

  /**
   * Takes over the variants of a multivariant playlist. Those that the browser cannot decode are not offered.
   *
   * @returns the one to begin with
   * @throws TimeShiftError `unsupported` where it can decode none of them
   */
  begin(variants: readonly Variant[]): Variant | undefined {
    return this.abr.begin(decodableVariants(variants, mediaSourcePlays));
  }

  /** @param variant null to choose by the bandwidth of the network */
  select(variant: Variant | null): void {
    this.abr.selected = variant;
    this.#considerSwitch();
  }

  /** A seek takes a switch over: what it loads is of the new variant. */
  endSwitch(): void {
    if (!this.#switching) return;
    const { variant, abort } = this.#switching;
    this.#switching = null;
    this.abr.variant = variant;
    abort.abort();
  }

  async #watchThroughput(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.options.clock.delay(ABR_INTERVAL_MS, signal);
      this.#considerSwitch();
    }
  }

  #considerSwitch(): void {
    const { abr, options } = this;
    const engine = options.engine();
    if (!engine || this.#switching || options.isHalted() || options.position() === null) return;
    const scene = { throughput: engine.throughput, bufferedS: bufferedAheadS(options.video) };
    const wanted = abr.wanted(scene);
    if (wanted && wanted !== abr.variant) ignoreRejection(this.#switchTo(wanted, engine));
  }

  async #switchTo(variant: Variant, engine: EndlessEngine): Promise<void> {
    const { store, extend, stopExtending } = this.options;
    const switching = { variant, abort: new AbortController() };
    const { signal } = switching.abort;
    this.#switching = switching;
    stopExtending();
    try {
      const isShown = await this.#show(variant, engine, signal);
      if (!isShown) extend();
    } catch (error) {
      signal.throwIfAborted();
      this.abr.drop(variant);
      extend();
      if (error instanceof TimeShiftError) store.emit('warning', { error });
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
  async #show(variant: Variant, engine: EndlessEngine, signal: AbortSignal): Promise<boolean> {
    const { prefetcher, position, replacePlaylist } = this.options;
    const { segments } = await prefetcher.locate(position(), signal, variant);
    const currentSegment = () => {
      const at = position();
      return at === null ? undefined : segmentAt(segments, at);
    };
    // While the first segment is being fetched, playback may go on to the second one.
    for (let times = 0; times < 2; times += 1) {
      const segment = currentSegment();
      if (segment) await prefetcher.fetch(segment, signal);
    }
    const at = position();
    if (at === null || !currentSegment()) return false;
    await abortable(engine.whenParsed(), signal);
    this.abr.switched(variant);
    ignoreRejection(replacePlaylist(engine, { segments, at }));
    return true;
  }
}
