import {
  buildTimelineUrl,
  RecordedRanges,
  ServerClock,
  type TimeRange,
  type TimeShiftError,
  type UnixMs,
} from '../../src/core/index.ts';
import { Fetcher, type Authorize, type Fetched } from '../../src/network/fetcher.ts';
import { TimelineClient } from '../../src/session/timeline-client.ts';
import { ManualClock } from '../manual-clock.ts';
import { TimelineService, type TimelineFault } from './timeline-service.ts';

export interface TimelineScene {
  /** The viewer's time at the beginning. */
  readonly now?: UnixMs;
  readonly retentionMs: number;
  /** How far the service's clock is ahead of the viewer's. */
  readonly skewMs?: number;
  readonly holes?: readonly TimeRange[];
  /** The faults of the first requests, and of all others; null for none. */
  readonly faults?: readonly (TimelineFault | null)[];
  readonly lastingFault?: TimelineFault;
  /** Whether the service holds its answers back until it is released. */
  readonly isHeld?: boolean;
}

/** A timeline client with a service in the page, on a clock that the test moves, and all that the client reports. */
export class TimelineStage {
  readonly clock: ManualClock;
  readonly serverClock = new ServerClock();
  readonly service: TimelineService;
  readonly asked: TimeRange[] = [];
  readonly outages: TimeShiftError[] = [];
  recorded = RecordedRanges.empty;
  authorize: Authorize | undefined;
  isSeekPending = false;
  isPaused = false;
  readonly client: TimelineClient;
  readonly #fetcher: CountingFetcher;

  constructor({ now, retentionMs, skewMs = 0, isHeld = false, ...answers }: TimelineScene) {
    this.clock = new ManualClock(now);
    this.service = new TimelineService(() => this.clock.now() + skewMs);
    const { holes = [], faults = [], lastingFault = null } = answers;
    Object.assign(this.service, { holes, faults: [...faults], lastingFault });
    if (isHeld) this.service.hold();
    this.service.install();
    this.#fetcher = new CountingFetcher(this.clock, () => this.authorize);
    this.client = new TimelineClient({
      urlFor: (range) => {
        this.asked.push(range);
        return buildTimelineUrl('/openapi/timeline/query', { app: 'live', stream: 'camera' }, range);
      },
      fetcher: this.#fetcher,
      clock: this.clock,
      serverClock: this.serverClock,
      retentionMs,
      isBusy: () => this.isSeekPending,
      isPaused: () => this.isPaused,
      onChange: (recorded) => (this.recorded = recorded),
      onOutage: (error) => this.outages.push(error),
    });
  }

  /** The time of the service, as the client knows it. */
  get serverNow(): UnixMs | null {
    return this.serverClock.at(this.clock.steady());
  }

  /** Resolves when the client waits: for the clock, or for an answer that is held back. */
  async settle(): Promise<void> {
    for (let quietTasks = 0; quietTasks < 3;) {
      const isAnswering = this.#fetcher.pending > 0 && !this.service.isHeld;
      quietTasks = isAnswering ? 0 : quietTasks + 1;
      await this.clock.advance(0);
    }
  }

  /** Lets time pass; each request on the way is answered at once. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.clock.steady() + ms;
    await this.settle();
    for (;;) {
      const leftMs = untilMs - this.clock.steady();
      const { nextWaitMs } = this.clock;
      await this.clock.advance(Math.min(nextWaitMs ?? Infinity, leftMs));
      await this.settle();
      if (nextWaitMs === null || nextWaitMs > leftMs) return;
    }
  }

  destroy(): void {
    this.client.destroy();
    this.service.uninstall();
  }
}

class CountingFetcher extends Fetcher {
  /** How many fetches have not ended. */
  pending = 0;

  override async fetch(...args: Parameters<Fetcher['fetch']>): Promise<Fetched> {
    this.pending += 1;
    try {
      return await super.fetch(...args);
    } finally {
      this.pending -= 1;
    }
  }
}
