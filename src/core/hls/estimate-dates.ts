import { HOLE_TOLERANCE_MS, TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { RecordedRanges } from '../timeline/recorded-ranges.ts';
import { dateRuns, markHoles, type DateRun } from './date-segments.ts';
import { fitToHole } from './fit-to-hole.ts';
import { identityAmong } from './join-segments.ts';
import { endOfPlaces, holeBehind, placeBackward, placeForward, type Place } from './place-segments.ts';
import { endOf, longestMs, totalMs, type MediaSegment, type TimedSegment } from './segment.ts';

type Segments = readonly MediaSegment[];

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
  const isTooLate = endOfPlaces(segments, places) > next + HOLE_TOLERANCE_MS;
  return isTooLate ? placeForward(segments, first, RecordedRanges.empty) : places;
}

/**
 * Lays out segments of which none has a date. Where a recorded period begins or ends among them, that is to the
 * second of the timeline. Else they go on from segments that are known already; and else they are where the server
 * was asked for them, which is right to a segment's length only: whether its answer begins with the segment that
 * holds the instant asked for or with the next one is not known.
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
    placeForward(segments, estimated(expected ?? startAsked(segments, start, end, scene)), scene.recorded)
  );
}

const estimated = (start: UnixMs): Place => ({ start, isEstimated: true });

/** How far from the time asked for a segment may be known to lie, and still be the same one. */
const AROUND_MS = 60_000;

interface PlacesByKnown {
  readonly places: Place[];
  /** The last one that was known, by which the others are placed. */
  readonly lastKnown: number;
  /** Its place was not an estimate. */
  readonly isExact: boolean;
}

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

/** Where the segments begin if they go on right after the last one that is known. */
function startAfterLast(segments: Segments, asked: UnixMs, before: readonly TimedSegment[]): UnixMs | null {
  const last = before.at(-1);
  if (!last) return null;
  const nearMs = longestMs([last, ...segments]) + TIMELINE_ROUNDING_MS;
  return Math.abs(endOf(last) - asked) <= nearMs ? endOf(last) : null;
}

function startAsked(
  segments: Segments,
  start: UnixMs,
  end: UnixMs | null,
  { recorded }: WindowScene,
): UnixMs {
  const longest = longestMs(segments) + TIMELINE_ROUNDING_MS;
  const hole = segments[0]?.isDiscontinuity ? holeBehind(recorded, start, longest) : null;
  if (hole) return hole.end;
  // As much too early as too late, where the answer is as long as what was asked for, and nothing ends in it.
  const isCut = (recorded.rangeAt(start)?.end ?? Infinity) < (end ?? Infinity);
  const surplusMs = end === null || isCut ? 0 : totalMs(segments) - (end - start);
  const centred = Math.abs(surplusMs) <= 2 * longest ? start - surplusMs / 2 : start;
  return Math.max(centred, recorded.rangeAt(start)?.start ?? -Infinity);
}

/** A live playlist that ends longer ago than this has missed something: the encoder was away. */
const LATE_MS = 10_000;

function placeLive(segments: Segments, now: UnixMs, scene: WindowScene): Place[] {
  const known = placeByKnown(segments, { start: -Infinity, end: Infinity }, scene);
  if (!known) return placeRecent(segments, now, scene);
  const isLate = endOfPlaces(segments, known.places) < now - LATE_MS;
  if (!isLate) return known.places;
  const firstNew = known.lastKnown + 1;
  return [...known.places.slice(0, firstNew), ...placeRecent(segments.slice(firstNew), now, scene)];
}

/** What is new in a live playlist has been recorded just now; but after what is known, when that seems to end later. */
function placeRecent(segments: Segments, now: UnixMs, { before, recorded }: WindowScene): Place[] {
  const last = before.at(-1);
  const places = placeBackward(segments, { start: now, isEstimated: true, isMarked: false }, recorded);
  const isTooEarly = last && places[0] && places[0].start < endOf(last);
  return isTooEarly ? placeForward(segments, estimated(endOf(last)), recorded) : places;
}
