/** Milliseconds since 1970-01-01T00:00Z, as `Date.now()` gives them. */
export type UnixMs = number;

/** A half-open range of time: it contains `start`, but not `end`. */
export interface TimeRange {
  readonly start: UnixMs;
  readonly end: UnixMs;
}

export const contains = (range: TimeRange, at: UnixMs): boolean => range.start <= at && at < range.end;

/** The instant within the range that is nearest to `at`. The last one is a millisecond before `end`. */
export const clampTo = (range: TimeRange, at: UnixMs): UnixMs =>
  Math.max(Math.min(at, range.end - 1), range.start);

/** The same time by another clock, which is ahead by so much. */
export const movedBy = ({ start, end }: TimeRange, ms: number): TimeRange => ({
  start: start + ms,
  end: end + ms,
});
