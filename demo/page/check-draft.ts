import {
  buildPlaybackUrl,
  DEFAULT_ENCODING,
  streamNameOf,
  TIME_FORMATS,
  TIME_UNITS,
  TIME_ZONES,
  TimeShiftError,
  type PlaybackRequest,
  type TimeEncoding,
  type UnixMs,
} from '../../src/core/index.ts';
import type { Draft, Field } from './draft.ts';
import { readDuration, readInstant, type InstantReading } from './read-instant.ts';
import { isDisplayZone, isoText } from './write-text.ts';

/** The fields of a draft that contain an instant. */
export type TimeField = 'start' | 'end' | 'vod-end';

/** The request that a draft describes, and the problems of the draft. */
export interface CheckedDraft {
  readonly times: Readonly<Record<TimeField, InstantReading>>;
  readonly request: PlaybackRequest;
  readonly encoding: TimeEncoding;
  /** One sentence for each field that the user has to correct. */
  readonly problems: Readonly<Partial<Record<Field, string>>>;
  /** The absolute playback URL, with the signature of `src`; '' if no URL can be built. */
  readonly url: string;
}

/**
 * Reads the fields of a draft, and builds the playback URL.
 *
 * @param now the server's time, to which relative times refer
 */
export function checkDraft(draft: Draft, now: UnixMs, pageAddress: string): CheckedDraft {
  const times = {
    start: readInstant(draft.start, now),
    end: readInstant(draft.end, now),
    'vod-end': readInstant(draft['vod-end'], now),
  };
  const request: PlaybackRequest = {
    start: instantOf(times.start),
    end: instantOf(times.end),
    vodEnd: instantOf(times['vod-end']),
    offsetMs: readOffset(draft.offset),
  };
  const encoding = encodingOf(draft);
  const ofFields = fieldProblems(draft, times, request, pageAddress);
  const problems = Object.keys(ofFields).length > 0 ? ofFields : combinationProblem(request, encoding);
  const src = absoluteUrl(draft.src, pageAddress);
  const isBuildable = src !== '' && buildError(src, request, encoding) === null;
  return {
    times,
    request,
    encoding,
    problems,
    url: isBuildable ? buildPlaybackUrl(src, request, encoding) : '',
  };
}

const instantOf = (reading: InstantReading): UnixMs | undefined => {
  if (reading.kind === 'empty') return undefined;
  return reading.kind === 'instant' ? reading.at : NaN;
};

/** Reads seconds behind live, as in the attribute, or a duration with units. */
function readOffset(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) * 1000 : (readDuration(trimmed) ?? NaN);
}

const encodingOf = (draft: Draft): TimeEncoding => ({
  format: TIME_FORMATS.find((each) => each === draft['time-format']) ?? DEFAULT_ENCODING.format,
  unit: TIME_UNITS.find((each) => each === draft['time-unit']) ?? DEFAULT_ENCODING.unit,
  zone: TIME_ZONES.find((each) => String(each) === draft['time-zone']) ?? DEFAULT_ENCODING.zone,
});

function fieldProblems(
  draft: Draft,
  times: CheckedDraft['times'],
  request: PlaybackRequest,
  pageAddress: string,
): Partial<Record<Field, string>> {
  const problems: Partial<Record<Field, string>> = {};
  const address = addressProblem(draft, pageAddress);
  if (address !== null) problems.src = address;
  for (const field of ['start', 'end', 'vod-end'] as const) {
    const reading = times[field];
    if (reading.kind === 'unreadable') problems[field] = reading.why;
  }
  if (Number.isNaN(request.offsetMs))
    problems.offset = 'Give seconds behind live, or a duration such as 30m or 1h30m.';
  if (!isDisplayZone(draft['display-zone']))
    problems['display-zone'] = 'This is not an IANA time zone. Give one such as Asia/Shanghai.';
  if (!(Number(draft.retention) > 0)) problems.retention = 'Give a number of days, more than 0.';
  return problems;
}

function addressProblem({ src, app, stream }: Draft, pageAddress: string): string | null {
  if (absoluteUrl(src, pageAddress) === '')
    return 'Give the address of a stream, such as https://domain/app/stream.m3u8';
  if (app !== '' && stream !== '') return null;
  const name = streamNameOf(src);
  return name.ok ? null : name.error.message;
}

/** The problem of fields that exclude each other. It is shown at the field that the user has to clear. */
function combinationProblem(
  request: PlaybackRequest,
  encoding: TimeEncoding,
): Partial<Record<Field, string>> {
  const error = buildError('', request, encoding);
  if (error === null) return {};
  const without = [
    ['offset', { ...request, offsetMs: undefined }],
    ['vod-end', { ...request, vodEnd: undefined }],
    ['end', { ...request, end: undefined }],
  ] as const;
  const culprit = without.find(([, rest]) => buildError('', rest, encoding) === null)?.[0] ?? 'start';
  return { [culprit]: error.message };
}

/** The error that prevents a URL from being built, or null. */
function buildError(src: string, request: PlaybackRequest, encoding: TimeEncoding): TimeShiftError | null {
  try {
    buildPlaybackUrl(src, request, encoding);
    return null;
  } catch (error) {
    if (error instanceof TimeShiftError) return error;
    throw error;
  }
}

/**
 * Makes an address absolute; '' if it is not an http(s) address. An absolute address keeps its exact spelling, because
 * a signature may depend on it.
 */
function absoluteUrl(src: string, pageAddress: string): string {
  if (src.trim() === '' || !URL.canParse(src, pageAddress)) return '';
  const { href, protocol } = new URL(src, pageAddress);
  if (!/^https?:$/.test(protocol)) return '';
  return URL.canParse(src) ? src : href;
}

/** Replaces relative times by the instants that they mean now, so that a link shows the same tomorrow. */
export function pinTimes(draft: Draft, { times }: CheckedDraft): Draft {
  const pinned: Record<keyof Draft, string> = { ...draft };
  for (const field of ['start', 'end', 'vod-end'] as const) {
    const reading = times[field];
    if (reading.kind === 'instant' && reading.isRelative) pinned[field] = isoText(Math.round(reading.at));
  }
  return pinned;
}
