import type { RecordedRanges } from './recorded-ranges.ts';
import { clampTo, contains, type TimeRange, type UnixMs } from './time-range.ts';

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
 * Decides where a seek to `target` lands and by which way. Out of a hole it lands on the next recorded instant;
 * going backwards on the last one before it, for else a viewer could never step back over a hole.
 */
export function planSeek(
  scene: SeekScene,
  target: UnixMs,
  direction: 'forward' | 'backward' = 'forward',
): SeekPlan {
  const { loaded, recorded, bounds, liveEdge } = scene;
  const asked = clampTo(bounds, target);
  const isLoaded = (at: UnixMs) => loaded.some((range) => contains(range, at));
  // First of all, since a small step back from live is not a wish to be live.
  if (isLoaded(asked)) return { kind: 'within', at: asked, skipped: null };
  if (liveEdge !== null && asked >= liveEdge) return { kind: 'live', skipped: null };
  if (!recorded.isHole(asked)) return { kind: 'load', at: asked, skipped: null };

  const before = recorded.previous(asked);
  const after = recorded.next(asked);
  const skipped = { start: before?.end ?? bounds.start, end: after?.start ?? liveEdge ?? bounds.end };
  if (direction === 'backward' && before && before.end > bounds.start) {
    const at = Math.max(before.end - BEFORE_HOLE_MS, before.start, bounds.start);
    return { kind: isLoaded(at) ? 'within' : 'load', at, skipped };
  }
  if (after && after.start < bounds.end) {
    return { kind: isLoaded(after.start) ? 'within' : 'load', at: after.start, skipped };
  }
  if (liveEdge !== null) return { kind: 'live', skipped };
  return { kind: 'load', at: asked, skipped: null };
}
