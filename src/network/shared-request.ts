import { ignoreRejection } from './ignore-rejection.ts';

/** What several may want at once: it is done but once, and given up as soon as none of them wants it any more. */
export class SharedRequest<Result> {
  readonly result: Promise<Result>;
  isUnderWay = true;
  #wanting = 0;
  readonly #abort = new AbortController();

  constructor(run: (signal: AbortSignal) => Promise<Result>) {
    this.result = ignoreRejection(run(this.#abort.signal).finally(() => (this.isUnderWay = false)));
  }

  /** It will fail, since those who wanted it have gone. */
  get isGivenUp(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Resolves with the result, which is wanted until then, or until the signal is aborted. */
  want(signal: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      this.#wanting += 1;
      const leave = () => {
        this.#wanting -= 1;
        if (this.#wanting === 0 && this.isUnderWay) this.#abort.abort(signal.reason);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      ignoreRejection(
        this.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave)),
      );
    });
  }
}
