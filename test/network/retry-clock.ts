import type { Clock } from '../../src/core/time/clock.ts';
import { ManualClock } from '../manual-clock.ts';

/** The longest back-off of the fetcher. Its timeouts are longer. */
const LONGEST_PAUSE_MS = 4000;

/**
 * A {@link Clock} for one fetcher and real requests. The pauses between retries are over at once, and are noted. All
 * other waits are timeouts of requests: they end only when a test says so.
 */
export class RetryClock implements Clock {
  /** How long each pause before a retry was, in milliseconds. */
  readonly pausesMs: number[] = [];
  readonly #manual = new ManualClock();

  readonly now = (): number => this.#manual.now();

  readonly steady = (): number => this.#manual.steady();

  readonly delay = (ms: number, signal: AbortSignal): Promise<void> => {
    const wait = this.#manual.delay(ms, signal);
    if (ms <= LONGEST_PAUSE_MS) {
      this.pausesMs.push(ms);
      void this.#manual.advance(ms);
    }
    return wait;
  };

  /** How long the pending request may still take, in milliseconds; null while there is none. */
  get timeoutMs(): number | null {
    return this.#manual.waitsMs.find((ms) => ms > LONGEST_PAUSE_MS) ?? null;
  }

  /** Lets the pending request take too long. */
  expireTimeout(): Promise<void> {
    return this.#manual.advance(this.timeoutMs ?? 0);
  }
}
