import { TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import type { MediaSegment } from './segment.ts';

/** Where a segment lies in wall-clock time. */
export interface Place {
  readonly start: UnixMs;
  readonly isEstimated: boolean;
  /** By how much `start` may be wrong, in milliseconds; infinite if nothing is known. */
  readonly accuracyMs: number;
}

/** When the last of the placed segments ends. */
export const endOfPlaces = (segments: readonly MediaSegment[], places: readonly Place[]): UnixMs =>
  (places.at(-1)?.start ?? NaN) + (segments.at(-1)?.durationMs ?? NaN);

/** How far the edge of a hole may be from where a segment without a date seems to begin. */
const slackOf = ({ durationMs }: MediaSegment): number => Math.max(durationMs, TIMELINE_ROUNDING_MS);

/**
 * Places segments one after the other, from a known first one. Where the timeline has a hole, the next segment is
 * placed behind it:
 *
 *     recorded   ├──────────────┤   hole   ├──────────
 *     segments   ├─ a ─┤├─ b ─┤            ├─ c ─┤├─ d
 *
 * @param driftMs by how much each duration may be wrong
 */
export function placeForward(
  segments: readonly MediaSegment[],
  first: Place,
  recorded: RecordedRanges,
  driftMs = 0,
): Place[] {
  let { start, isEstimated, accuracyMs } = first;
  // Added up apart from the date: a date is too large a number for fractions of a millisecond.
  let sinceMs = 0;
  return segments.map((segment, index) => {
    const end = start + sinceMs;
    const hole = index === 0 ? null : holeAhead(recorded, end, slackOf(segment));
    if (hole && isFirstAfter(segments, index, hole.start - end)) {
      [start, sinceMs, isEstimated, accuracyMs] = [hole.end, 0, true, TIMELINE_ROUNDING_MS];
    } else if (index > 0 && segment.isDiscontinuity && !recorded.isKnown(end)) {
      // The timeline does not tell whether there is a hole at this discontinuity.
      [isEstimated, accuracyMs] = [true, Infinity];
    }
    const place = { start: start + sinceMs, isEstimated, accuracyMs };
    sinceMs += segment.durationMs;
    accuracyMs += driftMs;
    return place;
  });
}

/**
 * Whether the segment at `index` is the first one behind a hole: it is the one with a discontinuity, if there is one
 * nearby, or else the one that begins nearest to the hole. All other segments begin at least one segment away from
 * the hole, and the timeline is wrong by a second at most.
 *
 * @param untilHoleMs from where the segment seems to begin to the start of the hole
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

/** The segment that follows the segments of {@link placeBackward}. */
export interface Follower extends Place {
  /** Whether the follower has a discontinuity. */
  readonly isMarked: boolean;
}

/** Places segments one before the other, from a known follower backward; the mirror image of {@link placeForward}. */
export function placeBackward(
  segments: readonly MediaSegment[],
  follower: Follower,
  recorded: RecordedRanges,
  driftMs = 0,
): Place[] {
  const backward = mirror(segments, follower.isMarked);
  let { start: end, isEstimated, accuracyMs } = follower;
  let sinceMs = 0;
  const places = backward.map((segment, index) => {
    const next = end - sinceMs;
    const hole = holeBehind(recorded, next, slackOf(segment));
    if (hole && isFirstAfter(backward, index, next - hole.end)) {
      [end, sinceMs, isEstimated, accuracyMs] = [hole.start, 0, true, TIMELINE_ROUNDING_MS];
    } else if (segment.isDiscontinuity && !recorded.isKnown(next - 1)) {
      [isEstimated, accuracyMs] = [true, Infinity];
    }
    sinceMs += segment.durationMs;
    accuracyMs += driftMs;
    return { start: end - sinceMs, isEstimated, accuracyMs };
  });
  return places.toReversed();
}

/**
 * Reverses segments. A discontinuity is at the edge between two segments, so it moves from the later segment to the
 * earlier one.
 */
function mirror(segments: readonly MediaSegment[], isEndMarked: boolean): MediaSegment[] {
  return segments
    .map((segment, index) => ({
      ...segment,
      isDiscontinuity: segments[index + 1]?.isDiscontinuity ?? isEndMarked,
    }))
    .toReversed();
}

/** Among the holes that end after `at`, returns the one whose start is nearest to `at`, if within `slackMs`. */
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

/** Among the holes that begin before `at`, returns the one whose end is nearest to `at`, if within `slackMs`. */
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

/** The hole at an instant, if both of its edges are known: something is recorded before it and behind it. */
function closedHoleAt(recorded: RecordedRanges, at: UnixMs): TimeRange | null {
  const hole = recorded.holeAt(at);
  const isClosed = hole && recorded.isRecorded(hole.start - 1) && recorded.isRecorded(hole.end);
  return isClosed ? hole : null;
}
