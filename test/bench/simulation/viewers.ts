import { Random } from './random.ts';

/** One viewer watches from an instant for a while; epoch milliseconds. */
export interface Watching {
  readonly viewer: number;
  readonly at: number;
  readonly until: number;
  /** Instant of the first picture. */
  readonly from: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What is assumed of the viewers; each comes once within the hour, at any moment, and seeks on and on. */
export const AUDIENCE = {
  viewers: 10_000,
  hour: { start: Date.UTC(2026, 0, 8), end: Date.UTC(2026, 0, 8, 1) },
  meanSessionMs: 15 * MINUTE_MS,
  /** Between one seek of a viewer and the next. */
  meanWatchMs: MINUTE_MS,
  retentionMs: 7 * DAY_MS,
  /** Half of all seeks go to what has just been. */
  recentShare: 0.5,
  meanRecentMs: 20 * MINUTE_MS,
  /** Three in ten go to a moment that many look for; to the n-th of these with a weight of 1/n. The others: anywhere. */
  highlightShare: 0.3,
  highlights: 20,
  highlightSpreadMs: MINUTE_MS,
} as const;

/** Nobody seeks nearer to live: that would be going live. */
const LEAST_BEHIND_MS = 20_000;

/** Everything that all viewers watch in the hour. */
export function watchings(seed = 1): Watching[] {
  const random = new Random(seed);
  const { viewers, hour, meanSessionMs, meanWatchMs, retentionMs } = AUDIENCE;
  const highlights = Array.from(
    { length: AUDIENCE.highlights },
    () => hour.start - random.unit() * retentionMs,
  );
  const all: Watching[] = [];
  for (let viewer = 0; viewer < viewers; viewer += 1) {
    let at = hour.start + random.unit() * (hour.end - hour.start);
    const leavesAt = Math.min(at + random.exponential(meanSessionMs), hour.end);
    while (at < leavesAt) {
      const until = Math.min(at + random.exponential(meanWatchMs), leavesAt);
      all.push({ viewer, at, until, from: target(random, at, highlights) });
      at = until;
    }
  }
  return all;
}

function target(random: Random, now: number, highlights: readonly number[]): number {
  const { recentShare, highlightShare, meanRecentMs, highlightSpreadMs, retentionMs } = AUDIENCE;
  const kind = random.unit();
  const wanted =
    kind < recentShare
      ? now - random.exponential(meanRecentMs)
      : kind < recentShare + highlightShare
        ? pick(random, highlights) + random.normal(highlightSpreadMs)
        : now - random.unit() * retentionMs;
  return Math.min(Math.max(wanted, now - retentionMs + MINUTE_MS), now - LEAST_BEHIND_MS);
}

function pick(random: Random, highlights: readonly number[]): number {
  const weights = highlights.map((_, n) => 1 / (n + 1));
  let left = random.unit() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return highlights[index] ?? 0;
}
