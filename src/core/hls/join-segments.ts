import { HOLE_TOLERANCE_MS, TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import { endOf, isApart, type MediaSegment, type TimedSegment } from './segment.ts';

type Segments = readonly TimedSegment[];

/** Two estimates of when the same segment begins may be this far apart. */
const SAME_MS = 30_000;

/**
 * What `incoming` adds to the end of a list. Windows overlap, by their margins and by whatever the server does with
 * a segment across an edge, so a segment may have come before: it is known by its path, or else by its time.
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
 * Whether a segment that is not known by its path has more to tell than the list: the greater part of it, or what
 * dates say is no rounding. The clock of an encoder that restarts may go back by a second or two.
 */
function isLater(segment: TimedSegment, last: TimedSegment): boolean {
  const halfMs = segment.durationMs / 2;
  return (
    endOf(segment) - endOf(last) > (areDated(last, segment) ? Math.min(TIMELINE_ROUNDING_MS, halfMs) : halfMs)
  );
}

const areDated = (...segments: Segments): boolean => segments.every(({ isEstimated }) => !isEstimated);

function findLastKnown(list: Segments, incoming: Segments): { index: number; segment: TimedSegment | null } {
  const identify = identityAmong(incoming);
  const since = (incoming[0]?.start ?? Infinity) - SAME_MS;
  const recent = list.slice(list.slice(0, -1).findLastIndex(({ start }) => start < since) + 1);
  const known = new Map(recent.map((segment) => [identify(segment), segment]));
  for (let index = incoming.length - 1; index >= 0; index -= 1) {
    const segment = incoming[index];
    const same = segment && known.get(identify(segment));
    if (!same) continue;
    const isSameTime = Math.abs(same.start - segment.start) <= SAME_MS;
    // Of the last one that is sure, whatever its date is now.
    if (isSameTime || same === list.at(-1)) return { index, segment: same };
  }
  return { index: -1, segment: null };
}

/**
 * Estimates differ from list to list, and dates from estimates: what would begin before the segment that it follows
 * begins right after that, so that times are right again as soon as their order allows. Not so if a clock was set
 * back: then there is nothing for it but to go on counting.
 */
function inOrder(last: TimedSegment | null, segments: Segments): TimedSegment[] {
  let previous = last;
  return segments.map((segment) => {
    if (!previous || segment.start > previous.start) return (previous = segment);
    const isSetBack = previous.start - segment.start > SAME_MS;
    const start = isSetBack ? Math.round(endOf(previous)) : previous.start + 1;
    return (previous = { ...segment, start, isEstimated: true });
  });
}

/**
 * What tells that two segments are the same one: path and byte range, since the query may hold a signature that
 * changes. Where paths are not enough to tell the given segments apart, their whole URLs are.
 */
export function identityAmong(segments: readonly MediaSegment[]): (segment: MediaSegment) => string {
  const byPath = (segment: MediaSegment) => withOffset(pathOf(segment.url), segment);
  const isEnough = new Set(segments.map(byPath)).size === segments.length;
  return isEnough ? byPath : (segment) => withOffset(segment.url, segment);
}

const withOffset = (name: string, { byteRange }: MediaSegment): string =>
  byteRange ? `${name} ${byteRange.offsetBytes}` : name;

/** Without the host too: there may be several, to share the load. */
const pathOf = (url: string): string => /^[a-z][a-z0-9+.-]*:\/\/[^/]*([^?#]*)/i.exec(url)?.[1] ?? url;
