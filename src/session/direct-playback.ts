import type { PlaybackRequest, TimeRange, TimeShiftError, UnixMs } from '../core/index.ts';
import { createEngine } from '../engine/create-engine.ts';
import { EnginePlayback } from './engine-playback.ts';
import type { Engine, PlaylistAnchor } from '../engine/engine.ts';
import type { Playback } from './playback.ts';
import { playlistUrl } from '../network/stream-source.ts';

/** A playlist of more is slow to read, and servers may refuse it. */
const LONGEST_RECORDING_MS = 3 * 3_600_000;

/** Plays a source's playlists one after the other, each as the service makes it. */
export class DirectPlayback extends EnginePlayback<Engine> implements Playback {
  get loaded(): readonly TimeRange[] {
    return this.playing?.loaded ?? [];
  }

  open(request: PlaybackRequest, startAt: UnixMs | null): Promise<UnixMs> {
    const { source, onPlaylist, onSwitch, serverInstant } = this.options;
    return this.asSeek(startAt ?? serverInstant(), async (signal) => {
      const engine = await this.engine();
      signal.throwIfAborted();
      const url = playlistUrl(source, engine.needsEnd ? this.#withEnd(request) : request);
      onSwitch();
      onPlaylist(url);
      this.hasPicture = false;
      this.switchTo(engine, () => engine.load({ url, startAt, anchor: this.#anchorOf(request) }));
      return this.waitForPicture(engine, signal);
    });
  }

  protected override createEngine(onError: (error: TimeShiftError) => void): Promise<Engine> {
    const { Hls, authorize, onUpdate } = this.options;
    return createEngine(this.video, Hls, authorize, { onUpdate, onError }, this.life.signal);
  }

  #withEnd({ start, end, vodEnd, offsetMs }: PlaybackRequest): PlaybackRequest {
    if (start === undefined) return { offsetMs };
    const latest = Math.min(this.options.serverInstant(), start + LONGEST_RECORDING_MS);
    return { start, vodEnd: vodEnd ?? end ?? latest };
  }

  #anchorOf({ start, offsetMs = 0 }: PlaybackRequest): PlaylistAnchor {
    if (start !== undefined) return { instant: start, edge: 'first' };
    return { instant: this.options.serverInstant() - offsetMs, edge: 'last' };
  }
}
