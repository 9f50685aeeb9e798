import type { Clock } from '../../src/core/time/clock.ts';
import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { defaultHoles } from './default-holes.ts';
import { FaultCounter } from './fault-counter.ts';
import type { Knobs } from './knobs.ts';
import { Recordings } from './recordings.ts';
import { SegmentGrid } from './segment-grid.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Default holes end before this, as seen when the origin was made. */
const QUIET_BEFORE_NOW_MS = 20 * MINUTE_MS;

export interface StreamSource {
  readonly channel: number;
  readonly knobs: Knobs;
  /** The host's clock. */
  readonly clock: Clock;
  /** When the origin was made, by the host's clock. */
  readonly originMadeAt: UnixMs;
}

/** One simulated stream, with its knobs: what it has recorded, and what must be remembered of who asked for it. */
export class Stream {
  readonly channel: number;
  readonly knobs: Knobs;
  /** When it was published. */
  readonly publishedAt: UnixMs;
  /** What the encoder has sent. */
  readonly grid: SegmentGrid;
  /** Null for a stream that is recorded all the time. */
  readonly recordings: Recordings | null;
  readonly faults = new FaultCounter();
  /** The host's clock. */
  readonly clock: Clock;
  private readonly holes: readonly TimeRange[];
  private readonly firstAsked = new Map<string, UnixMs>();

  constructor({ channel, knobs, clock, originMadeAt }: StreamSource) {
    this.channel = channel;
    this.knobs = knobs;
    this.clock = clock;
    // What is recorded must not change as time goes on, so default holes keep away from the one now that is fixed:
    // the origin's making. From then on the camera does not fail.
    const madeAt = originMadeAt + knobs.skewMs;
    this.publishedAt = madeAt - knobs.days * DAY_MS;
    const history = { start: this.publishedAt, end: madeAt - QUIET_BEFORE_NOW_MS };
    const given = knobs.holes === 'default' ? defaultHoles(channel, history) : knobs.holes;
    this.holes = given.toSorted((one, other) => one.start - other.start);
    const gridWithout = (gaps: readonly TimeRange[]): SegmentGrid =>
      new SegmentGrid(knobs.segmentMs, [...this.holes, ...gaps], knobs.restarts);
    this.grid = gridWithout([]);
    this.recordings = knobs.record === 'command' ? new Recordings(this.holes, gridWithout) : null;
  }

  /** What playlists of the past and the timeline have: what the encoder has sent while it was recorded. */
  get recorded(): SegmentGrid {
    return this.recordings?.grid ?? this.grid;
  }

  /** Whether anybody publishes it. */
  isOnline(now: UnixMs): boolean {
    return !this.holes.some(({ start, end }) => start <= now && now < end);
  }

  /** The server's clock. */
  now(): UnixMs {
    return this.clock.now() + this.knobs.skewMs;
  }

  /** Nothing before this is kept. */
  keptSince(now: UnixMs): UnixMs {
    return now - this.knobs.days * DAY_MS;
  }

  /** Number, in one of its grids, of the first segment that is not listed yet. */
  edgeNumber(now: UnixMs, grid = this.grid): number {
    return grid.numberAt(now - this.knobs.delayMs);
  }

  /** When this URL was asked for the first time: what moves on from the first request on counts from there. */
  firstAskedAt(url: string, now: UnixMs): UnixMs {
    const at = this.firstAsked.get(url) ?? now;
    this.firstAsked.set(url, at);
    return at;
  }
}
