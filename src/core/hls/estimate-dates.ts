import { HOLE_TOLERANCE_MS, TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { RecordedRanges } from '../timeline/recorded-ranges.ts';
import { dateRuns, markHoles, type DateRun } from './date-segments.ts';
import { fitToHole } from './fit-to-hole.ts';
import { fitToListing } from './fit-to-listing.ts';
import { endOfPlaces, holeBehind, placeBackward, placeForward, type Place } from './place-segments.ts';
import { realStretch, stretched } from './real-durations.ts';
import { findSame } from './same-segment.ts';
import { endOf, longestMs, totalMs, type MediaSegment, type TimedSegment } from './segment.ts';
import type { AskedWindow, WindowScene } from './window-scene.ts';

// Most servers date every segment, and date-segments.ts is enough then. The window loader loads this file, with those
// that it imports, on demand.

type Segments = readonly MediaSegment[];

/** Segments with their real durations, and where each of them lies. */
export interface PlacedSegments {
  readonly segments: Segments;
  /** One for each segment. */
  readonly places: readonly Place[];
}

/**
 * Gives every segment of a playlist a wall-clock time, and marks the holes, see {@link markHoles}.
 *
 * Dates are taken as they are. Segments without a date are placed from the nearest dated segment on, across the holes
 * of the timeline, which is right to a second. If no segment has a date, see {@link estimatePlaces}.
 */
export function timeSegments(segments: Segments, scene: WindowScene): TimedSegment[] {
  const placed = placeSegments(segments, scene);
  const { asked } = scene;
  const isFinal = asked.start === null || segments.every(({ date }) => date !== null);
  if (isFinal) return markHoles(placed.segments, placed.places);
  const answer = { asked, segments };
  const answered = placed.segments.map((segment, answerIndex) => ({ ...segment, answer, answerIndex }));
  return markHoles(answered, placed.places);
}

/** Finds out how long the segments of a playlist really last, and when they begin. */
export function placeSegments(segments: Segments, scene: WindowScene): PlacedSegments {
  const stretch = realStretch(segments, scene);
  const real = stretched(segments, stretch);
  const places = placesOf(dateRuns(real), stretch.driftMs, scene);
  return { segments: real, places: withDoubts(real, places, scene) };
}

function placesOf(runs: readonly DateRun[], driftMs: number, scene: WindowScene): Place[] {
  const { recorded } = scene;
  return runs.flatMap(({ date, segments }, index) => {
    const next = runs[index + 1];
    const follower = {
      start: next?.date ?? NaN,
      isEstimated: false,
      accuracyMs: 0,
      isMarked: next?.segments[0].isDiscontinuity ?? false,
    };
    if (date !== null) return placeBetween(date, follower.start, segments, recorded, driftMs);
    if (next) return placeBackward(segments, follower, recorded, driftMs);
    return estimatePlaces(segments, driftMs, scene);
  });
}

/**
 * Places the segments of a run between its date and that of the next run. If a hole of the timeline pushes them too
 * far, there is no hole: dates are more reliable than the timeline.
 */
function placeBetween(
  start: UnixMs,
  next: UnixMs,
  segments: Segments,
  recorded: RecordedRanges,
  driftMs: number,
): Place[] {
  const first = { start, isEstimated: false, accuracyMs: 0 };
  const places = placeForward(segments, first, recorded, driftMs);
  const isTooLate = endOfPlaces(segments, places) > next + HOLE_TOLERANCE_MS;
  return isTooLate ? placeForward(segments, first, RecordedRanges.empty, driftMs) : places;
}

/** What has just been recorded is not in the timeline yet, and there is seldom a hole in it. */
const RECENT_MS = 60_000;
/** In a playlist that may be of any length, an unknown hole is told as one of this length. */
const UNKNOWN_HOLE_MS = 600_000;

/**
 * Tells how wrong the places may be where the timeline is not known: the answer may be shorter than the requested time
 * because of a hole that nothing marks.
 */
function withDoubts(segments: Segments, places: readonly Place[], scene: WindowScene): Place[] {
  const { asked, recorded, now } = scene;
  if (places.every(({ accuracyMs }) => accuracyMs === 0)) return [...places];
  const longest = longestMs(segments);
  const isBounded = asked.start !== null && asked.end !== null;
  const missingMs = missingUntil(asked.end ?? now, segments, asked);
  const placedEnd = Math.min(endOfPlaces(segments, places), asked.end ?? Infinity) - RECENT_MS;
  const isUnknown = isBounded && recorded.unknown({ start: asked.start, end: placedEnd }).length > 0;
  const doubtMs = isUnknown && missingMs > 2 * longest ? missingMs + 2 * longest : 0;
  return places.map((place) => {
    if (place.accuracyMs === 0) return place;
    const accuracyMs = Number.isFinite(place.accuracyMs) ? place.accuracyMs : missingMs + 2 * longest;
    return { ...place, accuracyMs: Math.round(Math.max(accuracyMs, doubtMs)) };
  });
}

/** How much of the time up to an end is not in an answer. */
function missingUntil(end: UnixMs | undefined, segments: Segments, { start }: AskedWindow): number {
  if (start === null || end === undefined) return UNKNOWN_HOLE_MS;
  return Math.max(end - start - totalMs(segments), 0);
}

/**
 * Places segments of which none has a date. The sources, from the best to the worst:
 * 1. a segment in common with a playlist whose time is known exactly
 * 2. the edge of a hole among the segments, which is right to the second of the timeline
 * 3. a segment in common with a playlist whose time was estimated
 * 4. the requested time, which is right to the length of a segment: it is not known whether the answer of the server
 *    begins with the segment that contains the requested start, or with the next one. The segments that the timeline
 *    lists tell the rest.
 */
function estimatePlaces(segments: Segments, driftMs: number, scene: WindowScene): Place[] {
  if (scene.asked.start === null) return placeLive(segments, scene.asked.end, driftMs, scene);
  const { start, end } = scene.asked;
  const asked = { start, end: end ?? Infinity };
  const longest = longestMs(segments);
  const requestedMs = longest + TIMELINE_ROUNDING_MS;
  const found = placeByKnown(segments, asked, driftMs, scene);
  if (found?.isExact) return found.places;
  // From window to window, what is added up becomes worse than what is requested.
  const known = found && found.accuracyMs <= requestedMs ? found : null;
  const expected = known?.places[0]?.start ?? startAfterLast(segments, start, scene.before);
  const fitted = fitToHole(segments, asked, expected, scene.recorded) ?? known?.places;
  if (fitted) return fitToListing(segments, fitted, scene.recorded, false);
  const requested = expected ?? startByRequest(segments, start, end, scene);
  const first = { start: requested, isEstimated: true, accuracyMs: requestedMs };
  const places = placeForward(segments, first, scene.recorded, driftMs);
  // Where the answer is more than a segment longer or shorter than the requested time, it is so on both sides.
  const surplusMs = totalMs(segments) - (asked.end - start);
  const isCentred = Math.abs(surplusMs) > longest && Math.abs(surplusMs) <= 2 * longest;
  return fitToListing(segments, places, scene.recorded, expected === null && isCentred);
}

/** Only segments within this distance of the requested time can be the same segments as those in the playlist. */
const AROUND_MS = 60_000;

interface PlacesByKnown {
  readonly places: Place[];
  /** The index of the last segment whose time was known. It has placed the others. */
  readonly lastKnown: number;
  /** Whether the time of that segment was not an estimate. */
  readonly isExact: boolean;
  /** By how much the time of that segment may be wrong. */
  readonly accuracyMs: number;
}

/** Places segments by the last one that is also among the known segments; null if there is none. */
function placeByKnown(
  segments: Segments,
  around: TimeRange,
  driftMs: number,
  { before, recorded }: WindowScene,
): PlacesByKnown | null {
  const near = before.filter(
    ({ start }) => start > around.start - AROUND_MS && start < around.end + AROUND_MS,
  );
  const same = findSame(segments, near);
  const lastKnown = same.findLastIndex((each) => each !== undefined);
  const segment = segments[lastKnown];
  const first = segment && same[lastKnown];
  if (!first) return null;
  const follower = { ...first, isMarked: segment.isDiscontinuity };
  return {
    lastKnown,
    accuracyMs: first.accuracyMs,
    isExact: !first.isEstimated && first.accuracyMs <= TIMELINE_ROUNDING_MS,
    places: [
      ...placeBackward(segments.slice(0, lastKnown), follower, recorded, driftMs),
      ...placeForward(segments.slice(lastKnown), first, recorded, driftMs),
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
function placeLive(segments: Segments, now: UnixMs, driftMs: number, scene: WindowScene): Place[] {
  const known = placeByKnown(segments, { start: -Infinity, end: Infinity }, driftMs, scene);
  if (!known) return placeUpToNow(segments, now, scene);
  const isLate = endOfPlaces(segments, known.places) < now - LATE_MS;
  if (!isLate) return known.places;
  const firstNew = known.lastKnown + 1;
  return [...known.places.slice(0, firstNew), ...placeUpToNow(segments.slice(firstNew), now, scene)];
}

/** Places segments that have just been recorded: they end now, but they do not begin before the known ones end. */
function placeUpToNow(segments: Segments, now: UnixMs, { before, recorded }: WindowScene): Place[] {
  const last = before.at(-1);
  const accuracyMs = longestMs(segments) + LATE_MS;
  const follower = { start: now, isEstimated: true, accuracyMs, isMarked: false };
  const places = placeBackward(segments, follower, recorded);
  const isTooEarly = last && places[0] && places[0].start < endOf(last);
  if (!isTooEarly) return places;
  return placeForward(segments, { start: endOf(last), isEstimated: true, accuracyMs }, recorded);
}
