import { HOLE_TOLERANCE_MS } from '../policy/tolerances.ts';
import { lastIndexUpTo } from '../time/bisect.ts';
import type { UnixMs } from '../time/time-range.ts';

/** The part of a file that a segment consists of (`EXT-X-BYTERANGE`). */
export interface ByteRange {
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

/** An `EXT-X-KEY` tag that applies to a segment. Its URI is absolute and its IV explicit, so any playlist can use it. */
export interface SegmentKey {
  /** `KEYFORMAT`. One tag of each format applies at a time. */
  readonly format: string;
  readonly tag: string;
}

/** An `EXT-X-MAP` tag that applies to a segment, with an absolute URI, and the keys that its own bytes need. */
export interface SegmentMap {
  readonly tag: string;
  readonly keys: readonly SegmentKey[];
}

/** A segment as a playlist describes it. */
export interface MediaSegment {
  /** The absolute URL of its file. */
  readonly url: string;
  /** More than 0, and in whole microseconds, so that sums of durations do not drift. */
  readonly durationMs: number;
  /** `EXT-X-PROGRAM-DATE-TIME`; null if the segment has none of its own. */
  readonly date: UnixMs | null;
  /** `EXT-X-DISCONTINUITY`: its timestamps do not continue those of the segment before. */
  readonly isDiscontinuity: boolean;
  readonly byteRange: ByteRange | null;
  /** The keys that apply; none if the segment is not encrypted. */
  readonly keys: readonly SegmentKey[];
  readonly map: SegmentMap | null;
  /** `EXT-X-GAP`: the segment is missing, so it must not be loaded. */
  readonly isGap: boolean;
}

/** A segment with its wall-clock time. */
export interface TimedSegment extends MediaSegment {
  /** When the segment begins, to the millisecond. */
  readonly start: UnixMs;
  /** Whether `start` was estimated, because the playlist does not state when the segment begins. */
  readonly isEstimated: boolean;
  /** By how much `start` may be wrong, in milliseconds; 0 where a date says it. */
  readonly accuracyMs: number;
  /** The duration that the playlist states, where `durationMs` is another one, because that is known to be right. */
  readonly statedMs?: number;
  /** The answer of the server that it is from, where its time is to be told anew as soon as more is known. */
  readonly answer?: WindowAnswer;
  /** Its place in that answer. */
  readonly answerIndex?: number;
}

/** What a server has answered to a request for a window. */
export interface WindowAnswer {
  /** The time that was requested; `end` is null if the server chooses it. */
  readonly asked: { readonly start: UnixMs; readonly end: UnixMs | null };
  readonly segments: readonly MediaSegment[];
}

export const endOf = ({ start, durationMs }: TimedSegment): UnixMs => start + durationMs;

/** Whether nothing is recorded between two segments. */
export const isHoleBetween = (before: TimedSegment, after: TimedSegment): boolean =>
  after.start - endOf(before) > HOLE_TOLERANCE_MS;

/**
 * Whether a segment does not begin where the one before ends: either there is a hole, or the clock was set back, for
 * instance when the encoder restarted.
 */
export const isApart = (before: TimedSegment, after: TimedSegment): boolean =>
  Math.abs(after.start - endOf(before)) > HOLE_TOLERANCE_MS;

export const totalMs = (segments: readonly MediaSegment[]): number =>
  segments.reduce((sumMs, { durationMs }) => sumMs + durationMs, 0);

export const longestMs = (segments: readonly MediaSegment[]): number =>
  segments.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 0);

/** The segment that contains an instant. @param segments sorted by start */
export function segmentAt(segments: readonly TimedSegment[], at: UnixMs): TimedSegment | undefined {
  const segment = segments[lastIndexUpTo(segments, ({ start }) => start <= at)];
  return segment && at < endOf(segment) ? segment : undefined;
}
