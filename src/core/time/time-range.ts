/** Milliseconds since 1970-01-01T00:00Z, as `Date.now()` gives them. */
export type UnixMs = number;

/** From `start` up to, but not including, `end`. */
export interface TimeRange {
  readonly start: UnixMs;
  readonly end: UnixMs;
}

export const contains = (range: TimeRange, at: UnixMs): boolean => range.start <= at && at < range.end;

/** The nearest instant within the range, to the millisecond. */
export const clampTo = (range: TimeRange, at: UnixMs): UnixMs =>
  Math.max(Math.min(at, range.end - 1), range.start);
