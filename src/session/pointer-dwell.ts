import { systemClock } from '../core/time/clock.ts';
import { SharedRequest } from '../network/shared-request.ts';

/**
 * A pointer that only passes by is not after what lies below it; and one that moves on may rest on the same again, so
 * that what was begun for it goes on for as long.
 */
const MOMENT_MS = 80;

/** What is fetched for somebody who points at the timeline: for one place at a time, the last one that they rested at. */
export class PointerDwell {
  #call = new AbortController();
  #work = new AbortController();
  #leaveTimer = 0;

  /**
   * Does something for a place that is pointed at instead of the one before, once the pointer has rested there.
   *
   * @param signal aborted when the pointer leaves
   * @param run its signal is aborted a moment after the pointer has left or rests elsewhere
   * @throws AbortError when the pointer leaves, or another place is pointed at
   */
  async at<Result>(signal: AbortSignal, run: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    clearTimeout(this.#leaveTimer);
    this.#call.abort();
    const call = (this.#call = new AbortController());
    const leave = () => call === this.#call && this.leave();
    signal.addEventListener('abort', leave, { once: true, signal: call.signal });
    await systemClock.delay(MOMENT_MS, call.signal);
    const before = this.#work;
    const work = (this.#work = new AbortController());
    setTimeout(() => before.abort(), MOMENT_MS);
    return new SharedRequest(() => run(work.signal)).want(call.signal);
  }

  /** Nothing is pointed at. */
  leave(): void {
    this.#call.abort();
    clearTimeout(this.#leaveTimer);
    this.#leaveTimer = window.setTimeout(() => this.#work.abort(), MOMENT_MS);
  }

  destroy(): void {
    this.leave();
    this.#work.abort();
  }
}
