import { TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { endOfPlaces, holeAhead, placeForward, type Place } from './place-segments.ts';
import { longestMs, totalMs, type MediaSegment } from './segment.ts';

type Segments = readonly MediaSegment[];

/** One way in which segments can lie around the first hole among them. */
interface Layout {
  readonly start: UnixMs;
  /** How far from what was asked for it begins. */
  readonly awayMs: number;
  /** The segment after the hole says that it is one. */
  readonly isMarked: boolean;
}

/**
 * Lays out segments without dates by the first hole among them; null where there is none.
 *
 * @param expected about when the first one begins, if that is known better than from what was asked for
 */
export function fitToHole(
  segments: Segments,
  asked: TimeRange,
  expected: UnixMs | null,
  recorded: RecordedRanges,
): Place[] | null {
  const start = expected ?? asked.start;
  const hole = recorded.holeAt(recorded.rangeAt(start)?.end ?? start);
  // Just after what is recorded there always seems to be a hole: what is recorded now is not known yet.
  if (!hole || hole.start >= asked.end || !recorded.isRecorded(hole.end)) return null;
  // The last ones before the hole may be missing; then it tells nothing. What is expected is off by as much as any
  // edge, in the same direction, since servers round all of them alike.
  if (expected !== null && expected + totalMs(segments) < hole.start - TIMELINE_ROUNDING_MS) return null;
  let best: Place[] | null = null;
  let leastMs = Infinity;
  for (const layout of layoutsAround(hole, segments, start)) {
    const places = placeForward(segments, { start: layout.start, isEstimated: true }, recorded);
    const endMs = expected === null ? endMisfitMs(segments, places, asked.end, recorded) : 0;
    const misfitMs = layout.awayMs + endMs;
    if (misfitMs < leastMs) [best, leastMs] = [places, misfitMs];
  }
  return best;
}

function layoutsAround(hole: TimeRange, segments: Segments, asked: UnixMs): Layout[] {
  const nearMs = 2 * longestMs(segments);
  const isMarkedAt = (index: number) => segments[index]?.isDiscontinuity ?? false;
  const uncoveredMs = Math.max(hole.start - asked, 0);
  // Those before the hole may all have been left out.
  const layouts: Layout[] = [{ start: hole.end, awayMs: uncoveredMs, isMarked: isMarkedAt(0) }];
  let start = hole.start;
  for (const [index, { durationMs }] of segments.entries()) {
    start -= durationMs;
    layouts.push({ start, awayMs: Math.abs(start - asked), isMarked: isMarkedAt(index + 1) });
  }
  const near = layouts.filter(({ awayMs }) => awayMs <= nearMs);
  const marked = near.filter(({ isMarked }) => isMarked);
  return marked.length > 0 ? marked : near;
}

/** How far from what was asked for it ends, as far as the timeline tells. */
function endMisfitMs(
  segments: Segments,
  places: readonly Place[],
  asked: UnixMs,
  recorded: RecordedRanges,
): number {
  if (!recorded.isKnown(asked)) return 0;
  const end = endOfPlaces(segments, places);
  // A hole is nothing that could be missing.
  const reached = holeAhead(recorded, end, TIMELINE_ROUNDING_MS)?.end ?? end;
  const wanted = recorded.isHole(asked) ? (recorded.previous(asked)?.end ?? asked) : asked;
  return Math.abs(wanted - (reached > wanted ? end : reached));
}
