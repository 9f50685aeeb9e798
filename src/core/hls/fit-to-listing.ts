import { TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { UnixMs } from '../time/time-range.ts';
import { listedStarts } from '../timeline/listed-starts.ts';
import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import type { Place } from './place-segments.ts';
import { longestMs, type MediaSegment } from './segment.ts';

type Segments = readonly MediaSegment[];

/**
 * Moves estimated places to where the timeline lists segments, which tells to the second when each of them begins:
 *
 *     listed     ├────────┤├────────┤├────────┤├────────┤
 *     estimated     ├─ a ──┤├─ b ──┤├─ c ──┤
 *     moved      ├─ a ────┤├─ b ───┤├─ c ───┤
 *
 * @param isSure whether the estimates are wrong by at most half a segment, so that it is not the segment beside
 */
export function fitToListing(
  segments: Segments,
  places: readonly Place[],
  recorded: RecordedRanges,
  isSure: boolean,
): Place[] {
  const longest = longestMs(segments);
  const [first, last] = [places[0]?.start ?? NaN, places.at(-1)?.start ?? NaN];
  const starts = listedStarts(recorded, { start: first - longest, end: last + 2 * longest });
  const moved = [...places];
  for (const { from, to } of stretchesOf(segments, places)) {
    const stretch = places.slice(from, to);
    const byMs = moveToListed(stretch, starts);
    if (byMs === null) continue;
    for (const [index, place] of stretch.entries()) {
      const accuracyMs = isSure ? Math.min(place.accuracyMs, TIMELINE_ROUNDING_MS) : place.accuracyMs;
      // An average of rounded times is not more exact than this.
      const isMoved = Math.abs(byMs) > TIMELINE_ROUNDING_MS / 2;
      moved[from + index] = isMoved
        ? { start: place.start + byMs, isEstimated: true, accuracyMs }
        : { ...place, accuracyMs };
    }
  }
  return moved;
}

/** Fewer segments in a row may fit by chance. */
const FEWEST = 3;

/** By how much a row of segments has to be moved; null if the timeline does not list each of them. */
function moveToListed(places: readonly Place[], starts: readonly UnixMs[]): number | null {
  const middle = places.length >> 1;
  const at = places[middle]?.start ?? NaN;
  const distances = starts.map((start) => Math.abs(start - at));
  const firstListed = distances.indexOf(Math.min(...distances)) - middle;
  const aways = places.map(({ start }, index) => (starts[firstListed + index] ?? NaN) - start);
  const averageMs = aways.reduce((sumMs, awayMs) => sumMs + awayMs, 0) / aways.length;
  const isFitting = aways.every((awayMs) => Math.abs(awayMs - averageMs) <= 1.5 * TIMELINE_ROUNDING_MS);
  return places.length >= FEWEST && isFitting ? averageMs : null;
}

/** The rows of segments of which each begins where the one before ends. */
function stretchesOf(segments: Segments, places: readonly Place[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let from = 0;
  for (let to = 1; to <= places.length; to += 1) {
    const end = (places[to - 1]?.start ?? NaN) + (segments[to - 1]?.durationMs ?? NaN);
    if (Math.abs((places[to]?.start ?? NaN) - end) <= 1) continue;
    stretches.push({ from, to });
    from = to;
  }
  return stretches;
}
