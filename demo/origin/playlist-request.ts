import { decodeTimeKey, type TimeKey } from '../../src/core/time/time-key.ts';
import type { UnixMs } from '../../src/core/time/time-range.ts';
import { badRequest, Refusal } from './answers.ts';

const DAY_MS = 86_400_000;

/** The part of the stream that a playlist URL asks for. */
export type PlaylistRequest =
  | { readonly type: 'live' }
  | { readonly type: 'start'; readonly start: UnixMs }
  /** A live-style playlist with an end. It never has `EXT-X-ENDLIST`. */
  | { readonly type: 'bounded'; readonly start: UnixMs; readonly end: UnixMs }
  | { readonly type: 'vod'; readonly start: UnixMs; readonly end: UnixMs }
  /** An offset that is a duration behind live. */
  | { readonly type: 'behind'; readonly durationMs: number }
  /** An offset that is an instant, as in the reference's example. */
  | { readonly type: 'since'; readonly start: UnixMs };

const MARKERS: Readonly<Record<string, string>> = { lhs_start: '1', aliyunols: 'on' };

/**
 * Reads the query of a playlist URL as strictly as the reference describes it, so that a player which builds a wrong
 * URL gets to know. Other parameters are ignored.
 */
export function readPlaylistRequest(query: URLSearchParams): PlaylistRequest | Refusal {
  const names = [...query.keys()];
  if (!names.some((name) => name.startsWith('lhs_'))) return { type: 'live' };
  return refuseMarkers(query) ?? requestOf(readTimeKeys(query));
}

function refuseMarkers(query: URLSearchParams): Refusal | undefined {
  const given = Object.keys(MARKERS).filter((name) => query.has(name));
  for (const name of given) {
    const values = query.getAll(name);
    if (values.length > 1) return badRequest(`${name} occurs ${values.length} times; give it once.`);
    if (values[0] !== MARKERS[name]) {
      return badRequest(`${name} must be ${MARKERS[name]}, not "${values[0]}".`);
    }
  }
  return given.length > 0
    ? undefined
    : badRequest(
        'A time-shift URL needs lhs_start=1 or aliyunols=on; without them, lhs_ keys have no effect.',
      );
}

function readTimeKeys(query: URLSearchParams): TimeKey[] | Refusal {
  const keys: TimeKey[] = [];
  for (const [name, value] of query) {
    if (!name.startsWith('lhs_') || name in MARKERS) continue;
    const key = decodeTimeKey(name, value);
    if (!key.ok) return badRequest(key.error.message);
    const { type } = key.value;
    if (keys.some((other) => other.type === type)) {
      return badRequest(`${name}=${value}: this URL has another ${type} already; give only one.`);
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
  if (!start || !('at' in start)) {
    return badRequest('A time-shift URL needs a start or an offset; give one of them.');
  }
  if (!last || !('at' in last)) return { type: 'start', start: start.at };
  if (last.at <= start.at) return badRequest(`${last.type} must be after start.`);
  if (last.at - start.at > DAY_MS) {
    return badRequest(`From start to ${last.type} can be a day at most; request it in parts.`);
  }
  return { type: vodEnd ? 'vod' : 'bounded', start: start.at, end: last.at };
}

const offsetRequest = (offset: TimeKey): PlaylistRequest =>
  'durationMs' in offset
    ? { type: 'behind', durationMs: offset.durationMs }
    : { type: 'since', start: offset.at };
