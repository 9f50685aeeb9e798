import type { PlaybackRequest, TimeRange, UnixMs } from '../core/index.ts';
import { createDirectEngine } from '../engine/create-engine.ts';
import type { DirectEngine, PlaylistAnchor } from '../engine/engine.ts';
import { playlistUrl } from '../network/stream-source.ts';
import { Playback } from './playback.ts';
import type { Seek } from './seek-controller.ts';

/** Longer playlists are slow to parse, and servers may refuse to make them. */
const MAX_RECORDING_MS = 3 * 3_600_000;

/** Plays the source's playlists as the service makes them: each far seek loads another one. */
export class DirectPlayback extends Playback<DirectEngine> {
  get loaded(): readonly TimeRange[] {
    return this.engine?.loaded ?? [];
  }

  async open(request: PlaybackRequest, target: UnixMs | null, seek: Seek): Promise<UnixMs> {
    const { source, store } = this.context;
    const engine = await this.getEngine();
    seek.signal.throwIfAborted();
    const url = playlistUrl(source, engine.needsEnd ? this.#withEnd(request) : request);
    store.emit('switch', null);
    store.set({ playbackUrl: url });
    this.hasPicture = false;
    const playlist = { url, startAt: target, anchor: this.#anchorOf(request) };
    this.switchTo(engine, () => engine.load(playlist));
    seek.loading(target);
    return this.waitForPicture(engine, seek);
  }

  protected override createEngine(): Promise<DirectEngine> {
    const { video, Hls } = this.context;
    return createDirectEngine(video, Hls, this.context, this.options, this.life.signal);
  }

  #withEnd({ start, end, vodEnd, offsetMs }: PlaybackRequest): PlaybackRequest {
    if (start === undefined) return { offsetMs };
    const latest = Math.min(this.context.serverNow(), start + MAX_RECORDING_MS);
    return { start, vodEnd: vodEnd ?? end ?? latest };
  }

  #anchorOf({ start, offsetMs = 0 }: PlaybackRequest): PlaylistAnchor {
    if (start !== undefined) return { instant: start, edge: 'first' };
    return { instant: this.context.serverNow() - offsetMs, edge: 'last' };
  }
}
