import { systemClock } from '../../src/core/index.ts';
import {
  Fetcher,
  type Authorize,
  type Fetched,
  type FetchOptions,
  type LoadKind,
} from '../../src/network/fetcher.ts';

export interface ResourceOptions extends FetchOptions {
  readonly authorize?: Authorize;
}

/** Loads one resource with a fetcher of its own. */
export const fetchResource = (
  url: string,
  kind: LoadKind,
  { authorize, ...options }: ResourceOptions,
): Promise<Fetched> => new Fetcher(systemClock, () => authorize).fetch(url, kind, options);
