import { decodeTimeKey } from '../../src/core/time/time-key.ts';
import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { badRequest, jsonAnswer, notFound, Refusal, timelineFailure } from './answers.ts';
import { APP } from './route.ts';
import type { Stream } from './stream.ts';

/** One segment, in whole seconds. */
interface TimelineEntry {
  readonly start: number;
  readonly end: number;
}

/** Answers a timeline query with one entry for each recorded segment that overlaps the range of the query. */
export function serveTimeline(stream: Stream, query: URLSearchParams): Response {
  const now = stream.now();
  const range = readTimelineQuery(query);
  if (range instanceof Refusal) return timelineFailure(range.status === 404 ? 4002 : 4001, range.sentence);
  const { recordedGrid: grid } = stream;
  const from = Math.max(grid.numberAt(range.start), grid.numberFrom(stream.keptSince(now)));
  const to = Math.min(grid.numberFrom(range.end), stream.edgeNumber(now, grid));
  const current = Math.floor(now / 1000);
  if (from >= to) return jsonAnswer({ retCode: 4003, description: 'no data', content: { current } });
  const timeline: TimelineEntry[] = [];
  for (let number = from; number < to; number += 1) {
    // Start and end are both rounded to the nearest second. So consecutive entries neither overlap nor leave a gap.
    timeline.push({
      start: Math.round(grid.startOf(number) / 1000),
      end: Math.round(grid.endOf(number) / 1000),
    });
  }
  return jsonAnswer({ retCode: 0, description: 'success', content: { current, timeline } });
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
