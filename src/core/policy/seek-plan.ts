import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import { clampTo, contains, type TimeRange, type UnixMs } from '../time/time-range.ts';

/** What there is to seek in, all in wall-clock time. */
export interface SeekScene {
  /** What the playlist in use holds, in order. */
  readonly loaded: readonly TimeRange[];
  readonly recorded: RecordedRanges;
  /** How far back and forth a seek may go: the retention, or what the page bounded playback to. */
  readonly bounds: TimeRange;
  /** From here on, a seek to what is not loaded means live; null where there is no live to go to. */
  readonly liveEdge: UnixMs | null;
}

/** What to do for a seek. `skipped` is the hole that the viewer asked for, which playback cannot show. */
export type SeekPlan = { readonly skipped: TimeRange | null } & (
  | { readonly kind: 'live' }
  /** It is in the playlist in use: set `currentTime`. */
  | { readonly kind: 'within'; readonly at: UnixMs }
  /** Another playlist is needed. */
  | { readonly kind: 'load'; readonly at: UnixMs }
);

/** Far enough before the end of a recorded period that there is something left to see. */
const BEFORE_HOLE_MS = 2000;

/**
 * Decides where a seek to `target` lands and by which way. Out of a hole it lands on the next instant that may be
 * recorded; going backwards on the last one before it, for else a viewer could never step back over a hole.
 */
export function planSeek(
  scene: SeekScene,
  target: UnixMs,
  direction: 'forward' | 'backward' = 'forward',
): SeekPlan {
  const { recorded, bounds, liveEdge } = scene;
  const asked = clampTo(bounds, target);
  const direct = wayTo(scene, asked, null);
  const hole = direct.kind === 'load' ? recorded.holeAt(asked) : undefined;
  if (!hole) return direct;

  const skipped = {
    start: Math.max(hole.start, bounds.start),
    end: Math.min(hole.end, liveEdge ?? bounds.end),
  };
  const hasBefore = hole.start > bounds.start;
  const hasAfter = hole.end < bounds.end || liveEdge !== null;
  if (hasBefore && (direction === 'backward' || !hasAfter)) {
    const unknown = recorded.unknown({ start: bounds.start, end: hole.start }).at(-1);
    const before = recorded.rangeAt(hole.start - 1) ?? unknown;
    const earliest = Math.max(before?.start ?? bounds.start, bounds.start);
    return wayTo(scene, Math.max(hole.start - BEFORE_HOLE_MS, earliest), skipped);
  }
  return hasAfter ? wayTo(scene, skipped.end, skipped) : direct;
}

function wayTo({ loaded, liveEdge }: SeekScene, at: UnixMs, skipped: TimeRange | null): SeekPlan {
  // First of all, since a small step back from live is not a wish to be live.
  if (loaded.some((range) => contains(range, at))) return { kind: 'within', at, skipped };
  if (liveEdge !== null && at >= liveEdge) return { kind: 'live', skipped };
  return { kind: 'load', at, skipped };
}
