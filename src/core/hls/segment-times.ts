import { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { UnixMs } from '../time/time-range.ts';
import { dateRuns, type DateRun } from './date-runs.ts';
import { markHoles } from './dated-segments.ts';
import { estimatePlaces } from './estimate-places.ts';
import { endOfPlaces, placeBackward, placeForward, type Place } from './place-segments.ts';
import { HOLE_MS, type MediaSegment, type TimedSegment } from './segment.ts';

/** What the server was asked for. */
export type AskedWindow =
  /** From an instant on; `end` is null where the server chooses it. */
  | { readonly start: UnixMs; readonly end: UnixMs | null }
  /** Live, which ends now, on the server's clock. */
  | { readonly start: null; readonly end: UnixMs };

/** What is known of when a playlist's segments begin, apart from what it says itself. */
export interface WindowScene {
  readonly asked: AskedWindow;
  readonly recorded: RecordedRanges;
  /** The segments that these may follow, or have in common. */
  readonly before: readonly TimedSegment[];
}

/**
 * Gives every segment of a playlist a place on the wall clock, see {@link markHoles}.
 *
 * Dates are taken as they are. Without them, segments are laid out from the last one that has a date, over the
 * holes of the timeline: within its second. Without any date see {@link estimatePlaces}.
 */
export const timeSegments = (segments: readonly MediaSegment[], scene: WindowScene): TimedSegment[] =>
  markHoles(segments, placesOf(dateRuns(segments), scene));

function placesOf(runs: readonly DateRun[], scene: WindowScene): Place[] {
  return runs.flatMap(({ date, segments }, index) => {
    const next = runs[index + 1];
    const follower = {
      start: next?.date ?? NaN,
      isEstimated: false,
      isMarked: next?.segments[0].isDiscontinuity ?? false,
    };
    if (date !== null) return placeUpTo(follower.start, date, segments, scene.recorded);
    return next ? placeBackward(segments, follower, scene.recorded) : estimatePlaces(segments, scene);
  });
}

/** The dates of a playlist are right, whatever the timeline says of holes. */
function placeUpTo(
  next: UnixMs,
  start: UnixMs,
  segments: readonly MediaSegment[],
  recorded: RecordedRanges,
): Place[] {
  const first = { start, isEstimated: false };
  const places = placeForward(segments, first, recorded);
  const isTooLate = endOfPlaces(segments, places) > next + HOLE_MS;
  return isTooLate ? placeForward(segments, first, RecordedRanges.empty) : places;
}
