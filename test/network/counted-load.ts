import { expect } from 'chai';
import type { Clock } from '../../src/core/time/clock.ts';
import { Fetcher, type Authorize, type Fetched, type FetchOptions } from '../../src/network/fetcher.ts';
import type { LoadKind } from '../../src/network/body-check.ts';
import { RetryClock } from './retry-clock.ts';

export interface LoadOptions extends Partial<FetchOptions> {
  readonly authorize?: Authorize;
  readonly clock?: Clock;
}

/** Fetches one resource with its own fetcher, without retries unless the options say so, and waits for no retry. */
export const fetchOnce = (
  url: string,
  kind: LoadKind,
  { authorize, clock = new RetryClock(), ...options }: LoadOptions = {},
): Promise<Fetched> =>
  new Fetcher(clock, () => authorize).fetch(url, kind, {
    retries: 0,
    signal: new AbortController().signal,
    ...options,
  });

export interface CountedLoad {
  readonly fetched: Promise<Fetched>;
  /** The `attempt` of each call of `authorize`. Each request begins with one. */
  readonly signings: readonly number[];
  readonly abort: AbortController;
}

/** Fetches a resource with two retries unless the options say otherwise, and counts the requests. */
export function countedLoad(
  url: string,
  kind: LoadKind,
  { authorize = (asked) => asked, ...options }: LoadOptions = {},
): CountedLoad {
  const signings: number[] = [];
  const abort = new AbortController();
  const counted: Authorize = (asked, askedKind, attempt) => {
    expect(askedKind).to.equal(kind);
    signings.push(attempt);
    return authorize(asked, askedKind, attempt);
  };
  const fetched = fetchOnce(url, kind, { retries: 2, signal: abort.signal, ...options, authorize: counted });
  return { fetched, signings, abort };
}
