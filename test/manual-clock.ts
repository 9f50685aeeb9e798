import type { Clock } from '../src/core/time/clock.ts';
import type { UnixMs } from '../src/core/time/time-range.ts';
import { HeldWaits } from './held-waits.ts';

/**
 * A {@link Clock} that stands still until a test moves it. It owns the waits of the code that it is handed to, and
 * works in Node as well as in browsers.
 *
 * ```ts
 * const clock = new ManualClock();
 * const poller = new Poller({ clock }); // asks every 2 s
 * await clock.advance(6000); // the poller has asked three times
 * expect(clock.nextWaitMs).to.equal(2000);
 * ```
 *
 * Between two waits, the code under test runs as far as it gets without input or output. A test that has a request
 * on its way awaits a condition before it moves the clock on.
 */
export class ManualClock implements Clock {
  #nowMs: UnixMs;
  #steadyMs = 0;
  readonly #waits = new HeldWaits();

  /** @param now the wall-clock time to begin with; `steady` begins at 0 */
  constructor(now: UnixMs = Date.UTC(2026, 2, 10, 12)) {
    this.#nowMs = now;
  }

  readonly now = (): UnixMs => this.#nowMs;

  readonly steady = (): number => this.#steadyMs;

  /** Resolves when the clock has been advanced by `ms`, also for 0 ms; rejects as soon as the signal is aborted. */
  readonly delay = (ms: number, signal: AbortSignal): Promise<void> =>
    this.#waits.hold(this.#steadyMs + ms, signal);

  /** How long each wait still takes, the shortest first. */
  get waitsMs(): number[] {
    return this.#waits.dueMs.map((dueMs) => dueMs - this.#steadyMs);
  }

  /** How long the shortest wait still takes; null while nothing waits. */
  get nextWaitMs(): number | null {
    return this.waitsMs[0] ?? null;
  }

  /**
   * Lets time pass. Each wait that is due ends at its own time, the earliest first; the code that it held up runs,
   * and may wait again, before the next one ends.
   */
  async advance(ms: number): Promise<void> {
    const targetMs = this.#steadyMs + ms;
    await pendingTasks();
    for (;;) {
      const { first } = this.#waits;
      if (!first || first.dueMs > targetMs) break;
      // A wait may be overdue, see `sleep`; time never runs backwards.
      this.#passTo(Math.max(first.dueMs, this.#steadyMs));
      first.end();
      await pendingTasks();
    }
    this.#passTo(targetMs);
  }

  /** Advances to the end of the shortest wait, however long it is, and returns how long that was. */
  async advanceToNextWait(): Promise<number> {
    await pendingTasks();
    const ms = this.nextWaitMs;
    if (ms === null) throw new Error('Nothing waits for this clock. Await a condition first.');
    await this.advance(Math.max(ms, 0));
    return ms;
  }

  /** Lets time pass while no code runs, as while the machine sleeps. The next `advance` ends overdue waits at once. */
  sleep(ms: number): void {
    this.#passTo(this.#steadyMs + ms);
  }

  /** Sets the wall clock, as a user or a time server may do. Neither `steady` nor any wait changes. */
  setNow(now: UnixMs): void {
    this.#nowMs = now;
  }

  #passTo(steadyMs: number): void {
    this.#nowMs += steadyMs - this.#steadyMs;
    this.#steadyMs = steadyMs;
  }
}

/** Resolves after all promise callbacks that are pending. It does so without a timer, which a test may have replaced. */
function pendingTasks(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // An open port would keep Node from exiting.
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
