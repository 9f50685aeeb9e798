import { jsonAnswer } from './answer.ts';
import { Refusal } from './refusal.ts';
import type { Stream } from './stream.ts';
import { timelineFailure } from './timeline-failure.ts';
import { readTimelineQuery } from './timeline-query.ts';

/** Whole seconds. */
interface TimelineEntry {
  readonly start: number;
  readonly end: number;
}

/** Answers which segments there are: one entry for each that overlaps the asked time. */
export function serveTimeline(stream: Stream, query: URLSearchParams): Response {
  const now = stream.now();
  const range = readTimelineQuery(query);
  if (range instanceof Refusal) return timelineFailure(range.status === 404 ? 4002 : 4001, range.sentence);
  const { recorded: grid } = stream;
  const from = Math.max(grid.numberAt(range.start), grid.numberFrom(stream.keptSince(now)));
  const to = Math.min(grid.numberFrom(range.end), stream.edgeNumber(now, grid));
  const current = Math.floor(now / 1000);
  if (from >= to) return jsonAnswer({ retCode: 4003, description: 'no data', content: { current } });
  const timeline: TimelineEntry[] = [];
  for (let number = from; number < to; number += 1) {
    // Both to the nearest second: the end of one segment is the start of the next, so neither gap nor overlap.
    timeline.push({
      start: Math.round(grid.startOf(number) / 1000),
      end: Math.round(grid.endOf(number) / 1000),
    });
  }
  return jsonAnswer({ retCode: 0, description: 'success', content: { current, timeline } });
}
