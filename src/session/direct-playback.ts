import type { PlaybackRequest, TimeRange, UnixMs, Variant } from '../core/index.ts';
import type { DirectEngine, PlaylistAnchor, VariantChoice } from '../engine/engine.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import { playlistUrl } from '../network/stream-source.ts';
import { timeShiftOff } from '../streaming/prefetcher.ts';
import { Playback } from './playback.ts';
import type { Seek } from './seek-controller.ts';

/** Plays the source's playlists as the service makes them: each far seek loads another one. */
export class DirectPlayback extends Playback<DirectEngine> {
  /** Whether the server is known to answer a request for the past with something else than the live playlist. */
  #isTimeShiftOn = false;

  get loaded(): readonly TimeRange[] {
    return this.engine?.loaded ?? [];
  }

  override holds(at: UnixMs): boolean {
    return this.engine?.holds(at) ?? false;
  }

  accuracyAt(): number | null {
    return this.engine?.accuracyMs ?? null;
  }

  override get choice(): VariantChoice {
    return this.engine?.choice ?? super.choice;
  }

  override selectVariant(variant: Variant | null): void {
    this.engine?.choice?.select(variant);
  }

  async open(request: PlaybackRequest, target: UnixMs | null, seek: Seek): Promise<UnixMs> {
    const { source, store } = this.context;
    const engine = await this.getEngine();
    seek.signal.throwIfAborted();
    const asked = engine.requestFor(request, this.context.serverNow());
    if (!this.#isTimeShiftOn && target !== null) {
      const { checkTimeShift } = await importOnDemand(import('./time-shift-check.ts'));
      this.#isTimeShiftOn = await checkTimeShift(this.context, asked, timeShiftOff(), seek.signal);
    }
    const url = playlistUrl(source, asked);
    store.emit('switch', null);
    store.set({ playbackUrl: url });
    this.hasPicture = false;
    const playlist = { url, startAt: target, anchor: this.#anchorOf(request) };
    this.switchTo(engine, () => engine.load(playlist));
    seek.loading(target);
    return this.waitForPicture(engine, seek);
  }

  protected override async createEngine(): Promise<DirectEngine> {
    const { video, Hls, store } = this.context;
    const clocks = {
      ...this.context,
      encoderOffset: () => store.snapshot.encoderOffsetMs,
      onEncoderOffset: (encoderOffsetMs: number) => store.set({ encoderOffsetMs }),
    };
    const { createDirectEngine } = await importOnDemand(import('../engine/create-direct-engine.ts'));
    return createDirectEngine(video, Hls, clocks, this.options, this.life.signal);
  }

  #anchorOf({ start, end, vodEnd, offsetMs = 0 }: PlaybackRequest): PlaylistAnchor {
    if (start !== undefined) return { instant: start, edge: 'first', end: end ?? vodEnd ?? Infinity };
    const instant = this.context.serverNow() - offsetMs;
    return { instant, edge: 'last', end: offsetMs === 0 ? Infinity : null };
  }
}
