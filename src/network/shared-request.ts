import { ignoreRejection } from './ignore-rejection.ts';

/**
 * One request that several callers share. It is sent once, and it is aborted as soon as no caller wants it any more.
 */
export class SharedRequest<Result> {
  readonly result: Promise<Result>;
  isPending = true;
  #callers = 0;
  readonly #abort = new AbortController();

  /** @param send gets a signal that is aborted when the last caller has left */
  constructor(send: (signal: AbortSignal) => Promise<Result>) {
    this.result = ignoreRejection(send(this.#abort.signal).finally(() => (this.isPending = false)));
  }

  /** Whether the request was aborted because all callers have left. */
  get isAborted(): boolean {
    return this.#abort.signal.aborted;
  }

  /**
   * Joins the request as a caller.
   *
   * @param signal the caller leaves when it is aborted, and then the promise rejects with its reason
   */
  join(signal: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      this.#callers += 1;
      const leave = () => {
        this.#callers -= 1;
        if (this.#callers === 0 && this.isPending) this.#abort.abort(signal.reason);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      ignoreRejection(
        this.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave)),
      );
    });
  }
}

/** The pending requests by a key, such as their URL: callers with the same key share one request. */
export class SharedRequests<Result> {
  readonly #pending = new Map<string, SharedRequest<Result>>();

  /** Joins the pending request with this key, or sends a new one. */
  join(key: string, signal: AbortSignal, send: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    const pending = this.#pending.get(key);
    if (pending && !pending.isAborted) return pending.join(signal);
    const request = new SharedRequest(send);
    this.#pending.set(key, request);
    const forget = () => {
      if (this.#pending.get(key) === request) this.#pending.delete(key);
    };
    request.result.then(forget, forget);
    return request.join(signal);
  }
}
