import { HOLE_TOLERANCE_MS, TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import type { TimeRange, UnixMs } from '../time/time-range.ts';
import { listedStarts } from '../timeline/listed-starts.ts';
import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import { longestMs, totalMs, type MediaSegment, type TimedSegment } from './segment.ts';
import type { AskedWindow, WindowScene } from './window-scene.ts';

type Segments = readonly MediaSegment[];

/** How the real durations of segments follow from those that their playlist states. */
export interface Stretch {
  /** A real duration divided by the stated one. */
  readonly factor: number;
  /** By how much each duration may still be wrong, in milliseconds. */
  readonly driftMs: number;
}

/** Dates fewer segments apart tell less about durations than they jitter; those in whole seconds need many more. */
const FEWEST_BETWEEN_DATES = 8;
const FEWEST_BETWEEN_COARSE_DATES = 150;
/** The timeline rounds to whole seconds, so only many of its segments tell that they last otherwise than stated. */
const FEWEST_LISTED = 50;
/** Of the segments before, the last ones tell about those that follow. */
const RECENT = 300;
/** What is further from the stated duration is something else: a hole, or a timeline that does not list segments. */
const LARGEST_FACTOR = 1.5;

/**
 * Finds out how long segments really last: some servers state each duration in whole seconds, so that sums of them
 * drift away by minutes. The sources, from the best to the worst: the dates of these segments and of those before, the
 * segments that the timeline lists, and what was requested.
 */
export function realStretch(segments: Segments, { asked, recorded, before }: WindowScene): Stretch {
  const recent = before.slice(-RECENT);
  const factor =
    byDates(segments, recorded) ??
    byListing(segments, asked, recorded) ??
    byDates(recent.map(asStated), recorded) ??
    byKnown(recent);
  if (factor === null) return byRequest(segments, asked);
  const isOff = Math.abs(factor - 1) * totalMs(segments) > TIMELINE_ROUNDING_MS;
  return { factor: isOff ? factor : 1, driftMs: 0 };
}

/** Segments with their real durations, and the stated ones beside them. */
export const stretched = (segments: Segments, { factor }: Stretch): Segments =>
  factor === 1
    ? segments
    : segments.map((segment) => ({
        ...segment,
        durationMs: Math.round(segment.durationMs * factor * 1e3) / 1e3,
        statedMs: segment.durationMs,
      }));

const asStated = (segment: TimedSegment): MediaSegment => ({
  ...segment,
  durationMs: segment.statedMs ?? segment.durationMs,
});

/** Compares dates with the durations between them. */
function byDates(segments: Segments, recorded: RecordedRanges): number | null {
  const dated = segments.flatMap(({ date }, index) => (date === null ? [] : [{ date, index }]));
  const areCoarse = dated.every(({ date }) => date % 1000 === 0);
  return (areCoarse ? null : byNeighbours(segments)) ?? byDistantDates(segments, dated, areCoarse, recorded);
}

/** Compares each duration with the dates of the segment and of the next one. */
function byNeighbours(segments: Segments): number | null {
  const factors = segments.flatMap(({ date, durationMs }, index) => {
    const realMs = (segments[index + 1]?.date ?? NaN) - (date ?? NaN);
    return realMs > 0 && realMs - durationMs <= HOLE_TOLERANCE_MS ? [realMs / durationMs] : [];
  });
  return factors.length < FEWEST_BETWEEN_DATES ? null : median(factors.filter(isPlausible));
}

interface DatedIndex {
  readonly date: UnixMs;
  readonly index: number;
}

/** Compares the time between two dates with the sum of the durations between them. */
function byDistantDates(
  segments: Segments,
  dated: readonly DatedIndex[],
  areCoarse: boolean,
  recorded: RecordedRanges,
): number | null {
  const fewest = areCoarse ? FEWEST_BETWEEN_COARSE_DATES : FEWEST_BETWEEN_DATES;
  const factors: number[] = [];
  let from = dated[0];
  for (const to of dated) {
    if (!from || to.index < from.index + fewest) continue;
    const [sumMs, realMs] = [totalMs(segments.slice(from.index, to.index)), to.date - from.date];
    const isCut = segments.slice(from.index + 1, to.index + 1).some((each) => each.isDiscontinuity);
    const isLonger = realMs - sumMs > 2 * TIMELINE_ROUNDING_MS;
    // A hole between two dates looks like longer durations.
    const isClear = realMs <= sumMs || (isLonger && isRecorded({ start: from.date, end: to.date }, recorded));
    if (!isCut && isClear && isPlausible(realMs / sumMs)) factors.push(realMs / sumMs);
    from = to;
  }
  return median(factors);
}

/** Compares the average of the segments that the timeline lists with that of the stated durations. */
function byListing(segments: Segments, asked: AskedWindow, recorded: RecordedRanges): number | null {
  const unevenByMs = unevenMs(segments);
  if (asked.start === null || unevenByMs === null) return null;
  const end = asked.end ?? asked.start + totalMs(segments);
  const starts = listedStarts(recorded, { start: asked.start, end });
  let [count, sumMs, runs] = [0, 0, 0];
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1] ?? Infinity;
    if (next >= (recorded.rangeAt(start)?.end ?? -Infinity)) {
      runs += 1;
      continue;
    }
    count += 1;
    sumMs += next - start;
  }
  const statedMs = (totalMs(segments) / segments.length) * count;
  // Each run without a hole is rounded by itself.
  const isConfirmed = Math.abs(sumMs - statedMs) <= runs * TIMELINE_ROUNDING_MS + unevenByMs;
  if (isConfirmed) return count >= FEWEST_BETWEEN_DATES ? 1 : null;
  return count >= FEWEST_LISTED && isPlausible(sumMs / statedMs) ? sumMs / statedMs : null;
}

