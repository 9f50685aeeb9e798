import {
  clampTo,
  LIVE_EDGE_MS,
  planSeek,
  type RecordedRanges,
  type TimeRange,
  type UnixMs,
} from '../../core/index.ts';
import { hasLive } from './live-edge.ts';

export interface LandingScene {
  readonly recorded: RecordedRanges;
  /** The time that the current playlist covers. */
  readonly seekable: readonly TimeRange[];
  readonly bounds: TimeRange;
  readonly now: UnixMs;
}

export interface Landing {
  /** The instant that will be shown; null for live, which moves on. */
  readonly at: UnixMs | null;
  /** Whether nothing is recorded of the instant pointed at. */
  readonly isHole: boolean;
  /** Whether the seek lands somewhere else than pointed at. */
  readonly isMoved: boolean;
}

/** Where a seek to `target` would land. `planSeek` decides it, as it does for the seek itself. */
export function landingOf({ recorded, seekable, bounds, now }: LandingScene, target: UnixMs): Landing {
  const asked = clampTo(bounds, target);
  const liveEdge = hasLive(bounds, now) ? bounds.end - LIVE_EDGE_MS : null;
  const plan = planSeek({ recorded, loaded: seekable, bounds, liveEdge }, asked);
  const isMoved = plan.skipped !== null;
  return {
    at: plan.kind === 'live' ? null : plan.at,
    isHole: isMoved || (plan.kind === 'load' && recorded.isHole(asked)),
    isMoved,
  };
}
