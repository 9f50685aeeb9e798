import { DATE_ROUNDING_MS, HOLE_TOLERANCE_MS, TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import { lastIndexUpTo } from '../time/bisect.ts';
import { findSame } from './same-segment.ts';
import { endOf, isApart, type TimedSegment } from './segment.ts';

type Segments = readonly TimedSegment[];

/** Two estimates of when the same segment begins may be this far apart. */
const SAME_SEGMENT_MS = 30_000;
/** Two dates of the same segment are at most this far apart, even if the encoder's clock was set in between. */
const SET_BACK_MS = 60_000;

/**
 * Returns the segments of `incoming` that have to be added to the end of a list. Windows overlap, because of their
 * margins and because of what a server does with a segment across an edge, so the list may already contain some of the
 * segments. They are recognised by their names, see same-segment.ts, or else by
 * their time:
 *
 *     list       a  b  c
 *     incoming      b  c  d  e
 *     added               d  e
 */
export function addedSegments(list: Segments, incoming: Segments): TimedSegment[] {
  const last = list.at(-1);
  if (!last) return inOrder(null, incoming);
  const lastKnown = findLastKnown(list, incoming);
  const added = incoming.slice(lastKnown.index + 1);
  if (lastKnown.segment === last) return inOrder(last, added);
  const firstLater = added.findIndex((segment) => isLater(segment, last));
  const [first, ...others] = firstLater < 0 ? [] : added.slice(firstLater);
  if (!first) return [];
  const isCut = areDated(last, first)
    ? isApart(last, first)
    : first.start - endOf(last) > HOLE_TOLERANCE_MS + TIMELINE_ROUNDING_MS;
  const isDiscontinuity = first.isDiscontinuity || isCut;
  return inOrder(last, [{ ...first, isDiscontinuity }, ...others]);
}

/**
 * Whether a segment that is not recognised by its name goes beyond the end of the list: by more than half of it, or, if
 * both have dates, by more than dates are rounded. The second case matters when an encoder restarts and its clock goes
 * back by a second or two.
 */
function isLater(segment: TimedSegment, last: TimedSegment): boolean {
  const halfMs = segment.durationMs / 2;
  const leastMs = areDated(last, segment) ? Math.min(DATE_ROUNDING_MS, halfMs) : halfMs;
  return endOf(segment) - endOf(last) > leastMs;
}

const areDated = (...segments: Segments): boolean =>
  segments.every(({ isEstimated, accuracyMs }) => !isEstimated && accuracyMs <= DATE_ROUNDING_MS);

/** Finds the last incoming segment that the list already contains; its index is -1 if there is none. */
function findLastKnown(
  list: Segments,
  incoming: Segments,
): { index: number; segment: TimedSegment | undefined } {
  const last = list.at(-1);
  // Only the last segment, and those that begin late enough, can come again: the others need not be named.
  const since = (incoming[0]?.start ?? Infinity) - SAME_SEGMENT_MS;
  const firstRecent = Math.min(lastIndexUpTo(list, ({ start }) => start < since) + 1, list.length - 1);
  const same = findSame(incoming, list.slice(firstRecent), (segment, known, isWhole) => {
    const apartMs = Math.abs(known.start - segment.start);
    const haveDates = areDated(known, segment);
    if (!isWhole && haveDates) return apartMs <= DATE_ROUNDING_MS;
    // A name may be used again after hours. Only for the last segment of the list, an estimate may be further off.
    if (isWhole && known === last) return !haveDates || apartMs <= SET_BACK_MS;
    return apartMs <= SAME_SEGMENT_MS;
  });
  const index = same.findLastIndex((segment) => segment !== undefined);
  return { index, segment: same[index] };
}

/**
 * Makes each segment begin after the one before. Estimates differ from one playlist to the next, and from dates, so a
 * segment may seem to begin before the one that it follows. It is moved to just behind the start of that one, so that
 * the times are right again as soon as possible. If the clock of the encoder was set back, the times would not become
 * right for long, so the durations are summed up instead.
 */
function inOrder(last: TimedSegment | null, segments: Segments): TimedSegment[] {
  let previous = last;
  return segments.map((segment) => {
    if (!previous || segment.start > previous.start) return (previous = segment);
    const isSetBack = previous.start - segment.start > SAME_SEGMENT_MS;
    const start = isSetBack ? Math.round(endOf(previous)) : previous.start + 1;
    return (previous = { ...segment, start, isEstimated: true });
  });
}