/** What has been found out about the segments before. */
function byKnown(before: readonly TimedSegment[]): number | null {
  const known = before.filter(({ statedMs }) => statedMs !== undefined);
  const areRight = known.every(({ accuracyMs }) => accuracyMs <= TIMELINE_ROUNDING_MS);
  return known.length === 0 || !areRight ? null : totalMs(known) / totalMs(known.map(asStated));
}

/**
 * Durations in whole seconds may be rounded. An answer lasts at most two segments longer than the requested time, which
 * limits by how much.
 */
function byRequest(segments: Segments, asked: AskedWindow): Stretch {
  const isRounded = segments.every(({ durationMs }) => durationMs % 1000 === 0);
  if (!isRounded) return { factor: 1, driftMs: 0 };
  const [sumMs, slackMs] = [totalMs(segments), 2 * longestMs(segments)];
  const askedMs = asked.start === null || asked.end === null ? NaN : asked.end - asked.start;
  const isTooLong = sumMs - askedMs > slackMs && isPlausible(askedMs / sumMs);
  if (isTooLong) return { factor: askedMs / sumMs, driftMs: slackMs / segments.length };
  const isWhole = Math.abs(sumMs - askedMs) <= slackMs;
  return { factor: 1, driftMs: isWhole ? Math.min(slackMs / segments.length, ROUNDED_MS) : ROUNDED_MS };
}

/** By how much a duration may be wrong that is stated in whole seconds. */
const ROUNDED_MS = 500;

const isPlausible = (factor: number): boolean => factor > 1 / LARGEST_FACTOR && factor < LARGEST_FACTOR;

/** By how much stated durations differ from the usual one, in all; null if an average does not tell of each. */
function unevenMs(segments: Segments): number | null {
  const usualMs = median(segments.map(({ durationMs }) => durationMs)) ?? NaN;
  const others = segments.filter(({ durationMs }) => durationMs !== usualMs);
  if (others.length * 10 > segments.length) return null;
  return others.reduce((sumMs, { durationMs }) => sumMs + Math.abs(durationMs - usualMs), 0);
}

const isRecorded = (range: TimeRange, recorded: RecordedRanges): boolean =>
  recorded.unknown(range).length === 0 && recorded.holes(range).length === 0;

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? null;
}
