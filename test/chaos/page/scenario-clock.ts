import { systemClock, type Clock, type UnixMs } from '../../../src/core/index.ts';
import { realMs } from './scenario-log.ts';

interface Wait {
  readonly dueMs: number;
  /** Starts the timer anew, or ends the wait if it is due. */
  readonly restart: () => void;
}

/**
 * The clock of the viewer's machine. Time passes as on the system's clock, and a scenario can let the machine sleep or
 * set its wall clock. It replaces `performance.now` too, because hls.js reads that, until it is stopped.
 */
export class ScenarioClock implements Clock {
  #wallAheadMs: number;
  #steadyAheadMs = 0;
  readonly #waits = new Set<Wait>();

  constructor(now: UnixMs) {
    this.#wallAheadMs = now - realMs();
    performance.now = () => this.steady();
  }

  readonly now = (): UnixMs => realMs() + this.#wallAheadMs;

  readonly steady = (): number => realMs() + this.#steadyAheadMs;

  readonly delay = async (ms: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    const dueMs = this.steady() + ms;
    while (this.steady() < dueMs) {
      const timer = new AbortController();
      const wait = { dueMs, restart: () => timer.abort() };
      this.#waits.add(wait);
      try {
        await systemClock.delay(dueMs - this.steady(), AbortSignal.any([signal, timer.signal]));
      } catch {
        signal.throwIfAborted();
      } finally {
        this.#waits.delete(wait);
      }
    }
  };

  /** How many waits have not ended. */
  get pendingWaits(): number {
    return this.#waits.size;
  }

  /** @param isCounted whether the steady clock runs on during the sleep; then waits may be over afterwards */
  sleep(ms: number, isCounted: boolean): void {
    this.#wallAheadMs += ms;
    if (!isCounted) return;
    this.#steadyAheadMs += ms;
    for (const { restart } of [...this.#waits].sort((one, other) => one.dueMs - other.dueMs)) restart();
  }

  /** Sets the wall clock. Neither the steady clock nor any wait changes. */
  setBy(ms: number): void {
    this.#wallAheadMs += ms;
  }

  stop(): void {
    Reflect.deleteProperty(performance, 'now');
  }
}
