import { SharedRequest } from './shared-request.ts';

/** What is under way, by what it is about: who wants the same as another shares it. */
export class SharedRequests<Result> {
  readonly #underWay = new Map<string, SharedRequest<Result>>();

  want(key: string, signal: AbortSignal, run: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    const known = this.#underWay.get(key);
    if (known && !known.isGivenUp) return known.want(signal);
    const work = new SharedRequest(run);
    this.#underWay.set(key, work);
    const forget = () => {
      if (this.#underWay.get(key) === work) this.#underWay.delete(key);
    };
    work.result.then(forget, forget);
    return work.want(signal);
  }
}
