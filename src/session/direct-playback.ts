import type { PlaybackRequest, TimeRange, UnixMs, Variant } from '../core/index.ts';
import type { DirectEngine, VariantChoice } from '../engine/engine.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import { Playback } from './playback.ts';
import type { Seek } from './seek-controller.ts';

/** Plays the source's playlists as the service makes them: each far seek loads another one. */
export class DirectPlayback extends Playback<DirectEngine> {
  get loaded(): readonly TimeRange[] {
    return this.engine?.loaded ?? [];
  }

  override holds(at: UnixMs): boolean {
    return this.engine?.holds(at) ?? false;
  }

  accuracyAt(at: UnixMs): number | null {
    return this.engine?.accuracyAt(at) ?? null;
  }

  override get choice(): VariantChoice {
    return this.engine?.choice ?? super.choice;
  }

  override selectVariant(variant: Variant | null): void {
    this.engine?.choice?.select(variant);
  }

  override judgeTimes(): void {
    this.engine?.judgeTimes?.();
  }

  async open(request: PlaybackRequest, target: UnixMs | null, seek: Seek): Promise<UnixMs> {
    const { store } = this.context;
    const engine = await this.getEngine();
    const { playlistToPlay } = await importOnDemand(import('./playlist-to-play.ts'));
    seek.signal.throwIfAborted();
    const playlist = await playlistToPlay(this.context, engine, request, target, seek.signal);
    store.emit('switch', null);
    store.set({ playbackUrl: playlist.url });
    this.hasPicture = false;
    this.switchTo(engine, () => engine.load(playlist));
    seek.loading(target);
    return this.waitForPicture(engine, seek);
  }

  protected override async createEngine(): Promise<DirectEngine> {
    const { video, Hls, store } = this.context;
    const clocks = {
      ...this.context,
      recorded: () => store.snapshot.recorded,
      encoderOffset: () => store.snapshot.encoderOffsetMs,
      onEncoderOffset: (encoderOffsetMs: number) => store.set({ encoderOffsetMs }),
    };
    const { createDirectEngine } = await importOnDemand(import('../engine/create-direct-engine.ts'));
    return createDirectEngine(video, Hls, clocks, this.options, this.life.signal);
  }
}
