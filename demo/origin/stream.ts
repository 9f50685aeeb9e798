import type { UnixMs } from '../../src/core/time-range.ts';
import { defaultHoles } from './default-holes.ts';
import { FaultCounter } from './fault-counter.ts';
import type { Knobs } from './knobs.ts';
import { SegmentGrid } from './segment-grid.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Default holes end before this, as seen when the origin was made. */
const QUIET_BEFORE_NOW_MS = 20 * MINUTE_MS;

export interface StreamSource {
  readonly channel: number;
  readonly knobs: Knobs;
  /** The host's clock. */
  readonly now: () => UnixMs;
  /** When the origin was made, by the host's clock. */
  readonly originMadeAt: UnixMs;
}

/** One simulated stream, with its knobs: what it has recorded, and what must be remembered of who asked for it. */
export class Stream {
  readonly channel: number;
  readonly knobs: Knobs;
  readonly grid: SegmentGrid;
  readonly faults = new FaultCounter();
  private readonly hostNow: () => UnixMs;
  private readonly firstAsked = new Map<string, UnixMs>();

  constructor({ channel, knobs, now, originMadeAt }: StreamSource) {
    this.channel = channel;
    this.knobs = knobs;
    this.hostNow = now;
    // What is recorded must not change as time goes on, so default holes keep away from the one now that is fixed:
    // the origin's making. From then on the camera does not fail.
    const madeAt = originMadeAt + knobs.skewMs;
    const history = { start: madeAt - knobs.days * DAY_MS, end: madeAt - QUIET_BEFORE_NOW_MS };
    const holes = knobs.holes === 'default' ? defaultHoles(channel, history) : knobs.holes;
    this.grid = new SegmentGrid(knobs.segmentMs, holes, knobs.restarts);
  }

  /** The server's clock. */
  now(): UnixMs {
    return this.hostNow() + this.knobs.skewMs;
  }

  /** Nothing before this is kept. */
  keptSince(now: UnixMs): UnixMs {
    return now - this.knobs.days * DAY_MS;
  }

  /** Number of the first segment that is not listed yet. */
  edgeNumber(now: UnixMs): number {
    return this.grid.numberAt(now - this.knobs.delayMs);
  }

  /** When this URL was asked for the first time: what moves on from the first request on counts from there. */
  firstAskedAt(url: string, now: UnixMs): UnixMs {
    const at = this.firstAsked.get(url) ?? now;
    this.firstAsked.set(url, at);
    return at;
  }
}
