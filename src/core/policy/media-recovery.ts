import type { UnixMs } from '../time/time-range.ts';

/** A failure this near to where playback began anew has the same cause as the one before. */
const SAME_PLACE_MS = 10_000;
/** Playback skips this much. It is longer than most segments, so a corrupt segment is skipped. */
const STEP_MS = 5000;
const MOST_TRIES = 4;

/**
 * Decides where playback begins anew after the decoder has failed for good: first at the same instant, then each time
 * a little later. The session holds one for the life of a source, and asks it at each fatal media error.
 */
export class MediaRecovery {
  /** Where playback began anew last. */
  #restartedAt: UnixMs = -Infinity;
  #tries = 0;

  /** @returns where to begin anew; null if playback has failed too often in the same place */
  next(failedAt: UnixMs): UnixMs | null {
    const isSame = Math.abs(failedAt - this.#restartedAt) < SAME_PLACE_MS;
    this.#tries = isSame ? this.#tries + 1 : 1;
    if (this.#tries > MOST_TRIES) return null;
    this.#restartedAt = this.#tries === 1 ? failedAt : Math.max(failedAt, this.#restartedAt) + STEP_MS;
    return this.#restartedAt;
  }
}
