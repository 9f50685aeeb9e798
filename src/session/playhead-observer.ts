import { crossedHole, type Playhead, type TimeRange, type UnixMs } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Playback } from './playback.ts';

export interface Observation {
  /** The instant of the picture; null while there is none, or while the media element seeks. */
  readonly at: UnixMs | null;
  /** The hole that playback has crossed since the last observation. */
  readonly hole: TimeRange | null;
  /** For how long the end of what is loaded has not moved. */
  readonly unchangedMs: number;
}

/** Observes the playhead from time to time, and tells what has happened in between. The gap controller owns it. */
export class PlayheadObserver {
  #last: Playhead | null = null;
  #loadedEnd: UnixMs | undefined;
  #loadedEndSinceMs = 0;

  constructor(private readonly clock: Pick<Clock, 'steady'>) {}

  /** A seek begins: what follows does not continue what was before. */
  reset(): void {
    this.#last = null;
  }

  observe(
    { currentTime: mediaTimeS, seeking }: Pick<HTMLMediaElement, 'currentTime' | 'seeking'>,
    { loaded, currentInstant }: Pick<Playback, 'loaded' | 'currentInstant'>,
  ): Observation {
    const nowMs = this.clock.steady();
    const loadedEnd = loaded.at(-1)?.end;
    if (loadedEnd !== this.#loadedEnd) {
      this.#loadedEnd = loadedEnd;
      this.#loadedEndSinceMs = nowMs;
    }
    const before = this.#last;
    const at = seeking ? null : currentInstant;
    this.#last = at === null ? null : { at, mediaTimeS };
    return {
      at,
      hole: before && this.#last ? crossedHole(before, this.#last, loaded) : null,
      unchangedMs: nowMs - this.#loadedEndSinceMs,
    };
  }
}
