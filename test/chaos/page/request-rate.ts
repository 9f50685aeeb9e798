import { realMs } from './scenario-log.ts';

/** design.md §9: no failure makes more requests than this, besides segments that play. */
const PER_SECOND = 2;
/** What a start, or an action of the viewer, asks for at once: windows, a timeline, live, what lies beside them. */
const PER_ACTION = 12;
const MOST_SAVED = 60;

/** Whether a session asks more often than time and its viewer's actions explain. It counts down to zero. */
export class RequestRate {
  #left = MOST_SAVED;
  #atMs = realMs();

  /** The viewer has done something. */
  allow(): void {
    this.#left = Math.min(this.#left + PER_ACTION, MOST_SAVED);
  }

  /** A request was answered that is not for a segment, or by something that is none. */
  count(): void {
    const nowMs = realMs();
    this.#left = Math.min(this.#left + ((nowMs - this.#atMs) / 1000) * PER_SECOND, MOST_SAVED) - 1;
    this.#atMs = nowMs;
  }

  get isExceeded(): boolean {
    return this.#left < 0;
  }
}
