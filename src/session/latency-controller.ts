import { LIVE_WITHIN_MS } from '../core/index.ts';

/** Viewers can hardly see or hear this rate. */
const CATCH_UP_RATE = 1.05;
const LATE_MS = 1000;
const CAUGHT_UP_MS = 100;

/**
 * Keeps the latency of live playback: after a stall, playback is a little faster until the latency is what it was. A
 * viewer who pauses or seeks has chosen another latency, which is kept from then on. The gap controller's ticks drive
 * it.
 */
export class LatencyController {
  /** The latency that the viewer has chosen; null until there is a picture. */
  #targetMs: number | null = null;

  constructor(private readonly video: HTMLVideoElement) {}

  /** The viewer is about to choose another latency. */
  reset(): void {
    this.#targetMs = null;
    this.#setRate(1);
  }

  observe(latencyMs: number): void {
    if (this.video.paused) {
      this.reset();
      return;
    }
    this.#targetMs ??= latencyMs;
    const lateMs = this.#targetMs < LIVE_WITHIN_MS ? latencyMs - this.#targetMs : 0;
    if (lateMs > LATE_MS) this.#setRate(CATCH_UP_RATE);
    else if (lateMs < CAUGHT_UP_MS) this.#setRate(1);
  }

  /** Changes only these two rates: another rate is what the page or the viewer wants. */
  #setRate(rate: number): void {
    const { playbackRate } = this.video;
    if (playbackRate === 1 || playbackRate === CATCH_UP_RATE) this.video.playbackRate = rate;
  }
}
