import { encodePart, joinUrl, nameOf, splitUrl } from './query-string.ts';
import type { StreamName } from './stream-address.ts';
import { DEFAULT_ENCODING, type TimeEncoding } from '../time/time-encoding.ts';
import { encodeTimeKey } from '../time/time-key.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { failure, success, TimeShiftError, type Result } from './time-shift-error.ts';

/** The answer of the server to a timeline query: what it has recorded in the requested time. */
export interface TimelineAnswer {
  /** The time of the server when it answered, in whole seconds; null if the answer does not contain it. */
  readonly current: UnixMs | null;
  /** One range for each segment, sorted by start. They may overlap, because the server rounds to whole seconds. */
  readonly ranges: readonly TimeRange[];
  /** How many entries were dropped because they are not valid ranges. */
  readonly dropped: number;
}

export const TIMELINE_PATH = '/openapi/timeline/query';

/** The address of the timeline query for a stream. It is on the domain of the stream. */
export const timelineAddressOf = (src: string): string =>
  (/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(src)?.[0] ?? '') + TIMELINE_PATH;

/**
 * Builds the URL that asks what is recorded in `range`.
 *
 * @param address the result of {@link timelineAddressOf}, or an address that the page has set; its other parameters
 *   are kept
 */
export function buildTimelineUrl(
  address: string,
  { app, stream }: StreamName,
  range: TimeRange,
  encoding: TimeEncoding = DEFAULT_ENCODING,
): string {
  const { base, parameters, fragment } = splitUrl(address);
  const asked = [
    { name: 'app', value: encodePart(app) },
    { name: 'stream', value: encodePart(stream) },
    { name: 'format', value: 'ts' },
    { name: 'aliyunols', value: 'on' },
    encodeTimeKey('start', range.start, encoding),
    encodeTimeKey('end', range.end, encoding),
  ];
  const isAsked = (parameter: string) =>
    nameOf(parameter).startsWith('lhs_') || asked.some(({ name }) => name === nameOf(parameter));
  return joinUrl({
    base,
    parameters: [
      ...parameters.filter((parameter) => !isAsked(parameter)),
      ...asked.map(({ name, value }) => `${name}=${value}`),
    ],
    fragment,
  });
}

/** Parses the body of an answer. @param body the text, or the result of `JSON.parse` */
export function parseTimelineResponse(body: unknown): Result<TimelineAnswer> {
  const answer = typeof body === 'string' ? parseJson(body) : body;
  if (!isObject(answer) || typeof answer.retCode !== 'number') {
    return refuse('the answer is not the JSON that the service describes; check timeline-src.');
  }
  const { retCode, content } = answer;
  if (retCode === NO_DATA) return success(readContent(isObject(content) ? content : {}));
  if (retCode !== 0) {
    const described = typeof answer.description === 'string' ? ` (${answer.description})` : '';
    return refuse(`${RET_CODES[retCode] ?? 'the service reports an error.'} retCode ${retCode}${described}`);
  }
  if (!isObject(content)) return refuse('the answer has no content; try again later.');
  // Some servers send null for an empty list.
  const isList = content.timeline === null || Array.isArray(content.timeline);
  if (!isList) return refuse('the answer has no list; check timeline-src.');
  return success(readContent(content));
}

/** The retCode of an answer without recordings. It is no error. */
const NO_DATA = 4003;
/** Whole seconds have at most ten digits. A value with more digits is in milliseconds, or it is wrong. */
const END_S = 1e10;

/** The retCodes of the service that are errors. */
const RET_CODES: Partial<Record<number, string>> = {
  4001: 'the service does not accept the parameters; check app, stream and the times.',
  4002: 'the service does not know this stream; check app and stream.',
  5001: "the service's database failed; try again later.",
};

function readContent(content: Record<string, unknown>): TimelineAnswer {
  const entries: readonly unknown[] = Array.isArray(content.timeline) ? content.timeline : [];
  const ranges: TimeRange[] = [];
  let isSorted = true;
  for (const entry of entries) {
    const range = readEntry(entry);
    if (!range) continue;
    isSorted &&= (ranges.at(-1)?.start ?? 0) <= range.start;
    ranges.push(range);
  }
  if (!isSorted) ranges.sort((a, b) => a.start - b.start);
  const current = isSeconds(content.current) ? content.current * 1000 : null;
  return { current, ranges, dropped: entries.length - ranges.length };
}

function readEntry(entry: unknown): TimeRange | null {
  if (!isObject(entry) || !isSeconds(entry.start) || !isSeconds(entry.end)) return null;
  return entry.end > entry.start ? { start: entry.start * 1000, end: entry.end * 1000 } : null;
}

const refuse = (why: string) =>
  failure(new TimeShiftError('timeline', `What is recorded is not known: ${why}`));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isSeconds = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < END_S;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
