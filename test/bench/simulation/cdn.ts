import { directVodRequests, directRequests, windowRequests, type PlaylistRequest } from './requests.ts';
import { simulateViewings } from './viewers.ts';

export interface CdnLoad {
  readonly title: string;
  readonly requests: number;
  readonly distinctUrls: number;
  /** Requests that reach the server behind the CDN. */
  readonly misses: number;
  readonly hitRatio: number;
}

export interface CdnResults {
  readonly seeks: number;
  readonly loads: readonly CdnLoad[];
}

/** Counts what a CDN does in an hour of 10,000 viewers. It has one cache, which begins empty and is never full. */
export function simulateCdn(): CdnResults {
  const viewings = simulateViewings();
  return {
    seeks: viewings.length,
    loads: [
      loadOf('10-minute windows, and live', windowRequests(viewings)),
      loadOf('direct, `start`, reloaded as it grows', directRequests(viewings)),
      loadOf('direct, `start` and `vodend`, loaded once', directVodRequests(viewings)),
    ],
  };
}

function loadOf(title: string, requests: readonly PlaylistRequest[]): CdnLoad {
  const staleAt = new Map<string, number>();
  let misses = 0;
  for (const { at, url, cachedForMs } of requests.toSorted((a, b) => a.at - b.at)) {
    if (at < (staleAt.get(url) ?? -Infinity)) continue;
    misses += 1;
    staleAt.set(url, at + cachedForMs);
  }
  const count = requests.length;
  return { title, requests: count, distinctUrls: staleAt.size, misses, hitRatio: 1 - misses / count };
}
