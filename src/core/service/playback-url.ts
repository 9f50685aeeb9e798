import { joinUrl, nameOf, splitUrl, valueOf } from './query-string.ts';
import { DEFAULT_ENCODING, type TimeEncoding } from '../time/time-encoding.ts';
import {
  decodeTimeKey,
  encodeTimeKey,
  LONGEST_DURATION_MS,
  type TimeKey,
  type TimeParameter,
} from '../time/time-key.ts';
import type { UnixMs } from '../time/time-range.ts';
import { failure, invalidRequest, success, type Result, type TimeShiftError } from './time-shift-error.ts';

/**
 * Which part of the stream a playlist is to hold. Nothing at all means live. The forms that the service knows:
 * `start`; `start` and `end` (live-style, never ends by itself); `start` and `vodEnd` (all of it at once, with
 * `EXT-X-ENDLIST`); `offsetMs`.
 */
export interface PlaybackRequest {
  readonly start?: UnixMs | undefined;
  readonly end?: UnixMs | undefined;
  readonly vodEnd?: UnixMs | undefined;
  /** How far behind live, in milliseconds. */
  readonly offsetMs?: number | undefined;
}

/** The parameters that mark a URL as time shift: older services want one, newer ones the other. */
export interface TimeShiftMarkers {
  /** Send `lhs_start=1`; default true. */
  readonly lhsStart?: boolean | undefined;
  /** Send `aliyunols=on`; default true. */
  readonly aliyunols?: boolean | undefined;
}

export interface ParsedPlaybackUrl {
  /** The stream's conventional URL: what was parsed, without what time shift added. */
  readonly src: string;
  readonly request: PlaybackRequest;
  /** As in the first time key; the default where there is none. */
  readonly encoding: TimeEncoding;
}

const OFFSET_WITH_OTHERS = invalidRequest(
  'offset cannot be combined with start, end or vodEnd; give one or the other.',
);

const LHS_START = 'lhs_start=1';
const ALIYUNOLS = 'aliyunols=on';

const isLhs = (parameter: string): boolean => nameOf(parameter).startsWith('lhs_');
const isAliyunols = (parameter: string): boolean => nameOf(parameter) === 'aliyunols';

/**
 * The URL of the playlist that holds what `request` says.
 *
 * @param src the stream's conventional URL, relative or absolute. `lhs_` parameters that it has are stale and go;
 *   every other byte of it stays.
 * @throws TimeShiftError `invalid-request` for a combination that the service does not know
 */
export function buildPlaybackUrl(
  src: string,
  request: PlaybackRequest,
  encoding: TimeEncoding = DEFAULT_ENCODING,
  markers: TimeShiftMarkers = {},
): string {
  const error = requestError(request);
  if (error) throw error;
  const { base, parameters, fragment } = splitUrl(src);
  const kept = withoutTimeShift(parameters);
  const times = timeParameters(request, encoding).map(({ name, value }) => `${name}=${value}`);
  if (times.length === 0) return joinUrl({ base, parameters: kept, fragment });
  const marks = [
    ...(markers.lhsStart === false ? [] : [LHS_START]),
    ...(markers.aliyunols === false || kept.some(isAliyunols) ? [] : [ALIYUNOLS]),
  ];
  return joinUrl({ base, parameters: [...kept, ...marks, ...times], fragment });
}

/** Reads back what {@link buildPlaybackUrl} writes, or what another SDK wrote. */
export function parsePlaybackUrl(url: string): Result<ParsedPlaybackUrl> {
  const { base, parameters, fragment } = splitUrl(url);
  const keys: TimeKey[] = [];
  for (const parameter of parameters.filter((each) => isLhs(each) && each !== LHS_START)) {
    const key = decodeTimeKey(nameOf(parameter), valueOf(parameter));
    if (!key.ok) return key;
    if (keys.some(({ type }) => type === key.value.type)) {
      return failure(invalidRequest(`${parameter}: there is another ${key.value.type} in the same URL.`));
    }
    keys.push(key.value);
  }
  const request = requestOf(keys);
  if (!request.ok) return request;
  return success({
    src: joinUrl({ base, parameters: withoutTimeShift(parameters), fragment }),
    request: request.value,
    encoding: keys[0]?.encoding ?? DEFAULT_ENCODING,
  });
}

/** The marker of newer services is taken out only where it is clear that it marks time shift. */
function withoutTimeShift(parameters: readonly string[]): string[] {
  const isTimeShift = parameters.some(isLhs);
  const left = parameters.filter((each) => !isLhs(each) && !(isTimeShift && each === ALIYUNOLS));
  // What is left of `?&lhs_start=1` is a `?` with nothing behind it.
  return left.length === 1 && left[0] === '' ? [] : left;
}

/** Which of the times do not go together, or null. */
export function requestError(request: PlaybackRequest): TimeShiftError | null {
  const { start, end, vodEnd, offsetMs } = request;
  const noTime = Object.entries({ start, end, vodEnd }).find(([, at]) => Number.isNaN(at));
  if (noTime) return invalidRequest(`${noTime[0]} is not a time; give ISO 8601 with an offset, or epoch ms.`);
  if (offsetMs !== undefined && (start ?? end ?? vodEnd) !== undefined) {
    return OFFSET_WITH_OTHERS;
  }
  if (offsetMs !== undefined && !(offsetMs >= 0 && offsetMs < LONGEST_DURATION_MS)) {
    return invalidRequest(`offset is a time behind live and cannot be ${offsetMs / 1000} s; give 0 or more.`);
  }
  if (end !== undefined && vodEnd !== undefined) {
    return invalidRequest(
      'end and vodEnd exclude each other; give end for live style, vodEnd for a recording.',
    );
  }
  const last = end ?? vodEnd;
  if (last === undefined) return null;
  const lastName = end === undefined ? 'vodEnd' : 'end';
  if (start === undefined) return invalidRequest(`${lastName} needs a start; give both.`);
  return last > start ? null : invalidRequest(`${lastName} must be after start.`);
}

function timeParameters(request: PlaybackRequest, encoding: TimeEncoding): TimeParameter[] {
  const { start, end, vodEnd, offsetMs } = request;
  const parameters: TimeParameter[] = [];
  if (start !== undefined) parameters.push(encodeTimeKey('start', start, encoding));
  if (end !== undefined) parameters.push(encodeTimeKey('end', end, encoding));
  if (vodEnd !== undefined) parameters.push(encodeTimeKey('vodend', vodEnd, encoding));
  if (offsetMs !== undefined) {
    // A duration has no zone and no human form, and a zone that is not 0 might be taken off it.
    const { unit } = encoding;
    parameters.push(encodeTimeKey('offset', offsetMs, { format: 'unix', unit, zone: 0 }));
  }
  return parameters;
}

function requestOf(keys: readonly TimeKey[]): Result<PlaybackRequest> {
  const request: { -readonly [field in keyof PlaybackRequest]: UnixMs } = {};
  for (const key of keys) {
    if ('durationMs' in key) request.offsetMs = key.durationMs;
    else if (key.type === 'end') request.end = key.at;
    else if (key.type === 'vodend') request.vodEnd = key.at;
    else request.start = key.at;
  }
  // The oldest form of an offset is an instant: then it says where to begin, as a start does.
  const isTwofold = keys.some(({ type }) => type === 'offset') && keys.length > 1;
  const error = isTwofold ? OFFSET_WITH_OTHERS : requestError(request);
  return error ? failure(error) : success(request);
}
