export interface Backoff {
  /** The wait before the first retry. */
  readonly firstMs: number;
  /** No wait is longer than this. */
  readonly longestMs: number;
}

/**
 * Returns how long to wait before the next try. The wait doubles with each failure. It is shortened at random, by up
 * to half, so that clients that failed at the same moment do not retry at the same moment.
 *
 * @param failures how many tries have failed since the first one
 * @param random from 0 to 1, as `Math.random` returns it; 0 does not shorten the wait
 */
export const backoffMs = (failures: number, { firstMs, longestMs }: Backoff, random = 0): number =>
  Math.min(firstMs * 2 ** failures, longestMs) * (1 - random / 2);
