import { windowAt, windowRequest } from '../../../src/core/policy/dvr-windows.ts';
import type { Watching } from './viewers.ts';

/** A playlist request that reaches the CDN; epoch milliseconds. */
export interface PlaylistRequest {
  readonly at: number;
  readonly url: string;
  /** How long the CDN may answer it from its cache. */
  readonly cachedForMs: number;
}

const TARGET_DURATION_MS = 4000;
/** As long as CDNs keep a live playlist: until a player may ask again. */
const LIVE_CACHED_MS = TARGET_DURATION_MS / 2;
/** As in the player: how much lies ahead of the picture at least, and what is too young for a window. */
const AHEAD_MS = 60_000;
const LIVE_MS = 60_000;
const RETENTION_MS = 7 * 86_400_000;

/** As the player asks: aligned windows, each viewer for a settled one only once, and the live playlist for the rest. */
export function windowRequests(all: readonly Watching[]): PlaylistRequest[] {
  const requests: PlaylistRequest[] = [];
  const keptBy = new Map<number, Set<string>>();
  for (const { viewer, at, until, from } of all) {
    const kept = keptBy.get(viewer) ?? new Set();
    keptBy.set(viewer, kept);
    let listEnd = from;
    for (let now = at; now < until; now = Math.max(now, at + listEnd - AHEAD_MS - from)) {
      if (listEnd >= now - LIVE_MS) {
        requests.push(...livePolls(now, until));
        break;
      }
      const asking = windowRequest(windowAt(listEnd), { start: now - RETENTION_MS, end: now });
      if (!asking) break;
      const { asked, isSettled } = asking;
      const url = `${asked.start}-${asked.end}`;
      if (!kept.has(url)) requests.push({ at: now, url, cachedForMs: Infinity });
      if (isSettled) kept.add(url);
      listEnd = isSettled ? windowAt(listEnd).end : asked.end;
    }
  }
  return requests;
}

function livePolls(from: number, until: number): PlaylistRequest[] {
  const requests: PlaylistRequest[] = [];
  for (let at = from; at < until; at += TARGET_DURATION_MS / 2) {
    requests.push({ at, url: 'live', cachedForMs: LIVE_CACHED_MS });
  }
  return requests;
}

/** One list for each second that is asked for, which grows, and is asked for again as long as it is watched. */
export function directRequests(all: readonly Watching[]): PlaylistRequest[] {
  const requests: PlaylistRequest[] = [];
  for (const { at, until, from } of all) {
    const url = urlOf(from);
    for (let now = at; now < until; now += TARGET_DURATION_MS) {
      requests.push({ at: now, url, cachedForMs: LIVE_CACHED_MS });
    }
  }
  return requests;
}

/** As above, were each list to end (`vodend`) and to be asked for only once: the least that direct URLs can cost. */
export function directRecordingRequests(all: readonly Watching[]): PlaylistRequest[] {
  return all.map(({ at, from }) => ({ at, url: urlOf(from), cachedForMs: Infinity }));
}

const urlOf = (from: number): string => String(Math.floor(from / 1000));
