import type { Clock } from '../../src/core/time/clock.ts';
import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { defaultHoles } from './default-holes.ts';
import { FaultCounter, type Damage, type FaultKind } from './faults.ts';
import { END_OF_TIME_MS } from './knob-values.ts';
import type { Knobs } from './knobs.ts';
import { Recordings } from './recordings.ts';
import { SegmentGrid } from './segment-grid.ts';
import { writeSegmentName } from './segment-names.ts';
import { subtractRanges } from './subtract-ranges.ts';

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
  /** When the encoder began to publish: for the first time, or on the last command. */
  publishedAt: UnixMs;
  /** The segments that the encoder has sent. */
  grid: SegmentGrid;
  /** Null for a stream that is always recorded. */
  readonly recordings: Recordings | null;
  private readonly faultCounter = new FaultCounter();
  /** In order. */
  private holes: readonly TimeRange[];
  private restarts: readonly UnixMs[];
  private readonly counts = new Map<string, number>();
  private readonly firstRequestedAt = new Map<string, UnixMs>();

  constructor({ channel, knobs, clock, originCreatedAt }: StreamSource) {
    this.channel = channel;
    this.knobs = knobs;
    this.clock = clock;
    // The past must not change as time passes. So default holes are placed relative to the origin's creation, which
    // is fixed, and not relative to the current time. From then on, the camera does not fail.
    const createdAt = originCreatedAt + knobs.skewMs;
    const isYoung = knobs.ageMs !== undefined;
    this.publishedAt = isYoung ? wholeSecond(createdAt - knobs.ageMs) : createdAt - knobs.days * DAY_MS;
    const history = { start: this.publishedAt, end: createdAt - WITHOUT_HOLES_MS };
    const given = knobs.holes === 'default' ? defaultHoles(channel, history) : knobs.holes;
    const before = isYoung ? [{ start: 0, end: this.publishedAt }] : [];
    this.holes = inOrder([...before, ...given]);
    this.restarts = isYoung ? [this.publishedAt, ...knobs.restarts] : knobs.restarts;
    this.grid = this.gridOf(this.holes);
    const gridWithout = (gaps: readonly TimeRange[]) => this.gridOf([...this.holes, ...gaps]);
    this.recordings = knobs.record === 'command' ? new Recordings(this.holes, gridWithout) : null;
  }

  /** The recorded segments, which the playlists of the past list. */
  get recordedGrid(): SegmentGrid {
    return this.recordings?.grid ?? this.grid;
  }

  /** The segments that the timeline lists: those that are recorded, and those of the knob `claims`. */
  get timelineGrid(): SegmentGrid {
    const { claims } = this.knobs;
    if (claims.length === 0) return this.recordedGrid;
    return this.gridOf(subtractRanges([...this.holes, ...(this.recordings?.gaps() ?? [])], claims));
  }

  /** Stops the encoder, if it is publishing. A recording ends with it. */
  stopEncoder(): void {
    const now = this.now();
    if (!this.isOnline(now)) return;
    this.holes = inOrder([...this.holes, { start: now, end: END_OF_TIME_MS }]);
    this.recordings?.stop(now);
    this.grid = this.gridOf(this.holes);
  }

  /** Lets the encoder publish anew, from the next whole second on. */
  startEncoder(): void {
    const at = wholeSecond(this.now());
    this.holes = this.holes.map((hole) => (hole.start < at && hole.end > at ? { ...hole, end: at } : hole));
    this.restarts = [...this.restarts, at];
    this.publishedAt = at;
    this.grid = this.gridOf(this.holes);
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

  /** The name of the segment that begins at an instant, as playlists write it. */
  segmentName(startMs: UnixMs): string {
    const { names, subtitles, container } = this.knobs;
    const media = container === 'fmp4' ? 'm4s' : 'ts';
    return writeSegmentName(names, this.grid, startMs, subtitles === 'only' ? 'vtt' : media);
  }

  /** Counts something, from 1 on. */
  count(what: string): number {
    const count = (this.counts.get(what) ?? 0) + 1;
    this.counts.set(what, count);
    return count;
  }

  /** When this URL was first requested. Sliding and growing playlists count from there. */
  firstRequestAt(url: URL, now: UnixMs): UnixMs {
    const key = urlWithoutSignature(url);
    const at = this.firstRequestedAt.get(key) ?? now;
    this.firstRequestedAt.set(key, at);
    return at;
  }

  /** Counts a request, and returns the damage of the fault that hits it, if any. */
  damageFor(kinds: readonly FaultKind[], url: URL): Damage | undefined {
    return this.faultCounter.hit(this.knobs.faults, kinds, urlWithoutSignature(url));
  }

  /** As {@link damageFor}, for a call of the service's API. */
  damageForCall(action: string): Damage | undefined {
    return this.faultCounter.hit(this.knobs.faults, 'call', action);
  }

  private gridOf(holes: readonly TimeRange[]): SegmentGrid {
    return new SegmentGrid(this.knobs.segmentMs, holes, this.restarts);
  }
}

/** The next whole second. A run of the encoder begins with a frame of the test signal, and so do seconds. */
const wholeSecond = (at: UnixMs): UnixMs => Math.ceil(at / 1000) * 1000;

const inOrder = (ranges: readonly TimeRange[]): TimeRange[] =>
  ranges.toSorted((one, other) => one.start - other.start);

/** Path and query without the signature and the token: what stays the same when a client requests the same resource again. */
function urlWithoutSignature(url: URL): string {
  const copy = new URL(url);
  copy.searchParams.delete('auth_key');
  copy.searchParams.delete('token');
  return copy.pathname.replace(/\/@[^/]*\//, '/') + copy.search;
}
