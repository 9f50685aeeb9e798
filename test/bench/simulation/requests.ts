import { windowAt, windowRequest } from '../../../src/headless.ts';
import type { Viewing } from './viewers.ts';

/** A request for a playlist that reaches the CDN; epoch milliseconds. */
export interface PlaylistRequest {
  readonly at: number;
  readonly url: string;
  /** How long the CDN may answer it from its cache. */
  readonly cachedForMs: number;
}

const TARGET_DURATION_MS = 4000;
/** CDNs keep a live playlist until a player may reload it, which is half a target duration (RFC 8216, 6.3.4). */
const LIVE_CACHED_MS = TARGET_DURATION_MS / 2;
/** As in the player: it appends the next window this long before it is played. */
const AHEAD_MS = 60_000;
/** As in the player: what is younger than this comes from the live playlist. */
const LIVE_MS = 60_000;
const RETENTION_MS = 7 * 86_400_000;

/**
 * The requests of our player: windows that all viewers share, each settled one only once per viewer, and the live
 * playlist for the youngest part.
 */
export function windowRequests(viewings: readonly Viewing[]): PlaylistRequest[] {
  const requests: PlaylistRequest[] = [];
  const keptBy = new Map<number, Set<string>>();
  for (const { viewer, at, until, from } of viewings) {
    const kept = keptBy.get(viewer) ?? new Set();
    keptBy.set(viewer, kept);
    let playlistEnd = from;
    for (let now = at; now < until; now = Math.max(now, at + playlistEnd - AHEAD_MS - from)) {
      if (playlistEnd >= now - LIVE_MS) {
        requests.push(...livePolls(now, until));
        break;
      }
      const request = windowRequest(windowAt(playlistEnd), { start: now - RETENTION_MS, end: now });
      if (!request) break;
      const { asked, isSettled } = request;
      const url = `${asked.start}-${asked.end}`;
      if (!kept.has(url)) requests.push({ at: now, url, cachedForMs: Infinity });
      if (isSettled) kept.add(url);
      playlistEnd = isSettled ? windowAt(playlistEnd).end : asked.end;
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

/** The requests of a player that loads `start` URLs: such a playlist grows and is reloaded while it is watched. */
export function directRequests(viewings: readonly Viewing[]): PlaylistRequest[] {
  const requests: PlaylistRequest[] = [];
  for (const { at, until, from } of viewings) {
    const url = startUrl(from);
    for (let now = at; now < until; now += TARGET_DURATION_MS) {
      requests.push({ at: now, url, cachedForMs: LIVE_CACHED_MS });
    }
  }
  return requests;
}

/** The requests where each playlist has an end (`vodend`) and is loaded only once: direct URLs cannot cost less. */
export function directVodRequests(viewings: readonly Viewing[]): PlaylistRequest[] {
  return viewings.map(({ at, from }) => ({ at, url: startUrl(from), cachedForMs: Infinity }));
}

/** URLs hold whole seconds. */
const startUrl = (from: number): string => String(Math.floor(from / 1000));
