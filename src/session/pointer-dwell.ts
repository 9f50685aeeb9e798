import type { Clock } from '../core/time/clock.ts';
import { ignoreRejection } from '../network/ignore-rejection.ts';
import { SharedRequest } from '../network/shared-request.ts';

/** How long a pointer has to rest at a place, and for how long a request outlives the pointer that has moved on. */
const DWELL_MS = 80;
const NEVER = new AbortController().signal;

/**
 * Decides what is fetched for a viewer who points at the timeline. Nothing is fetched for places that the pointer only
 * crosses. There is one request, for the last place where the pointer has rested; it goes on for a moment after the
 * pointer has moved, because the next place often needs the same. The stream controller owns one for each use.
 */
export class PointerDwell {
  /** Aborted when the pointer moves on: its caller gets no answer. */
  #call = new AbortController();
  /** Aborted a moment later: then the request is. */
  #request = new AbortController();
  /** Aborted when the pointer comes back before that moment is over. */
  #leaving = new AbortController();

  constructor(private readonly clock: Pick<Clock, 'delay'>) {}

  /**
   * Sends a request for a place, instead of that for the place before, once the pointer has rested there.
   *
   * @param signal aborted when the pointer leaves
   * @param send its signal is aborted a moment after the pointer has left, or rests elsewhere
   * @throws AbortError when the pointer leaves, or another place is pointed at
   */
  async at<Result>(signal: AbortSignal, send: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    this.#leaving.abort();
    this.#call.abort();
    const call = (this.#call = new AbortController());
    signal.addEventListener('abort', () => this.leave(), { once: true, signal: call.signal });
    await this.clock.delay(DWELL_MS, call.signal);
    this.#abortLater(this.#request, NEVER);
    const request = (this.#request = new AbortController());
    return new SharedRequest(() => send(request.signal)).join(call.signal);
  }

  /** The pointer is not on the timeline any more. */
  leave(): void {
    this.#call.abort();
    this.#leaving.abort();
    this.#leaving = new AbortController();
    this.#abortLater(this.#request, this.#leaving.signal);
  }

  /** Aborts the request at once. */
  abort(): void {
    this.#call.abort();
    this.#leaving.abort();
    this.#request.abort();
  }

  #abortLater(request: AbortController, signal: AbortSignal): void {
    ignoreRejection(this.clock.delay(DWELL_MS, signal).then(() => request.abort()));
  }
}
