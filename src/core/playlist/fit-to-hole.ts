import type { RecordedRanges } from '../recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../time-range.ts';
import { ROUNDING_MS } from './hole-edges.ts';
import { endOfPlaces, placeForward, type Place } from './place-segments.ts';
import { HOLE_MS, longestMs, type MediaSegment } from './segment.ts';

type Segments = readonly MediaSegment[];

/** Lays out segments without dates by the first edge of a recorded period among them; null where there is none. */
export function fitToHole(segments: Segments, asked: TimeRange, recorded: RecordedRanges): Place[] | null {
  const place = (start: UnixMs) => placeForward(segments, { start, isEstimated: true }, recorded);
  const isHole = recorded.isHole(asked.start);
  const first = isHole ? recorded.next(asked.start) : recorded.rangeAt(asked.start);
  if (!first) return null;
  if (isHole) return place(first.start);
  if (first.end >= asked.end || !recorded.isHole(first.end)) return null;
  const layouts = possibleStarts(segments, asked.start, first.end).map(place);
  const misfits = layouts.map((layout) => misfitMs(segments, layout, asked, recorded));
  return layouts[misfits.indexOf(Math.min(...misfits))] ?? null;
}

/** Where the first segment may begin, so that one of them ends at the hole. */
function possibleStarts(segments: Segments, asked: UnixMs, hole: UnixMs): UnixMs[] {
  const nearMs = longestMs(segments) + ROUNDING_MS;
  const starts: { start: UnixMs; isMarked: boolean }[] = [];
  let sumMs = 0;
  for (const [index, segment] of segments.entries()) {
    sumMs += segment.durationMs;
    const next = segments[index + 1];
    const start = hole - sumMs;
    if (Math.abs(start - asked) <= nearMs) starts.push({ start, isMarked: next?.isDiscontinuity ?? false });
  }
  const marked = starts.filter(({ isMarked }) => isMarked);
  return (marked.length > 0 ? marked : starts).map(({ start }) => start);
}

/** By how much a layout disagrees with what was asked for, and with the timeline after the first hole. */
function misfitMs(
  segments: Segments,
  places: readonly Place[],
  asked: TimeRange,
  recorded: RecordedRanges,
): number {
  const end = endOfPlaces(segments, places);
  const last = recorded.isHole(asked.end) ? recorded.previous(asked.end)?.end : asked.end;
  const shortMs = recorded.isKnown(asked.end) && last !== undefined ? last - end : 0;
  // Answers that stop short of what was asked for are the rarest.
  const rarityMs = shortMs > 2 * ROUNDING_MS ? 2 * longestMs(segments) : 0;
  const startMs = Math.abs((places[0]?.start ?? NaN) - asked.start);
  return startMs + Math.abs(shortMs) + rarityMs + edgesMs(segments, places, recorded);
}

/** How far the segments before holes end from where the timeline says that the holes begin. */
function edgesMs(segments: Segments, places: readonly Place[], recorded: RecordedRanges): number {
  let sumMs = 0;
  for (const [index, place] of places.slice(1).entries()) {
    const end = (places[index]?.start ?? NaN) + (segments[index]?.durationMs ?? NaN);
    if (place.start - end > HOLE_MS) sumMs += Math.abs(end - (recorded.previous(place.start)?.end ?? end));
  }
  return sumMs;
}
