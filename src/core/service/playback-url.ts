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
 * The part of the stream that a playlist has to contain. The service knows these forms:
 * - nothing: live
 * - `start`: from an instant on
 * - `start` and `end`: live-style; the playlist has no `EXT-X-ENDLIST`
 * - `start` and `vodEnd`: a recording; the playlist has all segments at once, and `EXT-X-ENDLIST`
 * - `offsetMs`: behind live
 */
export interface PlaybackRequest {
  readonly start?: UnixMs | undefined;
  readonly end?: UnixMs | undefined;
  readonly vodEnd?: UnixMs | undefined;
  /** How far behind live, in milliseconds. */
  readonly offsetMs?: number | undefined;
}

/** The parameters that mark a URL as time shift. Older services require `lhs_start`, newer ones `aliyunols`. */
export interface TimeShiftMarkers {
  /** Whether to send `lhs_start=1`. The default is true. */
  readonly lhsStart?: boolean | undefined;
  /** Whether to send `aliyunols=on`. The default is true. */
  readonly aliyunols?: boolean | undefined;
}

export interface ParsedPlaybackUrl {
  /** The stream's conventional URL: the parsed URL without the parameters of time shift. */
  readonly src: string;
  readonly request: PlaybackRequest;
  /** The encoding of the first time key; the default encoding if there is no time key. */
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
 * Builds the URL of the playlist for a request.
 *
 * @param src the stream's conventional URL, relative or absolute. Its `lhs_` parameters are stale, so they are
 *   removed. Every other byte is kept, because a signature may depend on it.
 * @throws TimeShiftError `invalid-request` for a combination of times that the service does not know
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

/** Parses a URL that {@link buildPlaybackUrl}, or an SDK of the vendor, has built. */
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

/** Removes the parameters of time shift. `aliyunols=on` is one of them only if the URL also has `lhs_` parameters. */
function withoutTimeShift(parameters: readonly string[]): string[] {
  const isTimeShift = parameters.some(isLhs);
  const left = parameters.filter((each) => !isLhs(each) && !(isTimeShift && each === ALIYUNOLS));
  // `?&lhs_start=1` leaves one empty parameter, which would become a `?` with nothing behind it.
  return left.length === 1 && left[0] === '' ? [] : left;
}

/** An error that names the times that are invalid, or that exclude each other; null if the request is valid. */
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
    // A duration has no zone and no human form. With a zone other than 0, a server might subtract the zone from it.
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
  // In its oldest form, an offset is an instant to begin at, which is the meaning of a start.
  const hasOffsetWithOthers = keys.some(({ type }) => type === 'offset') && keys.length > 1;
  const error = hasOffsetWithOthers ? OFFSET_WITH_OTHERS : requestError(request);
  return error ? failure(error) : success(request);
}
