import type { UnixMs } from '../time/time-range.ts';
import type { MediaSegment } from './segment.ts';

/** Segments one after the other, of which the first may say when it begins; the others only how long they last. */
export interface DateRun {
  readonly date: UnixMs | null;
  readonly segments: readonly [MediaSegment, ...MediaSegment[]];
}

/**
 * Cuts a playlist where a segment says its date. Dates are kept as they are, with what jitter they have, since sums
 * of durations drift away from them; but not where they cannot be right, or are too coarse to tell anything.
 */
export function dateRuns(segments: readonly MediaSegment[]): DateRun[] {
  const areCoarse = areDatesCoarse(segments);
  const runs: { date: UnixMs | null; segments: [MediaSegment, ...MediaSegment[]] }[] = [];
  let [start, end] = [-Infinity, -Infinity];
  for (const segment of segments) {
    const date = areCoarse && isNear(segment.date, end) ? end : segment.date;
    const run = runs.at(-1);
    // A clock that was set back, by as much as that: there is nothing for it but to go on counting.
    const isBelieved = date !== null && date > start;
    if (!run || isBelieved) runs.push({ date, segments: [segment] });
    else run.segments.push(segment);
    start = isBelieved ? date : end;
    end = start + segment.durationMs;
  }
  return runs;
}

/** Some servers write dates to the second: then durations tell better where a segment begins. */
const COARSE_MS = 1000;

const isNear = (date: UnixMs | null, end: UnixMs): boolean =>
  date !== null && Math.abs(date - end) < COARSE_MS;

const areDatesCoarse = (segments: readonly MediaSegment[]): boolean =>
  segments.every(({ date }) => (date ?? 0) % COARSE_MS === 0);
