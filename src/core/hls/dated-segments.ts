import { dateRuns } from './date-runs.ts';
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
