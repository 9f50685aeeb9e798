export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * How long to wait before the next try: twice as long each time, and by chance up to half of that shorter, so that
 * those who failed together do not come back together.
 *
 * @param random from 0 to 1, as `Math.random` gives it; 0 leaves nothing to chance
 */
export const backoffMs = (failures: number, { firstMs, longestMs }: Backoff, random = 0): number =>
  Math.min(firstMs * 2 ** failures, longestMs) * (1 - random / 2);
