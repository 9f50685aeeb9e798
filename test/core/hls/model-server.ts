import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import type { TimeRange, UnixMs } from '../../../src/core/time/time-range.ts';

/** A segment as it was recorded. */
export interface Recorded {
  readonly path: string;
  readonly start: UnixMs;
  readonly durationMs: number;
  /** Nothing was recorded right before it. */
  readonly followsHole: boolean;
}

/** A time without recording, then what was recorded in one go. */
export interface Stretch {
  readonly holeMs: number;
  readonly durationsMs: readonly number[];
}

export interface Habits {
  /** Which segments have a date. */
  readonly dates: 'each' | 'first' | 'holes and first' | 'holes' | 'none';
  /** Whether holes are marked with `EXT-X-DISCONTINUITY`. */
  readonly hasTags: boolean;
  /** Which segments across an edge of what was asked for are in the answer: those at both edges, at one, at none. */
  readonly seam: 'both' | 'first' | 'second' | 'cut';
  /** How the timeline rounds to seconds. */
  readonly rounding: 'floor' | 'round' | 'ceil';
  readonly uris: 'relative' | 'absolute';
}

export const SERVER = 'https://live.example/app/';
const endOf = ({ start, durationMs }: Recorded): UnixMs => start + durationMs;

/** What a server is to do of which nobody has told us how it does it. */
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

  /** What a timeline query tells of all time. */
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
