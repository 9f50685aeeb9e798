import type { UnixMs } from '../core/time/time-range.ts';

export interface Rate {
  readonly calls: number;
  readonly windowMs: number;
}

export interface Clock {
  readonly now: () => UnixMs;
  /** Waits; rejects with the signal's reason as soon as it is aborted. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Lets through so many calls in any such time. It remembers when they were made, since a bucket that refills while it
 * is emptied would let through up to twice as many in its first minute.
 */
export class RateLimiter {
  /** When, oldest first; no more than there may be. */
  readonly #passed: UnixMs[] = [];

  constructor(
    private readonly rate: Rate,
    private readonly clock: Clock,
  ) {}

  /** Resolves when a call may be made, and counts it. */
  async pass(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const waitMs = this.#waitMs();
      if (waitMs === 0) break;
      await this.clock.delay(waitMs, signal);
    }
    this.#passed.push(this.clock.now());
  }

  #waitMs(): number {
    const { calls, windowMs } = this.rate;
    const now = this.clock.now();
    // What is yet to come was counted before the clock was set back.
    const counts = (at: UnixMs) => at > now - windowMs && at <= now;
    while (this.#passed[0] !== undefined && !counts(this.#passed[0])) this.#passed.shift();
    const [oldest] = this.#passed;
    return oldest === undefined || this.#passed.length < calls ? 0 : oldest + windowMs - now;
  }
}
