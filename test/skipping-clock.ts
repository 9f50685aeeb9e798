import { systemClock, type Clock } from '../src/core/time/clock.ts';
import { HeldWaits } from './held-waits.ts';

/** Shorter waits are part of how real media is played and fetched, so they take as long as they say. */
const HELD_FROM_MS = 1000;

/**
 * A {@link Clock} for tests with real media and real requests. Time passes on it as on the machine's clock, and a test
 * can skip time. Waits of a second and more are held: they end when the test ends them, however much time has passed.
 *
 * ```ts
 * const clock = new SkippingClock();
 * const session = stageSession({ src, clock });
 * clock.skip(15_000); // as if the machine had slept for 15 s
 * clock.skipToNextWait(); // as if the shortest held wait had just taken its time
 * ```
 *
 * It changes nothing in the page, so hls.js and the media element do not notice the skipped time. hls.js compares the
 * times in loader statistics, which come from this clock, with `performance.now()`. So after a skip, it takes the
 * network for fast, and polls a live playlist that it loads by itself later, by as much as has been skipped.
 */
export class SkippingClock implements Clock {
  /** Waits that take at least this long are held. A test may change it. */
  heldFromMs = HELD_FROM_MS;
  #skippedMs = 0;
  readonly #held = new HeldWaits();

  /** @param real the clock that time is added to */
  constructor(private readonly real: Clock = systemClock) {}

  readonly now = (): number => this.real.now() + this.#skippedMs;

  readonly steady = (): number => this.real.steady() + this.#skippedMs;

  readonly delay = (ms: number, signal: AbortSignal): Promise<void> =>
    ms < this.heldFromMs ? this.real.delay(ms, signal) : this.#held.hold(this.steady() + ms, signal);

  /** How long the shortest held wait still takes, negative when it is overdue; null where no wait is held. */
  get nextWaitMs(): number | null {
    const { first } = this.#held;
    return first ? first.dueMs - this.steady() : null;
  }

  /** Skips time, as when the machine sleeps: no held wait ends. */
  skip(ms: number): void {
    this.#skippedMs += ms;
  }

  /** Skips to the end of the shortest held wait, and ends it. Returns how much time was skipped, in milliseconds. */
  skipToNextWait(): number {
    const { first } = this.#held;
    if (!first) throw new Error('No wait is held. Await a condition first.');
    const ms = Math.max(first.dueMs - this.steady(), 0);
    this.skip(ms);
    first.end();
    return ms;
  }
}
