import { Random } from './random.ts';

/** One viewer watches from an instant for a while; epoch milliseconds. */
export interface Viewing {
  readonly viewer: number;
  /** When the viewing begins and ends. */
  readonly at: number;
  readonly until: number;
  /** The instant of the first picture. */
  readonly from: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The assumptions: each viewer comes once, at a random moment of the hour, and seeks again and again. */
export const AUDIENCE = {
  viewers: 10_000,
  hour: { start: Date.UTC(2026, 0, 8), end: Date.UTC(2026, 0, 8, 1) },
  meanSessionMs: 15 * MINUTE_MS,
  /** From one seek of a viewer to the next. */
  meanViewingMs: MINUTE_MS,
  retentionMs: 7 * DAY_MS,
  /** The share of seeks that go back a little from live. */
  recentShare: 0.5,
  meanRecentMs: 20 * MINUTE_MS,
  /**
   * The share of seeks that go to a highlight, which many viewers look for; the n-th highlight has the weight 1/n. All
   * other seeks go anywhere.
   */
  highlightShare: 0.3,
  highlights: 20,
  highlightSpreadMs: MINUTE_MS,
} as const;

/** A seek nearer to live would be going live. */
const LEAST_BEHIND_LIVE_MS = 20_000;

/** Everything that all viewers watch in the hour. */
export function simulateViewings(seed = 1): Viewing[] {
  const random = new Random(seed);
  const { viewers, hour, meanSessionMs, meanViewingMs, retentionMs } = AUDIENCE;
  const highlights = Array.from(
    { length: AUDIENCE.highlights },
    () => hour.start - random.unit() * retentionMs,
  );
  const viewings: Viewing[] = [];
  for (let viewer = 0; viewer < viewers; viewer += 1) {
    let at = hour.start + random.unit() * (hour.end - hour.start);
    const leavesAt = Math.min(at + random.exponential(meanSessionMs), hour.end);
    while (at < leavesAt) {
      const until = Math.min(at + random.exponential(meanViewingMs), leavesAt);
      viewings.push({ viewer, at, until, from: drawTarget(random, at, highlights) });
      at = until;
    }
  }
  return viewings;
}

function drawTarget(random: Random, now: number, highlights: readonly number[]): number {
  const { recentShare, highlightShare, meanRecentMs, highlightSpreadMs, retentionMs } = AUDIENCE;
  const kind = random.unit();
  const target =
    kind < recentShare
      ? now - random.exponential(meanRecentMs)
      : kind < recentShare + highlightShare
        ? drawHighlight(random, highlights) + random.normal(highlightSpreadMs)
        : now - random.unit() * retentionMs;
  return Math.min(Math.max(target, now - retentionMs + MINUTE_MS), now - LEAST_BEHIND_LIVE_MS);
}

function drawHighlight(random: Random, highlights: readonly number[]): number {
  const weights = highlights.map((_, n) => 1 / (n + 1));
  let left = random.unit() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return highlights[index] ?? 0;
}
