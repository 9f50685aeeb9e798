/** A wait that ends when its clock says so. */
export interface HeldWait {
  /** When it is due, in the time of `steady`. */
  readonly dueMs: number;
  /** Ends the wait: its promise resolves. */
  readonly end: () => void;
}

/** Holds the waits of a test's clock until that clock ends them, or their signals are aborted. */
export class HeldWaits {
  readonly #waits = new Set<HeldWait>();

  /** Resolves when the wait is ended; rejects with the signal's reason as soon as the signal is aborted. */
  hold(dueMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const abort = () => {
        this.#waits.delete(wait);
        reject(signal.reason as Error);
      };
      const end = () => {
        this.#waits.delete(wait);
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const wait = { dueMs, end };
      this.#waits.add(wait);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** When each wait is due, the earliest first. */
  get dueMs(): number[] {
    return [...this.#waits].map(({ dueMs }) => dueMs).sort((a, b) => a - b);
  }

  /** The wait that is due first. Of waits that are due at the same time, the one that began first. */
  get first(): HeldWait | undefined {
    let first: HeldWait | undefined;
    for (const wait of this.#waits) if (!first || wait.dueMs < first.dueMs) first = wait;
    return first;
  }
}
