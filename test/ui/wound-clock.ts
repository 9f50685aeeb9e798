const LONG_MS = 1000;

interface Wait {
  readonly dueMs: number;
  readonly run: () => void;
}

/**
 * A clock that a test winds on by hand, for what takes minutes else: a wait of a second or more ends only when it is
 * wound on to. Shorter ones go on as ever.
 */
export class WoundClock {
  #aheadMs = 0;
  #lastId = 0;
  readonly #waits = new Map<number, Wait>();
  readonly #setTimeout = window.setTimeout.bind(window);
  readonly #clearTimeout = window.clearTimeout.bind(window);
  readonly #now = performance.now.bind(performance);

  constructor() {
    performance.now = () => this.#now() + this.#aheadMs;
    window.setTimeout = ((run: () => void, ms = 0) =>
      ms < LONG_MS ? this.#setTimeout(run, ms) : this.#keep(run, ms)) as typeof setTimeout;
    window.clearTimeout = ((id?: number) => {
      if (!this.#waits.delete(id ?? 0)) this.#clearTimeout(id);
    }) as typeof clearTimeout;
  }

  /** How long the shortest wait still takes; null where nothing waits. */
  get nextMs(): number | null {
    const next = this.#next;
    return next ? next[1].dueMs - performance.now() : null;
  }

  /** Lets the shortest wait be over. */
  windOn(): void {
    const next = this.#next;
    if (!next) throw new Error('Nothing waits that the clock could be wound on to.');
    this.skip(Math.max(next[1].dueMs - performance.now(), 0));
    this.#waits.delete(next[0]);
    next[1].run();
  }

  /** So much time goes by in which nothing happens, as while a machine sleeps. */
  skip(ms: number): void {
    this.#aheadMs += ms;
  }

  stop(): void {
    performance.now = this.#now;
    window.setTimeout = this.#setTimeout;
    window.clearTimeout = this.#clearTimeout;
  }

  get #next(): [id: number, wait: Wait] | undefined {
    return [...this.#waits].sort(([, a], [, b]) => a.dueMs - b.dueMs)[0];
  }

  #keep(run: () => void, ms: number): number {
    // Below zero, where the browser has none.
    this.#lastId -= 1;
    this.#waits.set(this.#lastId, { dueMs: performance.now() + ms, run });
    return this.#lastId;
  }
}
