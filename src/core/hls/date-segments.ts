import { DATE_ROUNDING_MS, HOLE_TOLERANCE_MS } from '../policy/tolerances.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import type { Place } from './place-segments.ts';
import { endOf, isApart, totalMs, type MediaSegment, type TimedSegment } from './segment.ts';

/**
 * Dates the segments of a playlist by their own `EXT-X-PROGRAM-DATE-TIME`. Returns null if a segment has no date, or
 * a date that cannot be right; estimate-dates.ts does the work then.
 */
export function datedSegments(segments: readonly MediaSegment[]): TimedSegment[] | null {
  const places: Place[] = [];
  for (const run of dateRuns(segments)) {
    if (run.date === null || run.segments.length > 1) return null;
    places.push({ start: run.date, isEstimated: false, accuracyMs: 0 });
  }
  return markHoles(segments, places);
}

/**
 * Sets the wall-clock time of each segment, and marks a discontinuity wherever a segment does not begin where the one
 * before ends. Segments with `EXT-X-GAP` are left out: to the viewer they are holes.
 *
 * @param places one for each segment
 */
export function markHoles(segments: readonly MediaSegment[], places: readonly Place[]): TimedSegment[] {
  const timed: TimedSegment[] = [];
  let isCut = false;
  let previous: TimedSegment | null = null;
  for (const [index, segment] of segments.entries()) {
    const place = places[index];
    if (!place) break;
    const inTime = { ...segment, ...place, start: Math.round(place.start) };
    isCut ||= segment.isDiscontinuity || (previous !== null && isApart(previous, inTime));
    previous = inTime;
    if (!segment.isGap) timed.push({ ...inTime, isDiscontinuity: isCut });
    isCut = segment.isGap;
  }
  return timed;
}

/** The time that a playlist covers by its dates; null if no segment has one. */
export function datedRange(segments: readonly MediaSegment[]): TimeRange | null {
  const [first, last] = [segments.findIndex(isDated), segments.findLastIndex(isDated)];
  const [start, end] = [segments[first]?.date ?? null, segments[last]?.date ?? null];
  if (start === null || end === null) return null;
  return { start: start - totalMs(segments.slice(0, first)), end: end + totalMs(segments.slice(last)) };
}

const isDated = ({ date }: MediaSegment): boolean => date !== null;

/** The segments with dates by another clock, which is behind by so much. */
export const redated = <Segment extends MediaSegment>(
  segments: readonly Segment[],
  byMs: number,
): readonly Segment[] =>
  byMs === 0
    ? segments
    : segments.map((each) => ({ ...each, date: each.date === null ? null : each.date - byMs }));

/**
 * Whether the durations that a playlist states do not fit its dates, so that sums of them drift away: some servers round
 * each duration to whole seconds. A hole between two segments does not count.
 */
export function areDurationsWrong(segments: readonly TimedSegment[]): boolean {
  let [driftMs, end] = [0, -Infinity];
  for (const segment of segments) {
    if (segment.start - end <= HOLE_TOLERANCE_MS) driftMs += segment.start - end;
    end = endOf(segment);
  }
  return Math.abs(driftMs) > DATE_ROUNDING_MS;
}

/** Consecutive segments of which only the first may have a date. The durations date the others. */
export interface DateRun {
  /** When the first segment begins; null if no segment up to the end of the run has a date. */
  readonly date: UnixMs | null;
  readonly segments: readonly [MediaSegment, ...MediaSegment[]];
}

/**
 * Cuts a playlist into runs: each date that can be believed begins a run.
 *
 *     dates      ?  ?  12:00:08  ?  12:00:16
 *     runs      [a  b] [c        d] [e]
 *
 * Dates are kept with their jitter, because sums of durations drift away from them. A date is not believed if it is
 * before the segment that it follows, and it is replaced by the sum of durations if it is in whole seconds.
 */
export function dateRuns(segments: readonly MediaSegment[]): DateRun[] {
  const areCoarse = areDatesCoarse(segments);
  const runs: { date: UnixMs | null; segments: [MediaSegment, ...MediaSegment[]] }[] = [];
  // The start and the end of the previous segment, as far as they are known.
  let [start, end] = [-Infinity, -Infinity];
  for (const segment of segments) {
    const date = areCoarse && isNear(segment.date, end) ? end : segment.date;
    const run = runs.at(-1);
    // If the encoder's clock was set back, the durations are the only source for the time.
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

/** Whether all dates are in whole seconds. Then the sum of durations is more exact than a date. */
const areDatesCoarse = (segments: readonly MediaSegment[]): boolean =>
  segments.every(({ date }) => (date ?? 0) % DATE_ROUNDING_MS === 0);
