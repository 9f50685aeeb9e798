import type { PlaybackRequest, TimedSegment } from '../core/index.ts';

/** Without the segments beyond a `vodEnd`. An `end` does not cut the playlist: playback stops there. */
export const withinBounds = (
  { vodEnd = Infinity }: PlaybackRequest,
  segments: readonly TimedSegment[],
): readonly TimedSegment[] => segments.filter(({ start }) => start < vodEnd);
