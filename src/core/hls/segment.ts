import { HOLE_TOLERANCE_MS } from '../policy/tolerances.ts';
import { lastIndexUpTo } from '../time/bisect.ts';
import type { UnixMs } from '../time/time-range.ts';

/** The part of a file that is meant. */
export interface ByteRange {
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

/** An `EXT-X-KEY` tag in effect, fit to be written into any playlist: its URI is absolute, its IV explicit. */
export interface SegmentKey {
  /** Tags of different formats are in effect side by side. */
  readonly format: string;
  readonly tag: string;
}

/** An `EXT-X-MAP` tag in effect, with its URI absolute, and the keys that its own bytes are under. */
export interface SegmentMap {
  readonly tag: string;
  readonly keys: readonly SegmentKey[];
}

/** A segment as a playlist tells of it. */
export interface MediaSegment {
  /** Absolute. */
  readonly url: string;
  /** More than 0, and whole microseconds, so that sums of it do not drift. */
  readonly durationMs: number;
  /** `EXT-X-PROGRAM-DATE-TIME`, where it has one of its own. */
  readonly date: UnixMs | null;
  /** Whether its timestamps are not those that would follow the segment before. */
  readonly isDiscontinuity: boolean;
  readonly byteRange: ByteRange | null;
  /** Those in effect; none where it is not encrypted. */
  readonly keys: readonly SegmentKey[];
  readonly map: SegmentMap | null;
  /** `EXT-X-GAP`: there is nothing to load. */
  readonly isGap: boolean;
}

/** A segment that has a place on the wall clock. */
export interface TimedSegment extends MediaSegment {
  /** To the millisecond. */
  readonly start: UnixMs;
  /** The playlist did not say when it begins; it was worked out from what else is known. */
  readonly isEstimated: boolean;
}

export const endOf = ({ start, durationMs }: TimedSegment): UnixMs => start + durationMs;

export const isHoleBetween = (before: TimedSegment, after: TimedSegment): boolean =>
  after.start - endOf(before) > HOLE_TOLERANCE_MS;

/** One does not follow the other: there is a hole, or the clock went back when the encoder began anew. */
export const isApart = (before: TimedSegment, after: TimedSegment): boolean =>
  Math.abs(after.start - endOf(before)) > HOLE_TOLERANCE_MS;

export const totalMs = (segments: readonly MediaSegment[]): number =>
  segments.reduce((sumMs, { durationMs }) => sumMs + durationMs, 0);

export const longestMs = (segments: readonly MediaSegment[]): number =>
  segments.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 0);

/** The one that holds an instant, if any does. */
export function segmentAt(segments: readonly TimedSegment[], at: UnixMs): TimedSegment | undefined {
  const segment = segments[lastIndexUpTo(segments, ({ start }) => start <= at)];
  return segment && at < endOf(segment) ? segment : undefined;
}
