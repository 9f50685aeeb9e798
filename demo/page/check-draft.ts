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
import { readDuration } from './read-duration.ts';
import { readInstant, type InstantReading } from './read-instant.ts';
import { isDisplayZone } from './write-instant.ts';

/** The fields of a draft that say an instant. */
export type TimeField = 'start' | 'end' | 'vod-end';

/** What a draft asks for, and what is wrong with it. */
export interface CheckedDraft {
  readonly times: Readonly<Record<TimeField, InstantReading>>;
  readonly request: PlaybackRequest;
  readonly encoding: TimeEncoding;
  /** Sentences, each at the field where it can be mended. */
  readonly problems: Readonly<Partial<Record<Field, string>>>;
  /** Absolute, and with whatever signature `src` has; '' where none can be built. */
  readonly url: string;
}

/** @param now the server's */
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
  const unreadable = unreadableFields(draft, times, request, pageAddress);
  const combination = Object.keys(unreadable).length > 0 ? {} : wrongCombination(request, encoding);
  const problems = { ...unreadable, ...combination };
  const src = absolute(draft.src, pageAddress);
  const isBuildable = src !== '' && build(src, request, encoding) === null;
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

/** Seconds behind live, as the attribute has it, or a duration with its units. */
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

function unreadableFields(
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
  if (Number.isNaN(request.offsetMs)) problems.offset = 'Give seconds behind live, or 30m, 1h30m.';
  if (!isDisplayZone(draft['display-zone']))
    problems['display-zone'] = 'Not an IANA zone, such as Asia/Shanghai.';
  if (!(Number(draft.retention) > 0)) problems.retention = 'Give days, more than 0.';
  return problems;
}

function addressProblem({ src, app, stream }: Draft, pageAddress: string): string | null {
  if (absolute(src, pageAddress) === '')
    return 'Give the address of a stream: https://domain/app/stream.m3u8';
  if (app !== '' && stream !== '') return null;
  const name = streamNameOf(src);
  return name.ok ? null : name.error.message;
}

/** The complaint, at the field whose absence would mend it. */
function wrongCombination(request: PlaybackRequest, encoding: TimeEncoding): Partial<Record<Field, string>> {
  const error = build('', request, encoding);
  if (error === null) return {};
  const without = [
    ['offset', { ...request, offsetMs: undefined }],
    ['vod-end', { ...request, vodEnd: undefined }],
    ['end', { ...request, end: undefined }],
  ] as const;
  const culprit = without.find(([, rest]) => build('', rest, encoding) === null)?.[0] ?? 'start';
  return { [culprit]: error.message };
}

/** Why no URL can be built, or null. */
function build(src: string, request: PlaybackRequest, encoding: TimeEncoding): TimeShiftError | null {
  try {
    buildPlaybackUrl(src, request, encoding);
    return null;
  } catch (error) {
    if (error instanceof TimeShiftError) return error;
    throw error;
  }
}

/**
 * '' for what is no http(s) address. An absolute one stays as it is spelled, since a signature may be over its
 * spelling.
 */
function absolute(src: string, pageAddress: string): string {
  if (src.trim() === '' || !URL.canParse(src, pageAddress)) return '';
  const { href, protocol } = new URL(src, pageAddress);
  if (!/^https?:$/.test(protocol)) return '';
  return URL.canParse(src) ? src : href;
}
