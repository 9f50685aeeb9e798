import { decodeTimeKey, type TimeKey } from '../../src/core/time/time-key.ts';
import type { UnixMs } from '../../src/core/time/time-range.ts';
import { badRequest, Refusal } from './refusal.ts';

const DAY_MS = 86_400_000;

/** Which part of the stream a playlist URL asks for. */
export type PlaylistRequest =
  | { readonly type: 'live' }
  | { readonly type: 'start'; readonly start: UnixMs }
  /** Live-style: its end is never said. */
  | { readonly type: 'bounded'; readonly start: UnixMs; readonly end: UnixMs }
  | { readonly type: 'vod'; readonly start: UnixMs; readonly end: UnixMs }
  | { readonly type: 'behind'; readonly durationMs: number }
  /** An offset that says an instant, as in the reference's example. */
  | { readonly type: 'since'; readonly start: UnixMs };

const MARKERS: Readonly<Record<string, string>> = { lhs_start: '1', aliyunols: 'on' };

/**
 * Reads the query of a playlist URL, as strictly as the reference describes it: a player that builds a wrong URL
 * is to be told. Parameters of others are left alone.
 */
export function readPlaylistRequest(query: URLSearchParams): PlaylistRequest | Refusal {
  const names = [...query.keys()];
  if (!names.some((name) => name.startsWith('lhs_'))) return { type: 'live' };
  return markerFault(query) ?? requestOf(readTimeKeys(query));
}

function markerFault(query: URLSearchParams): Refusal | undefined {
  const given = Object.keys(MARKERS).filter((name) => query.has(name));
  for (const name of given) {
    const values = query.getAll(name);
    if (values.length > 1) return badRequest(`${name} is there ${values.length} times; give it once.`);
    if (values[0] !== MARKERS[name])
      return badRequest(`${name} must be ${MARKERS[name]}, not "${values[0]}".`);
  }
  return given.length > 0
    ? undefined
    : badRequest('A time-shift URL needs lhs_start=1 or aliyunols=on; without, the lhs_ keys mean nothing.');
}

function readTimeKeys(query: URLSearchParams): TimeKey[] | Refusal {
  const keys: TimeKey[] = [];
  for (const [name, value] of query) {
    if (!name.startsWith('lhs_') || name in MARKERS) continue;
    const key = decodeTimeKey(name, value);
    if (!key.ok) return badRequest(key.error.message);
    const { type } = key.value;
    if (keys.some((other) => other.type === type)) {
      return badRequest(`${name}=${value}: there is another ${type} in this URL; give one.`);
    }
    keys.push(key.value);
  }
  return keys;
}

function requestOf(keys: TimeKey[] | Refusal): PlaylistRequest | Refusal {
  if (keys instanceof Refusal) return keys;
  const find = (type: TimeKey['type']): TimeKey | undefined => keys.find((key) => key.type === type);
  const [start, end, vodEnd, offset] = [find('start'), find('end'), find('vodend'), find('offset')];
  if (offset && start) return badRequest('offset and start exclude each other; give one of them.');
  if (end && vodEnd) return badRequest('end and vodend exclude each other; give one of them.');
  const last = vodEnd ?? end;
  if (last && !(start && 'at' in start)) return badRequest(`${last.type} needs a start; give both.`);
  if (offset) return offsetRequest(offset);
  if (!start || !('at' in start))
    return badRequest('A time-shift URL needs a start or an offset; give one of them.');
  if (!last || !('at' in last)) return { type: 'start', start: start.at };
  if (last.at <= start.at) return badRequest(`${last.type} must be after start.`);
  if (last.at - start.at > DAY_MS)
    return badRequest(`From start to ${last.type} may be a day at most; ask in parts.`);
  return { type: vodEnd ? 'vod' : 'bounded', start: start.at, end: last.at };
}

const offsetRequest = (offset: TimeKey): PlaylistRequest =>
  'durationMs' in offset
    ? { type: 'behind', durationMs: offset.durationMs }
    : { type: 'since', start: offset.at };
