import {
  buildTimelineUrl,
  RecordedRanges,
  ServerClock,
  systemClock,
  type TimeRange,
  type TimeShiftError,
} from '../../src/core/index.ts';
import { Fetcher, type Authorize, type Fetched } from '../../src/network/fetcher.ts';
import { TimelineClient } from '../../src/session/timeline-client.ts';
import { ownStream } from './own-stream.ts';

/** A timeline client that asks the origin, with all that it asks and tells. */
export class TimelineDesk {
  readonly serverClock = new ServerClock();
  readonly asked: TimeRange[] = [];
  readonly outages: TimeShiftError[] = [];
  recorded = RecordedRanges.empty;
  authorize: Authorize | undefined;
  isBusy = false;
  /** How many requests have not been answered. */
  pending = 0;
  readonly client: TimelineClient;

  constructor(retentionMs: number, knobs = '', name?: string) {
    const [, stream = ''] = /([^/]+)\.m3u8$/.exec(ownStream(knobs, name)) ?? [];
    this.client = new TimelineClient({
      urlFor: (range) => {
        this.asked.push(range);
        return buildTimelineUrl('/openapi/timeline/query', { app: 'live', stream }, range);
      },
      fetcher: new CountingFetcher(
        () => this.authorize,
        (change) => (this.pending += change),
      ),
      clock: systemClock,
      serverClock: this.serverClock,
      retentionMs,
      isBusy: () => this.isBusy,
      onChange: (recorded) => (this.recorded = recorded),
      onOutage: (error) => this.outages.push(error),
    });
  }

  /** Whether it is known what is recorded, from the retention on up to what may still change. */
  knows(retentionMs: number): boolean {
    const now = this.serverClock.at(performance.now());
    return (
      now !== null && this.recorded.unknown({ start: now - retentionMs, end: now - 32_000 }).length === 0
    );
  }
}

class CountingFetcher extends Fetcher {
  constructor(
    authorize: () => Authorize | undefined,
    private readonly count: (change: 1 | -1) => void,
  ) {
    super(systemClock, authorize);
  }

  override async fetch(...args: Parameters<Fetcher['fetch']>): Promise<Fetched> {
    this.count(1);
    try {
      return await super.fetch(...args);
    } finally {
      this.count(-1);
    }
  }
}
