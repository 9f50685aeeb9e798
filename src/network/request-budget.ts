import type { Clock } from '../core/time/clock.ts';

/** So many requests may fail one after the other, as when a server restarts. */
const MOST_FAILURES = 15;
/** From then on, one request may fail in this time. With all kinds of loads, that is below 2 a second over a minute. */
const FAILURE_EVERY_MS = 2500;

/**
 * A circuit breaker: it bounds how many requests of one kind fail, whoever sends them. The fetcher has one for each
 * kind of load. Requests that succeed cost nothing.
 */
export class RequestBudget {
  #left = MOST_FAILURES;
  #atMs = 0;
  #pausedUntilMs = 0;

  constructor(private readonly clock: Pick<Clock, 'steady'>) {}

  /** How long the server has asked to wait; 0 where it has not. */
  get pauseMs(): number {
    return Math.max(this.#pausedUntilMs - this.clock.steady(), 0);
  }

  /** How long the next request has to wait. */
  get waitMs(): number {
    return Math.max(this.pauseMs, (1 - this.#refilled()) * FAILURE_EVERY_MS);
  }

  /** @param pauseMs how long the server asks to wait before the next request */
  noteFailure(pauseMs = 0): void {
    this.#left = this.#refilled() - 1;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.clock.steady() + pauseMs);
  }

  #refilled(): number {
    const nowMs = this.clock.steady();
    this.#left = Math.min(this.#left + (nowMs - this.#atMs) / FAILURE_EVERY_MS, MOST_FAILURES);
    this.#atMs = nowMs;
    return this.#left;
  }
}
