import type { UnixMs } from '../time/time-range.ts';

/** A failure so near to the one before is the same one. */
const SAME_PLACE_MS = 10_000;
/** Longer than most segments: what is damaged is left behind. */
const STEP_MS = 5000;
const MOST_TRIES = 4;

/** Where to begin anew when the decoder fails for good: once at the same instant, then a little later each time. */
export class MediaRecovery {
  #place: UnixMs = -Infinity;
  #tries = 0;

  /** @returns null where it is hopeless */
  next(failedAt: UnixMs): UnixMs | null {
    const isSame = Math.abs(failedAt - this.#place) < SAME_PLACE_MS;
    this.#tries = isSame ? this.#tries + 1 : 1;
    if (this.#tries > MOST_TRIES) return null;
    this.#place = this.#tries === 1 ? failedAt : Math.max(failedAt, this.#place) + STEP_MS;
    return this.#place;
  }
}
