import type { Clock } from '../../src/core/time/clock.ts';
import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { defaultHoles } from './default-holes.ts';
import { FaultCounter, type Damage, type FaultKind } from './faults.ts';
import type { Knobs } from './knobs.ts';
import { Recordings } from './recordings.ts';
import { SegmentGrid } from './segment-grid.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Default holes end at least this long before the origin was created, so that tests and viewers find live media. */
const WITHOUT_HOLES_MS = 20 * MINUTE_MS;

export interface StreamSource {
  readonly channel: number;
  readonly knobs: Knobs;
  /** The host's clock. */
  readonly clock: Clock;
  /** When the origin was created, by the host's clock. */
  readonly originCreatedAt: UnixMs;
}

/**
 * One simulated stream, with the knobs of its name. It owns what was recorded, and what the origin has to remember
 * about requests: when each URL was first requested, and which faults have hit. `Streams` makes one for each name.
 */
export class Stream {
  readonly channel: number;
  readonly knobs: Knobs;
  /** The host's clock. */
  readonly clock: Clock;
  readonly publishedAt: UnixMs;
  /** The segments that the encoder has sent. */
  readonly grid: SegmentGrid;
  /** Null for a stream that is always recorded. */
  readonly recordings: Recordings | null;
  private readonly faultCounter = new FaultCounter();
  private readonly holes: readonly TimeRange[];
  private readonly firstRequestedAt = new Map<string, UnixMs>();

  constructor({ channel, knobs, clock, originCreatedAt }: StreamSource) {
    this.channel = channel;
    this.knobs = knobs;
    this.clock = clock;
    // The past must not change as time passes. So default holes are placed relative to the origin's creation, which
    // is fixed, and not relative to the current time. From then on, the camera does not fail.
    const createdAt = originCreatedAt + knobs.skewMs;
    this.publishedAt = createdAt - knobs.days * DAY_MS;
    const history = { start: this.publishedAt, end: createdAt - WITHOUT_HOLES_MS };
    const given = knobs.holes === 'default' ? defaultHoles(channel, history) : knobs.holes;
    this.holes = given.toSorted((one, other) => one.start - other.start);
    const gridWithout = (gaps: readonly TimeRange[]): SegmentGrid =>
      new SegmentGrid(knobs.segmentMs, [...this.holes, ...gaps], knobs.restarts);
    this.grid = gridWithout([]);
    this.recordings = knobs.record === 'command' ? new Recordings(this.holes, gridWithout) : null;
  }

  /** The recorded segments, which the timeline and the playlists of the past list. */
  get recordedGrid(): SegmentGrid {
    return this.recordings?.grid ?? this.grid;
  }

  /** Whether the encoder publishes the stream at this time. */
  isOnline(now: UnixMs): boolean {
    return !this.holes.some(({ start, end }) => start <= now && now < end);
  }

  /** The time of the server's clock. */
  now(): UnixMs {
    return this.clock.now() + this.knobs.skewMs;
  }

  /** The oldest instant that is kept at this time. */
  keptSince(now: UnixMs): UnixMs {
    return now - this.knobs.days * DAY_MS;
  }

  /** The number of the first segment of a grid that playlists do not list yet at this time. */
  edgeNumber(now: UnixMs, grid = this.grid): number {
    return grid.numberAt(now - this.knobs.delayMs);
  }

  /** When this URL was first requested. Sliding and growing playlists count from there. */
  firstRequestAt(url: URL, now: UnixMs): UnixMs {
    const key = urlWithoutSignature(url);
    const at = this.firstRequestedAt.get(key) ?? now;
    this.firstRequestedAt.set(key, at);
    return at;
  }

  /** Counts a request, and returns the damage of the fault that hits it, if any. */
  damageFor(kind: FaultKind, url: URL): Damage | undefined {
    return this.faultCounter.hit(this.knobs.faults, kind, urlWithoutSignature(url));
  }

  /** As {@link damageFor}, for a call of the service's API. */
  damageForCall(action: string): Damage | undefined {
    return this.faultCounter.hit(this.knobs.faults, 'call', action);
  }
}

/** Path and query without the signature: what stays the same when a client requests the same resource again. */
function urlWithoutSignature(url: URL): string {
  const copy = new URL(url);
  copy.searchParams.delete('auth_key');
  return copy.pathname + copy.search;
}
