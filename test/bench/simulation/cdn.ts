import { directRecordingRequests, directRequests, windowRequests, type PlaylistRequest } from './requests.ts';
import { watchings } from './viewers.ts';

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

/** What a CDN makes of an hour of 10,000 viewers: one cache, never full, empty when the hour begins. */
export function simulateCdn(): CdnResults {
  const all = watchings();
  return {
    seeks: all.length,
    loads: [
      loadOf('10-minute windows, and live', windowRequests(all)),
      loadOf('direct, `start`, asked again as it grows', directRequests(all)),
      loadOf('direct, `start` and `vodend`, asked once', directRecordingRequests(all)),
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
