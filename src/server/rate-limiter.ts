import type { Clock } from '../core/time/clock.ts';
import type { UnixMs } from '../core/time/time-range.ts';

export interface Rate {
  readonly calls: number;
  readonly windowMs: number;
}

/**
 * Limits calls to a number in any window of time. A `LiveClient` has one for each operation with a limit. It owns the
 * times of the last calls: a token bucket, which needs less memory, would allow up to twice as many calls in its first
 * window.
 */
export class RateLimiter {
  /** The times of the calls in the window, oldest first. */
  readonly #passedAt: UnixMs[] = [];

  constructor(
    private readonly rate: Rate,
    private readonly clock: Pick<Clock, 'now' | 'delay'>,
  ) {}

  /** Resolves when a call may be made, and counts it. */
  async pass(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const waitMs = this.#waitMs();
      if (waitMs === 0) break;
      await this.clock.delay(waitMs, signal);
    }
    this.#passedAt.push(this.clock.now());
  }

  #waitMs(): number {
    const { calls, windowMs } = this.rate;
    const now = this.clock.now();
    // A time in the future was noted before the clock was set back.
    const isInWindow = (at: UnixMs) => at > now - windowMs && at <= now;
    while (this.#passedAt[0] !== undefined && !isInWindow(this.#passedAt[0])) this.#passedAt.shift();
    const [oldest] = this.#passedAt;
    return oldest === undefined || this.#passedAt.length < calls ? 0 : oldest + windowMs - now;
  }
}
