import { TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { endOfPlaces, holeAhead, placeForward, type Place } from './place-segments.ts';
import { longestMs, totalMs, type MediaSegment } from './segment.ts';

type Segments = readonly MediaSegment[];

/** One way to lay out the segments around the first hole among them. */
interface Layout {
  /** When the first segment begins. */
  readonly start: UnixMs;
  /** How far `start` is from where the first segment is expected to begin. */
  readonly awayMs: number;
  /** Whether the segment behind the hole has a discontinuity. */
  readonly isMarked: boolean;
}

/**
 * Places segments without dates by the first hole among them, whose edges the timeline tells to the second. Of all
 * layouts, the one is chosen that fits best to the requested time:
 *
 *     requested        ├──────────────────────────────┤
 *     recorded   ──────────────┤   hole   ├────────────
 *     layout 1        ├─ a ─┤├─ b ─┤      ├─ c ─┤├─ d ─┤   fits
 *     layout 2              ├─ a ─┤       ├─ b ─┤├─ c ─┤├─ d ─┤   begins too late and ends too late
 *
 * @param asked the requested time
 * @param expected about when the first segment begins; null if only the requested time tells
 * @returns null if there is no hole, or if the hole does not help
 */
export function fitToHole(
  segments: Segments,
  asked: TimeRange,
  expected: UnixMs | null,
  recorded: RecordedRanges,
): Place[] | null {
  const start = expected ?? asked.start;
  const hole = recorded.holeAt(recorded.rangeAt(start)?.end ?? start);
  // A hole without an end may not be one: what was just recorded is not yet in the timeline.
  if (!hole || hole.start >= asked.end || !recorded.isRecorded(hole.end)) return null;
  // If the segments end before the hole, the last ones before it may be missing, and the hole tells nothing. The
  // expected start comes from the timeline too, and a server rounds all edges alike, so one second is enough.
  if (expected !== null && expected + totalMs(segments) < hole.start - TIMELINE_ROUNDING_MS) return null;
  let best: Place[] | null = null;
  let leastMs = Infinity;
  for (const layout of layoutsAround(hole, segments, start)) {
    const places = placeForward(segments, edgeAt(layout.start), recorded);
    const endMs = expected === null ? endMisfitMs(segments, places, asked.end, recorded) : 0;
    const misfitMs = layout.awayMs + endMs;
    if (misfitMs < leastMs) [best, leastMs] = [places, misfitMs];
  }
  return best;
}

/** The edges of a hole are right to the second of the timeline. */
const edgeAt = (start: UnixMs): Place => ({ start, isEstimated: true, accuracyMs: TIMELINE_ROUNDING_MS });

/**
 * Lists the layouts that begin near the expected start. If the playlist has a discontinuity at the hole in some of
 * them, only these are listed.
 */
function layoutsAround(hole: TimeRange, segments: Segments, expected: UnixMs): Layout[] {
  const nearMs = 2 * longestMs(segments);
  const isMarkedAt = (index: number) => segments[index]?.isDiscontinuity ?? false;
  const uncoveredMs = Math.max(hole.start - expected, 0);
  // The server may have left out all segments before the hole.
  const layouts: Layout[] = [{ start: hole.end, awayMs: uncoveredMs, isMarked: isMarkedAt(0) }];
  let start = hole.start;
  for (const [index, { durationMs }] of segments.entries()) {
    start -= durationMs;
    layouts.push({ start, awayMs: Math.abs(start - expected), isMarked: isMarkedAt(index + 1) });
  }
  const near = layouts.filter(({ awayMs }) => awayMs <= nearMs);
  const marked = near.filter(({ isMarked }) => isMarked);
  return marked.length > 0 ? marked : near;
}

/** How far the end of a layout is from the requested end, as far as the timeline tells. */
function endMisfitMs(
  segments: Segments,
  places: readonly Place[],
  askedEnd: UnixMs,
  recorded: RecordedRanges,
): number {
  if (!recorded.isKnown(askedEnd)) return 0;
  const end = endOfPlaces(segments, places);
  // Nothing can be missing in a hole, so segments that end at a hole reach to its end.
  const reached = holeAhead(recorded, end, TIMELINE_ROUNDING_MS)?.end ?? end;
  const wanted = recorded.isHole(askedEnd) ? (recorded.previous(askedEnd)?.end ?? askedEnd) : askedEnd;
  return Math.abs(wanted - (reached > wanted ? end : reached));
}
