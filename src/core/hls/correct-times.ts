import { TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import { placeSegments } from './estimate-dates.ts';
import { findSame } from './same-segment.ts';
import type { MediaSegment, TimedSegment, WindowAnswer } from './segment.ts';

// The playlist updater loads this file on demand, where the time of a segment is not known exactly.

type Segments = readonly TimedSegment[];

/** Consecutive segments of the same answer; null if their answer is not known. */
interface Group {
  readonly answer: WindowAnswer | null;
  readonly segments: TimedSegment[];
}

/**
 * Tells the times of segments anew, by what the timeline says now, and by the dates of later answers:
 *
 *     answer 1    12:00:00  ?  ?  ?  ?  ?
 *     answer 2                       12:03:20  ?  ?      the same segment as the last but one of answer 1
 *
 * Only times and durations change: a discontinuity stays where it was written.
 *
 * @param segments those of the playlist in use
 * @returns one for each segment; the same array if nothing changes
 */
export function correctTimes(segments: Segments, recorded: RecordedRanges): Segments {
  const groups = groupsOf(segments);
  const corrected: TimedSegment[] = [];
  for (const [index, group] of groups.entries()) {
    const { answer } = group;
    const isDue = answer && group.segments.some(({ accuracyMs }) => accuracyMs > TIMELINE_ROUNDING_MS);
    const later = groups.slice(index + 1).find((each) => each.answer)?.answer;
    if (isDue) corrected.push(...placedAnew(group.segments, dated(answer, later), corrected, recorded));
    // The timeline has told, not the segments before.
    else if (answer) corrected.push(...group.segments);
    else corrected.push(...movedAlong(group.segments, segments[corrected.length - 1], corrected.at(-1)));
  }
  const inOrder = corrected.map((segment, index) => after(corrected[index - 1], segment));
  const isChanged = inOrder.some((segment, index) => !isAlike(segment, segments[index]));
  return isChanged ? inOrder : segments;
}

function groupsOf(segments: Segments): Group[] {
  const groups: Group[] = [];
  for (const segment of segments) {
    const answer = segment.answer ?? null;
    const last = groups.at(-1);
    if (last?.answer === answer) last.segments.push(segment);
    else groups.push({ answer, segments: [segment] });
  }
  return groups;
}

/** An answer with the dates that a later one has for the same segments. */
function dated(answer: WindowAnswer, later: WindowAnswer | null | undefined): WindowAnswer {
  if (!later?.segments.some(({ date }) => date !== null)) return answer;
  const same = findSame(answer.segments, later.segments);
  const segments = answer.segments.map((segment, index): MediaSegment => {
    return { ...segment, date: segment.date ?? same[index]?.date ?? null };
  });
  return { ...answer, segments };
}

function placedAnew(
  group: Segments,
  { asked, segments }: WindowAnswer,
  before: Segments,
  recorded: RecordedRanges,
): TimedSegment[] {
  const placed = placeSegments(segments, { asked, recorded, before });
  return group.map((segment) => {
    const index = segment.answerIndex ?? -1;
    const [place, real] = [placed.places[index], placed.segments[index] as TimedSegment | undefined];
    if (!place || !real) return segment;
    const { durationMs, statedMs } = real;
    return { ...segment, ...place, start: Math.round(place.start), durationMs, statedMs };
  });
}

/** What follows segments that have been moved, and is placed by them, moves with them. */
function movedAlong(
  group: Segments,
  before: TimedSegment | undefined,
  correctedBefore: TimedSegment | undefined,
): Segments {
  const byMs = before && correctedBefore ? correctedBefore.start - before.start : 0;
  if (byMs === 0 || !before || group[0]?.accuracyMs === 0) return group;
  const accuracyMs = correctedBefore?.accuracyMs ?? 0;
  return group.map((segment) => ({ ...segment, start: segment.start + byMs, accuracyMs }));
}

/** Each segment begins after the one before, whatever the estimates are. */
const after = (before: TimedSegment | undefined, segment: TimedSegment): TimedSegment =>
  before && segment.start <= before.start ? { ...segment, start: before.start + 1 } : segment;

const isAlike = (one: TimedSegment, other: TimedSegment | undefined): boolean =>
  one.start === other?.start && one.accuracyMs === other.accuracyMs && one.durationMs === other.durationMs;
