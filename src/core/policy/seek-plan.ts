import type { RecordedRanges } from '../timeline/recorded-ranges.ts';
import { clampTo, contains, type TimeRange, type UnixMs } from '../time/time-range.ts';

/** What {@link planSeek} decides from, all in wall-clock time. */
export interface SeekScene {
  /** What the current playlist covers, in order. */
  readonly loaded: readonly TimeRange[];
  readonly recorded: RecordedRanges;
  /** The time that a seek may go to: the retention, or the limits that the page has set. */
  readonly bounds: TimeRange;
  /** A seek to this instant or later means live, unless it is loaded. Null if the stream has no live to go to. */
  readonly liveEdge: UnixMs | null;
}

/** How to carry out a seek. `skipped` is the hole that the target was in; playback cannot show it. */
export type SeekPlan = { readonly skipped: TimeRange | null } & (
  | { readonly kind: 'live' }
  /** The instant is in the current playlist: set `currentTime`. */
  | { readonly kind: 'within'; readonly at: UnixMs }
  /** The instant needs another playlist. */
  | { readonly kind: 'load'; readonly at: UnixMs }
);

/** A backward seek lands this far before a hole, so that there is something left to see. */
const BEFORE_HOLE_MS = 2000;

/**
 * Decides where a seek to `target` lands, and how it gets there. A target in a hole is moved: forward to the next
 * instant that may be recorded, or, for a backward seek, to the last one before the hole. Otherwise a viewer could
 * never step back across a hole.
 *
 *     recorded   ├────────┤     hole     ├────────┤
 *     backward          ◄────── target
 *     forward                   target ──►
 */
export function planSeek(
  scene: SeekScene,
  target: UnixMs,
  direction: 'forward' | 'backward' = 'forward',
): SeekPlan {
  const { recorded, bounds, liveEdge } = scene;
  const asked = clampTo(bounds, target);
  const direct = planTo(scene, asked, null);
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
    return planTo(scene, Math.max(hole.start - BEFORE_HOLE_MS, earliest), skipped);
  }
  return hasAfter ? planTo(scene, skipped.end, skipped) : direct;
}

/** Plans how to get to an instant that can be shown. */
function planTo({ loaded, liveEdge }: SeekScene, at: UnixMs, skipped: TimeRange | null): SeekPlan {
  // What is loaded comes first: a small step back from the live edge must not return to live.
  if (loaded.some((range) => contains(range, at))) return { kind: 'within', at, skipped };
  if (liveEdge !== null && at >= liveEdge) return { kind: 'live', skipped };
  return { kind: 'load', at, skipped };
}
