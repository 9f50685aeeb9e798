import { crossedHole, type Playhead, type TimeRange, type UnixMs } from '../core/index.ts';
import type { Playback } from './playback.ts';

export interface Observation {
  /** The wall-clock instant of the picture; null while there is none, or a seek is under way. */
  readonly at: UnixMs | null;
  /** The hole that playback has run over since the last look. */
  readonly hole: TimeRange | null;
  /** For how long the end of what is loaded has not moved. */
  readonly unchangedMs: number;
}

/** Looks at playback from time to time, and tells what happened between two looks. */
export class PlayheadObserver {
  #last: Playhead | null = null;
  #loadedEnd: UnixMs | undefined;
  #loadedEndSinceMs = 0;

  /** A seek comes between: what follows is no continuation of what was. */
  forget(): void {
    this.#last = null;
  }

  observe(video: HTMLVideoElement, playback: Playback): Observation {
    const nowMs = performance.now();
    const loadedEnd = playback.loaded.at(-1)?.end;
    if (loadedEnd !== this.#loadedEnd) {
      this.#loadedEnd = loadedEnd;
      this.#loadedEndSinceMs = nowMs;
    }
    const before = this.#last;
    const mediaTimeS = video.currentTime;
    const at = video.seeking ? null : playback.currentInstant;
    this.#last = at === null ? null : { at, mediaTimeS };
    return {
      at,
      hole: before && this.#last ? crossedHole(before, this.#last, playback.loaded) : null,
      unchangedMs: nowMs - this.#loadedEndSinceMs,
    };
  }
}
