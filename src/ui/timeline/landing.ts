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
  readonly seekable: readonly TimeRange[];
  readonly bounds: TimeRange;
  readonly now: UnixMs;
}

export interface Landing {
  /** What will be shown; null where that is live, which has no instant of its own. */
  readonly at: UnixMs | null;
  /** Nothing is recorded of the instant pointed at. */
  readonly isHole: boolean;
  /** It lands elsewhere than pointed at. */
  readonly isMoved: boolean;
}

/** Where a seek to `target` lands, told before it is made: decided as the seek itself is. */
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
