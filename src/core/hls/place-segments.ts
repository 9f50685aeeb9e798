import { TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import type { MediaSegment } from './segment.ts';

/** Where a segment lies on the wall clock. */
export interface Place {
  readonly start: UnixMs;
  readonly isEstimated: boolean;
}

/** When the last of them ends. */
export const endOfPlaces = (segments: readonly MediaSegment[], places: readonly Place[]): UnixMs =>
  (places.at(-1)?.start ?? NaN) + (segments.at(-1)?.durationMs ?? NaN);

/** How far a segment may lie from where it seems to lie without a date. */
const slackOf = ({ durationMs }: MediaSegment): number => Math.max(durationMs, TIMELINE_ROUNDING_MS);

/** Lays segments one after the other, the first at `first`, over the holes that the timeline knows of. */
export function placeForward(
  segments: readonly MediaSegment[],
  first: Place,
  recorded: RecordedRanges,
): Place[] {
  let { start, isEstimated } = first;
  // Added up apart from the date, which is too large a number for fractions of a millisecond.
  let sinceMs = 0;
  return segments.map((segment, index) => {
    const end = start + sinceMs;
    const hole = index === 0 ? null : holeAhead(recorded, end, slackOf(segment));
    if (hole && isFirstAfter(segments, index, hole.start - end)) {
      [start, sinceMs, isEstimated] = [hole.end, 0, true];
    } else if (index > 0 && segment.isDiscontinuity && !recorded.isKnown(end)) {
      // There may be a hole.
      isEstimated = true;
    }
    const place = { start: start + sinceMs, isEstimated };
    sinceMs += segment.durationMs;
    return place;
  });
}

/**
 * Whether it is this segment that a hole comes before: the one marked so if one is near, else the one that begins
 * nearest to it. The other segments lie one segment or more away from it, and the timeline is a second off at most.
 */
function isFirstAfter(segments: readonly MediaSegment[], index: number, untilHoleMs: number): boolean {
  const segment = segments[index];
  if (!segment || segment.isDiscontinuity) return true;
  if (untilHoleMs >= segment.durationMs / 2) return false;
  let aheadMs = 0;
  for (const ahead of segments.slice(index)) {
    if (aheadMs > untilHoleMs + slackOf(segment)) break;
    if (ahead.isDiscontinuity) return false;
    aheadMs += ahead.durationMs;
  }
  return true;
}

/** What follows the segments that are laid backward. */
export interface Follower extends Place {
  /** It is marked as a discontinuity. */
  readonly isMarked: boolean;
}

/** Lays segments one before the other, the last up to where its follower begins. */
export function placeBackward(
  segments: readonly MediaSegment[],
  follower: Follower,
  recorded: RecordedRanges,
): Place[] {
  const backward = mirror(segments, follower.isMarked);
  let { start: end, isEstimated } = follower;
  let sinceMs = 0;
  const places = backward.map((segment, index) => {
    const next = end - sinceMs;
    const hole = holeBehind(recorded, next, slackOf(segment));
    if (hole && isFirstAfter(backward, index, next - hole.end)) {
      [end, sinceMs, isEstimated] = [hole.start, 0, true];
    } else if (segment.isDiscontinuity && !recorded.isKnown(next - 1)) {
      isEstimated = true;
    }
    sinceMs += segment.durationMs;
    return { start: end - sinceMs, isEstimated };
  });
  return places.toReversed();
}

/** A mark is on the edge between two segments, so backward it belongs to the other one of them. */
function mirror(segments: readonly MediaSegment[], isEndMarked: boolean): MediaSegment[] {
  return segments
    .map((segment, index) => ({
      ...segment,
      isDiscontinuity: segments[index + 1]?.isDiscontinuity ?? isEndMarked,
    }))
    .toReversed();
}

/** Of the holes that end after `at`, the one that begins nearest to it, at most `slackMs` away. */
export function holeAhead(recorded: RecordedRanges, at: UnixMs, slackMs: number): TimeRange | null {
  let nearest: TimeRange | null = null;
  let before = recorded.previous(at + slackMs);
  while (before && before.end >= at - slackMs) {
    const hole = closedHoleAt(recorded, before.end);
    if (hole && hole.end > at && !isNearer(at, nearest?.start, hole.start)) nearest = hole;
    before = recorded.previous(before.start);
  }
  return nearest;
}

/** Of the holes that begin before `at`, the one that ends nearest to it, at most `slackMs` away. */
export function holeBehind(recorded: RecordedRanges, at: UnixMs, slackMs: number): TimeRange | null {
  let nearest: TimeRange | null = null;
  let after = recorded.next(at - slackMs - 1);
  while (after && after.start <= at + slackMs) {
    const hole = closedHoleAt(recorded, after.start - 1);
    if (hole && hole.start < at && !isNearer(at, nearest?.end, hole.end)) nearest = hole;
    after = recorded.next(after.start);
  }
  return nearest;
}

const isNearer = (to: UnixMs, one: UnixMs | undefined, other: UnixMs): boolean =>
  one !== undefined && Math.abs(one - to) < Math.abs(other - to);

/** A hole of which it is known where it begins and where it ends. */
function closedHoleAt(recorded: RecordedRanges, at: UnixMs): TimeRange | null {
  const hole = recorded.holeAt(at);
  const isClosed = hole && recorded.isRecorded(hole.start - 1) && recorded.isRecorded(hole.end);
  return isClosed ? hole : null;
}
