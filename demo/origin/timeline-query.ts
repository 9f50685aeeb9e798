import { decodeTimeKey } from '../../src/core/time/time-key.ts';
import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { badRequest, notFound, Refusal } from './refusal.ts';
import { APP } from './route.ts';

const EXPECTED = ['app', 'stream', 'format'];

/** Reads which time is asked about; 400 for a parameter that is wrong, 404 for an app that is not there. */
export function readTimelineQuery(query: URLSearchParams): TimeRange | Refusal {
  for (const name of EXPECTED) {
    const { length } = query.getAll(name);
    if (length !== 1) return badRequest(`${name} is there ${length} times; give it once.`);
  }
  if (query.get('format') !== 'ts') return badRequest('format must be ts.');
  if (query.get('app') !== APP) return notFound(`there is only the app ${APP}.`);
  const stray = [...query.keys()].find((name) => /^lhs_(?!start_|end_|start$)/.test(name));
  if (stray) return badRequest(`${stray} means nothing here; give one lhs_start_* and one lhs_end_*.`);
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
    return badRequest(`lhs_${type}_* is there ${given.length} times; give it once.`);
  }
  const key = decodeTimeKey(...first);
  if (!key.ok) return badRequest(key.error.message);
  return 'at' in key.value ? key.value.at : badRequest(`lhs_${type}_* must be an instant.`);
}
