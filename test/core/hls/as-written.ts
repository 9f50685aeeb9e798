import type { MediaSegment, TimedSegment } from '../../../src/core/hls/segment.ts';

/** What can be read of a segment once it has been written: its time is its date, and nothing is before the first. */
export function asWritten(segment: TimedSegment, index: number): MediaSegment {
  const { url, durationMs, start, isDiscontinuity, byteRange, keys, map, isGap } = segment;
  return {
    url,
    durationMs,
    date: start,
    isDiscontinuity: index > 0 && isDiscontinuity,
    byteRange,
    keys,
    map,
    isGap,
  };
}
