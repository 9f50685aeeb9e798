import type { MediaSegment, TimedSegment } from '../../../src/core/hls/segment.ts';

/**
 * The segment that is read from the text of a playlist: its time has become its date, and the first segment has no
 * discontinuity.
 */
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
