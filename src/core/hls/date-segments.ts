import { DATE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { UnixMs } from '../time/time-range.ts';
import type { Place } from './place-segments.ts';
import { isApart, type MediaSegment, type TimedSegment } from './segment.ts';

/** Segments that all say when they begin, in time; null where one does not, or cannot be believed. */
export function datedSegments(segments: readonly MediaSegment[]): TimedSegment[] | null {
  const places: Place[] = [];
  for (const run of dateRuns(segments)) {
    if (run.date === null || run.segments.length > 1) return null;
    places.push({ start: run.date, isEstimated: false });
  }
  return markHoles(segments, places);
}

/**
 * Marks a discontinuity wherever a segment does not begin where the one before has ended. Gaps are left out: to the
 * viewer they are holes.
 */
export function markHoles(segments: readonly MediaSegment[], places: readonly Place[]): TimedSegment[] {
  const timed: TimedSegment[] = [];
  let isCut = false;
  let previous: TimedSegment | null = null;
  for (const [index, segment] of segments.entries()) {
    const { start, isEstimated } = places[index] ?? { start: NaN, isEstimated: true };
    const inTime = { ...segment, start: Math.round(start), isEstimated };
    isCut ||= segment.isDiscontinuity || (previous !== null && isApart(previous, inTime));
    previous = inTime;
    if (!segment.isGap) timed.push({ ...inTime, isDiscontinuity: isCut });
    isCut = segment.isGap;
  }
  return timed;
}

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

const isNear = (date: UnixMs | null, end: UnixMs): boolean =>
  date !== null && Math.abs(date - end) < DATE_ROUNDING_MS;

const areDatesCoarse = (segments: readonly MediaSegment[]): boolean =>
  segments.every(({ date }) => (date ?? 0) % DATE_ROUNDING_MS === 0);
