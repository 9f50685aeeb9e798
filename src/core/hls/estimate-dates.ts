import { HOLE_TOLERANCE_MS, TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { RecordedRanges } from '../timeline/recorded-ranges.ts';
import { dateRuns, markHoles, type DateRun } from './date-segments.ts';
import { fitToHole } from './fit-to-hole.ts';
import { identityAmong } from './join-segments.ts';
import { endOfPlaces, holeBehind, placeBackward, placeForward, type Place } from './place-segments.ts';
import { endOf, longestMs, totalMs, type MediaSegment, type TimedSegment } from './segment.ts';

// Most servers date every segment, and date-segments.ts is enough then. The window loader loads this file, with
// place-segments.ts and fit-to-hole.ts, on demand.

type Segments = readonly MediaSegment[];

/** The time that was requested from the server. */
export type AskedWindow =
  /** From an instant on; `end` is null if the server chooses it. */
  | { readonly start: UnixMs; readonly end: UnixMs | null }
  /** The live playlist, which ends now, at server time. */
  | { readonly start: null; readonly end: UnixMs };

/** What is known about the time of a playlist's segments, apart from the playlist itself. */
export interface WindowScene {
  readonly asked: AskedWindow;
  readonly recorded: RecordedRanges;
  /** Segments whose time is known. The playlist may contain some of them again, or follow them. */
  readonly before: readonly TimedSegment[];
}

/**
 * Gives every segment of a playlist a wall-clock time, and marks the holes, see {@link markHoles}.
 *
 * Dates are taken as they are. Segments without a date are placed from the nearest dated segment on, across the holes
 * of the timeline, which is right to a second. If no segment has a date, see {@link estimatePlaces}.
 */
export const timeSegments = (segments: Segments, scene: WindowScene): TimedSegment[] =>
  markHoles(segments, placesOf(dateRuns(segments), scene));

function placesOf(runs: readonly DateRun[], scene: WindowScene): Place[] {
  return runs.flatMap(({ date, segments }, index) => {
    const next = runs[index + 1];
    const follower = {
      start: next?.date ?? NaN,
      isEstimated: false,
      isMarked: next?.segments[0].isDiscontinuity ?? false,
    };
    if (date !== null) return placeBetween(date, follower.start, segments, scene.recorded);
    return next ? placeBackward(segments, follower, scene.recorded) : estimatePlaces(segments, scene);
  });
}

/**
 * Places the segments of a run between its date and that of the next run. If a hole of the timeline pushes them too
 * far, there is no hole: dates are more reliable than the timeline.
 */
function placeBetween(start: UnixMs, next: UnixMs, segments: Segments, recorded: RecordedRanges): Place[] {
  const first = { start, isEstimated: false };
  const places = placeForward(segments, first, recorded);
  const isTooLate = endOfPlaces(segments, places) > next + HOLE_TOLERANCE_MS;
  return isTooLate ? placeForward(segments, first, RecordedRanges.empty) : places;
}

/**
 * Places segments of which none has a date. The sources, from the best to the worst:
 * 1. a segment in common with a playlist whose time is known exactly
 * 2. the edge of a hole among the segments, which is right to the second of the timeline
 * 3. a segment in common with a playlist whose time was estimated
 * 4. the requested time, which is right to the length of a segment: it is not known whether the answer of the server
 *    begins with the segment that contains the requested start, or with the next one
 */
function estimatePlaces(segments: Segments, scene: WindowScene): Place[] {
  if (scene.asked.start === null) return placeLive(segments, scene.asked.end, scene);
  const { start, end } = scene.asked;
  const asked = { start, end: end ?? Infinity };
  const known = placeByKnown(segments, asked, scene);
  if (known?.isExact) return known.places;
  const expected = known?.places[0]?.start ?? startAfterLast(segments, start, scene.before);
  return (
    fitToHole(segments, asked, expected, scene.recorded) ??
    known?.places ??
    placeForward(segments, estimated(expected ?? startByRequest(segments, start, end, scene)), scene.recorded)
  );
}

const estimated = (start: UnixMs): Place => ({ start, isEstimated: true });

/** Only segments within this distance of the requested time can be the same segments as those in the playlist. */
const AROUND_MS = 60_000;

interface PlacesByKnown {
  readonly places: Place[];
  /** The index of the last segment whose time was known. It has placed the others. */
  readonly lastKnown: number;
  /** Whether the time of that segment was not an estimate. */
  readonly isExact: boolean;
}

/** Places segments by the last one that is also among the known segments; null if there is none. */
function placeByKnown(
  segments: Segments,
  around: TimeRange,
  { before, recorded }: WindowScene,
): PlacesByKnown | null {
  const identify = identityAmong(segments);
  const known = new Map(
    before
      .filter(({ start }) => start > around.start - AROUND_MS && start < around.end + AROUND_MS)
      .map((segment) => [identify(segment), segment]),
  );
  const lastKnown = segments.findLastIndex((segment) => known.has(identify(segment)));
  const segment = segments[lastKnown];
  const first = segment && known.get(identify(segment));
  if (!first) return null;
  const follower = { ...first, isMarked: segment.isDiscontinuity };
  return {
    lastKnown,
    isExact: !first.isEstimated,
    places: [
      ...placeBackward(segments.slice(0, lastKnown), follower, recorded),
      ...placeForward(segments.slice(lastKnown), first, recorded),
    ],
  };
}

/** The end of the last known segment, if the requested time is so near that the playlist may follow it; else null. */
function startAfterLast(segments: Segments, asked: UnixMs, before: readonly TimedSegment[]): UnixMs | null {
  const last = before.at(-1);
  if (!last) return null;
  const nearMs = longestMs([last, ...segments]) + TIMELINE_ROUNDING_MS;
  return Math.abs(endOf(last) - asked) <= nearMs ? endOf(last) : null;
}

/** Where the first segment begins if only the requested time is known. */
function startByRequest(
  segments: Segments,
  start: UnixMs,
  end: UnixMs | null,
  { recorded }: WindowScene,
): UnixMs {
  const longest = longestMs(segments) + TIMELINE_ROUNDING_MS;
  const hole = segments[0]?.isDiscontinuity ? holeBehind(recorded, start, longest) : null;
  if (hole) return hole.end;
  // If the answer is about as long as the requested time, and no hole cuts it, it extends equally far on both sides.
  const isCut = (recorded.rangeAt(start)?.end ?? Infinity) < (end ?? Infinity);
  const surplusMs = end === null || isCut ? 0 : totalMs(segments) - (end - start);
  const centred = Math.abs(surplusMs) <= 2 * longest ? start - surplusMs / 2 : start;
  return Math.max(centred, recorded.rangeAt(start)?.start ?? -Infinity);
}

/** A live playlist whose known segments end longer ago than this has a hole behind them: the encoder was away. */
const LATE_MS = 10_000;

/** Places a live playlist by the segments that are known, and its new segments up to now if the encoder was away. */
function placeLive(segments: Segments, now: UnixMs, scene: WindowScene): Place[] {
  const known = placeByKnown(segments, { start: -Infinity, end: Infinity }, scene);
  if (!known) return placeUpToNow(segments, now, scene);
  const isLate = endOfPlaces(segments, known.places) < now - LATE_MS;
  if (!isLate) return known.places;
  const firstNew = known.lastKnown + 1;
  return [...known.places.slice(0, firstNew), ...placeUpToNow(segments.slice(firstNew), now, scene)];
}

/** Places segments that have just been recorded: they end now, but they do not begin before the known ones end. */
function placeUpToNow(segments: Segments, now: UnixMs, { before, recorded }: WindowScene): Place[] {
  const last = before.at(-1);
  const places = placeBackward(segments, { start: now, isEstimated: true, isMarked: false }, recorded);
  const isTooEarly = last && places[0] && places[0].start < endOf(last);
  return isTooEarly ? placeForward(segments, estimated(endOf(last)), recorded) : places;
}
