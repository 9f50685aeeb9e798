import { decodeTimeKey } from '../../src/core/time/time-key.ts';
import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { badRequest, htmlAnswer, jsonAnswer, notFound, Refusal, timelineFailure } from './answers.ts';
import { APP } from './route.ts';
import type { Stream } from './stream.ts';

/** One segment, in whole seconds. */
interface TimelineEntry {
  readonly start: number;
  readonly end: number;
}

/** Answers a timeline query with one entry for each recorded segment that overlaps the range of the query. */
export function serveTimeline(stream: Stream, url: URL): Response {
  const { timeline: failure, flap } = stream.knobs;
  if (flap !== 'none' && stream.count('timeline query') % 2 === 0) return failureAnswer(flap);
  if (failure !== 'ok' && failure !== '4003') return failureAnswer(failure);
  const range = readTimelineQuery(url.searchParams);
  if (range instanceof Refusal) return timelineFailure(range.status === 404 ? 4002 : 4001, range.sentence);
  const now = stream.now();
  const madeAt = madeAtOf(stream, url, range, now);
  const entries = failure === '4003' ? [] : timelineEntries(stream, range, madeAt);
  const answer = jsonAnswer(timelineContent(entries, currentOf(stream, madeAt)));
  return madeAt === now ? answer : markAsCached(answer, madeAt, now);
}

/** The failure with an HTTP status or a `retCode`, which has four digits. */
const failureAnswer = (code: string): Response =>
  code.length === 4 ? timelineFailure(Number(code)) : htmlAnswer(Number(code), code);

function timelineContent(timeline: readonly TimelineEntry[], current: number): object {
  return timeline.length === 0
    ? { retCode: 4003, description: 'no data', content: { current } }
    : { retCode: 0, description: 'success', content: { current, timeline } };
}

/** The recorded segments that overlap a range, as they are known at a time. */
function timelineEntries(stream: Stream, range: TimeRange, now: UnixMs): TimelineEntry[] {
  const { timelineGrid: grid } = stream;
  const { claims, lateMs } = stream.knobs;
  const keptSince = stream.keptSince(now);
  const listedSince = Math.min(keptSince, ...claims.map(({ start }) => start));
  const isListed = (start: UnixMs): boolean =>
    start >= keptSince || claims.some((claim) => claim.start <= start && start < claim.end);
  const from = Math.max(grid.numberAt(range.start), grid.numberFrom(listedSince));
  const to = Math.min(grid.numberFrom(range.end), stream.edgeNumber(now - lateMs, grid));
  const entries: TimelineEntry[] = [];
  for (let number = from; number < to; number += 1) {
    const start = grid.startOf(number);
    // Start and end are both rounded to the nearest second. So consecutive entries neither overlap nor leave a gap.
    const entry = { start: Math.round(start / 1000), end: Math.round(grid.endOf(number) / 1000) };
    if (isListed(start)) entries.push(entry);
  }
  return entries;
}

/** The time that an answer tells. With the knob `cluster`, two servers whose clocks differ answer in turn. */
function currentOf(stream: Stream, now: UnixMs): number {
  const { clusterMs } = stream.knobs;
  const isOtherServer = clusterMs !== 0 && stream.count('time') % 2 === 0;
  return Math.floor((isOtherServer ? now + clusterMs : now) / 1000);
}

/**
 * When the answer to a query is made. With the knob `cache`, an answer about a range that was settled so long ago was
 * made then: a cache has kept it since.
 */
function madeAtOf(stream: Stream, url: URL, range: TimeRange, now: UnixMs): UnixMs {
  const { cacheMs, lateMs, delayMs, segmentMs } = stream.knobs;
  if (cacheMs === 0) return now;
  const madeAt = stream.firstRequestAt(url, now) - cacheMs;
  return range.end + segmentMs + delayMs + lateMs <= madeAt ? madeAt : now;
}

function markAsCached(answer: Response, madeAt: UnixMs, now: UnixMs): Response {
  answer.headers.set('Date', new Date(madeAt).toUTCString());
  answer.headers.set('Age', String(Math.floor((now - madeAt) / 1000)));
  answer.headers.set('Cache-Control', 'public, max-age=2592000');
  return answer;
}

const REQUIRED = ['app', 'stream', 'format'];

/** Reads the range of a timeline query; 400 for a parameter that is wrong, 404 for an app that does not exist. */
function readTimelineQuery(query: URLSearchParams): TimeRange | Refusal {
  for (const name of REQUIRED) {
    const { length } = query.getAll(name);
    if (length !== 1) return badRequest(`${name} occurs ${length} times; give it once.`);
  }
  if (query.get('format') !== 'ts') return badRequest('format must be ts.');
  if (query.get('app') !== APP) return notFound(`the only app is ${APP}.`);
  const stray = [...query.keys()].find((name) => /^lhs_(?!start_|end_|start$)/.test(name));
  if (stray) return badRequest(`${stray} has no effect here; give one lhs_start_* and one lhs_end_*.`);
  const start = readInstant(query, 'start');
  if (start instanceof Refusal) return start;
  const end = readInstant(query, 'end');
  if (end instanceof Refusal) return end;
  return start < end ? { start, end } : badRequest('the end must be after the start.');
}

function readInstant(query: URLSearchParams, type: 'start' | 'end'): UnixMs | Refusal {
  const given = [...query].filter(([name]) => name.startsWith(`lhs_${type}_`));
  const [first] = given;
  if (!first || given.length > 1) {
    return badRequest(`lhs_${type}_* occurs ${given.length} times; give it once.`);
  }
  const key = decodeTimeKey(...first);
  if (!key.ok) return badRequest(key.error.message);
  return 'at' in key.value ? key.value.at : badRequest(`lhs_${type}_* must be an instant.`);
}
