import { LIVE_WITHIN_MS } from '../core/index.ts';

/** Hardly to be seen or heard. */
const CATCH_UP_RATE = 1.05;
const LATE_MS = 1000;
const CAUGHT_UP_MS = 100;

/**
 * Keeps who watches live as near to it as at first: after a stall, playback is a little faster for a while. A viewer
 * who pauses or seeks has chosen another distance, which is kept from then on.
 */
export class LatencyController {
  /** What the viewer has chosen; null until there is a picture of it. */
  #latencyMs: number | null = null;

  constructor(private readonly video: HTMLVideoElement) {}

  /** The viewer is about to choose another distance. */
  forget(): void {
    this.#latencyMs = null;
    this.#setRate(1);
  }

  observe(latencyMs: number): void {
    if (this.video.paused) {
      this.forget();
      return;
    }
    this.#latencyMs ??= latencyMs;
    const lateMs = this.#latencyMs < LIVE_WITHIN_MS ? latencyMs - this.#latencyMs : 0;
    if (lateMs > LATE_MS) this.#setRate(CATCH_UP_RATE);
    else if (lateMs < CAUGHT_UP_MS) this.#setRate(1);
  }

  /** Only ever between these two: another rate is the page's or the viewer's wish. */
  #setRate(rate: number): void {
    const { playbackRate } = this.video;
    if (playbackRate === 1 || playbackRate === CATCH_UP_RATE) this.video.playbackRate = rate;
  }
}
