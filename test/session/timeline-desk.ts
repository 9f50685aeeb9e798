import {
  buildTimelineUrl,
  RecordedRanges,
  ServerClock,
  type TimeRange,
  type TimeShiftError,
} from '../../src/core/index.ts';
import type { Authorize } from '../../src/network/fetcher.ts';
import { TimelineClient } from '../../src/session/timeline-client.ts';
import { ownStream } from './own-stream.ts';

/** A timeline client that asks the origin, with all that it asks and tells. */
export class TimelineDesk {
  readonly clock = new ServerClock();
  readonly asked: TimeRange[] = [];
  readonly outages: TimeShiftError[] = [];
  recorded = RecordedRanges.empty;
  authorize: Authorize | undefined;
  isBusy = false;
  readonly client: TimelineClient;

  constructor(retentionMs: number, knobs = '', name?: string) {
    const [, stream = ''] = /([^/]+)\.m3u8$/.exec(ownStream(knobs, name)) ?? [];
    this.client = new TimelineClient({
      urlFor: (range) => {
        this.asked.push(range);
        return buildTimelineUrl('/openapi/timeline/query', { app: 'live', stream }, range);
      },
      authorize: () => this.authorize,
      clock: this.clock,
      retentionMs,
      isBusy: () => this.isBusy,
      onChange: (recorded) => (this.recorded = recorded),
      onOutage: (error) => this.outages.push(error),
    });
  }

  /** Whether it is known what is recorded, from the retention on up to what may still change. */
  knows(retentionMs: number): boolean {
    const now = this.clock.at(performance.now());
    return (
      now !== null && this.recorded.unknown({ start: now - retentionMs, end: now - 32_000 }).length === 0
    );
  }
}
