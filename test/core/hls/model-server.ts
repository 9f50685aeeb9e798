import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../../../src/core/time/time-range.ts';

/** A segment as it was recorded. */
export interface Recorded {
  readonly path: string;
  readonly start: UnixMs;
  readonly durationMs: number;
  /** Whether nothing was recorded right before it. */
  readonly followsHole: boolean;
}

/** A hole, and the segments that were recorded after it without a break. */
export interface Stretch {
  readonly holeMs: number;
  readonly durationsMs: readonly number[];
}

/** What servers do differently. */
export interface Habits {
  /** Which segments have a date. */
  readonly dates: 'each' | 'first' | 'holes and first' | 'holes' | 'none';
  /** Whether holes are marked with `EXT-X-DISCONTINUITY`. */
  readonly hasTags: boolean;
  /**
   * Which segments across an edge of the requested time are in the answer: those across both edges, across the second
   * edge only, across the first edge only, or none of them.
   */
  readonly seam: 'both' | 'first' | 'second' | 'cut';
  /** How the timeline query rounds to seconds. */
  readonly rounding: 'floor' | 'round' | 'ceil';
  readonly uris: 'relative' | 'absolute';
}

export const SERVER = 'https://live.example/app/';
const endOf = ({ start, durationMs }: Recorded): UnixMs => start + durationMs;

/** A model of a server, with every behaviour that the reference of the vendor leaves open. */
export class ModelServer {
  readonly segments: readonly Recorded[];
  #requests = 0;

  constructor(
    start: UnixMs,
    stretches: readonly Stretch[],
    readonly habits: Habits,
  ) {
    const segments: Recorded[] = [];
    let at = start;
    for (const { holeMs, durationsMs } of stretches) {
      at += holeMs;
      for (const [index, durationMs] of durationsMs.entries()) {
        const path = `stream/${String(segments.length).padStart(5, '0')}.ts`;
        segments.push({ path, start: at, durationMs, followsHole: index === 0 });
        at += durationMs;
      }
    }
    this.segments = segments;
  }

  get end(): UnixMs {
    return endOf(this.segments.at(-1)!);
  }

  /** The answer to a timeline query for all time. */
  get recorded(): RecordedRanges {
    const toSecond = (at: UnixMs) => Math[this.habits.rounding](at / 1000) * 1000;
    const ranges = this.segments.map((each) => ({ start: toSecond(each.start), end: toSecond(endOf(each)) }));
    return RecordedRanges.empty.learn({ start: 0, end: this.end + 86_400_000 }, ranges);
  }

  segmentsIn({ start, end }: TimeRange): Recorded[] {
    const isIn: Record<Habits['seam'], (each: Recorded) => boolean> = {
      both: (each) => each.start < end && endOf(each) > start,
      first: (each) => each.start >= start && each.start < end,
      second: (each) => endOf(each) > start && endOf(each) <= end,
      cut: (each) => each.start >= start && endOf(each) <= end,
    };
    return this.segments.filter(isIn[this.habits.seam]);
  }

  playlist(asked: TimeRange): string {
    const segments = this.segmentsIn(asked);
    const lines = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:10', '#EXT-X-MEDIA-SEQUENCE:1'];
    this.#requests += 1;
    for (const [index, segment] of segments.entries()) lines.push(...this.#write(segment, index === 0));
    return [...lines, '#EXT-X-ENDLIST', ''].join('\n');
  }

  #write(segment: Recorded, isFirst: boolean): string[] {
    const { dates, hasTags, uris } = this.habits;
    const { followsHole } = segment;
    const isDated = {
      each: true,
      first: isFirst,
      'holes and first': isFirst || followsHole,
      holes: followsHole,
      none: false,
    }[dates];
    const base = uris === 'absolute' ? SERVER : '';
    return [
      ...(hasTags && followsHole ? ['#EXT-X-DISCONTINUITY'] : []),
      ...(isDated ? [`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.start).toISOString()}`] : []),
      `#EXTINF:${(segment.durationMs / 1000).toFixed(3)},`,
      `${base}${segment.path}?auth_key=${this.#requests}`,
    ];
  }
}
