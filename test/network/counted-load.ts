import { expect } from 'chai';
import type { Authorize, Fetched, LoadKind } from '../../src/network/fetcher.ts';
import { fetchResource } from './fetch-resource.ts';

export interface CountedLoad {
  readonly fetched: Promise<Fetched>;
  /** The attempt that each signing was for; each try to load begins with one. */
  readonly signings: readonly number[];
  readonly abort: AbortController;
}

/** Loads, and counts how often it was tried by what `authorize` is asked. */
export function countedLoad(
  url: string,
  kind: LoadKind,
  { retries = 2, authorize = (asked) => asked }: { retries?: number; authorize?: Authorize } = {},
): CountedLoad {
  const signings: number[] = [];
  const abort = new AbortController();
  const counted: Authorize = (asked, askedKind, attempt) => {
    expect(askedKind).to.equal(kind);
    signings.push(attempt);
    return authorize(asked, askedKind, attempt);
  };
  const fetched = fetchResource(url, kind, { authorize: counted, retries, signal: abort.signal });
  return { fetched, signings, abort };
}
