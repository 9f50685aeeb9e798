import type { TimedSegment, UnixMs } from '../../src/core/index.ts';

/** A segment of 4 s with a date, as a window or the live playlist lists it. */
export const datedSegment = (start: UnixMs, url: string, more: Partial<TimedSegment> = {}): TimedSegment => ({
  url,
  start,
  durationMs: 4000,
  date: start,
  isEstimated: false,
  accuracyMs: 0,
  isDiscontinuity: false,
  byteRange: null,
  keys: [],
  map: null,
  isGap: false,
  ...more,
});
