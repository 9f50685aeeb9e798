import { TIMELINE_ROUNDING_MS } from '../policy/tolerances.ts';
import { lastIndexUpTo } from '../time/bisect.ts';
import { contains, type TimeRange, type UnixMs } from '../time/time-range.ts';

/**
 * What is recorded, and for which time this is known. The timeline client adds each answer of the timeline query; the
 * seek plan, the dating of segments and the UI ask.
 *
 * It is immutable: {@link learn} returns a new object, so that two states can be compared by identity. Both lists are
 * sorted, and their ranges are half-open and do not touch. Every instant is recorded, in a hole or unknown:
 *
 *     known                ├───────────────────────────────────────┤
 *     recorded                    ├──────────┤      ├──────────┤
 *     instants    unknown   hole    recorded   hole   recorded   hole   unknown
 */
export class RecordedRanges {
  static readonly empty = new RecordedRanges([], [], []);

  private constructor(
    /** The recorded periods. */
    readonly ranges: readonly TimeRange[],
    /** The time for which it is known what is recorded. Outside of it, anything may be recorded. */
    readonly known: readonly TimeRange[],
    /** The segments of which the recorded periods consist, as they were listed. */
    readonly listings: readonly Listing[],
  ) {}

  /**
   * Adds an answer of the timeline query for `window`. What was recorded stays recorded, so answers may come in any
   * order, and a segment across the edge of two windows may be in both answers or in one of them.
   *
   * @param recorded ranges sorted by start; they may reach beyond the window
   */
  learn(window: TimeRange, recorded: readonly TimeRange[]): RecordedRanges {
    if (window.end <= window.start) return this;
    return new RecordedRanges(
      merge(sorted([...this.ranges, ...recorded]), TIMELINE_ROUNDING_MS),
      merge(sorted([...this.known, window]), 0),
      [
        ...this.listings.filter(({ window: { start, end } }) => start < window.start || end > window.end),
        { window, starts: Float64Array.from(recorded, ({ start }) => start) },
      ],
    );
  }

  isRecorded(at: UnixMs): boolean {
    return this.rangeAt(at) !== undefined;
  }

  /** Whether it is known that nothing is recorded at an instant. */
  isHole(at: UnixMs): boolean {
    return !this.isRecorded(at) && this.isKnown(at);
  }

  /** The hole around an instant, as far as it is known to reach; undefined if the instant is not in a hole. */
  holeAt(at: UnixMs): TimeRange | undefined {
    const window = lastStartingBy(this.known, at);
    if (!window || !this.isHole(at)) return undefined;
    return {
      start: Math.max(window.start, this.previous(at)?.end ?? -Infinity),
      end: Math.min(window.end, this.next(at)?.start ?? Infinity),
    };
  }

  /** Whether anything is recorded within a range, beyond what the rounding of the timeline may feign. */
  hasAny({ start, end }: TimeRange): boolean {
    const range = lastStartingBy(this.ranges, end - 2 * TIMELINE_ROUNDING_MS);
    return range !== undefined && range.end > start + 2 * TIMELINE_ROUNDING_MS;
  }

  isKnown(at: UnixMs): boolean {
    const window = lastStartingBy(this.known, at);
    return window !== undefined && contains(window, at);
  }

  rangeAt(at: UnixMs): TimeRange | undefined {
    const range = lastStartingBy(this.ranges, at);
    return range && contains(range, at) ? range : undefined;
  }

  /** The first recorded period that begins later than `at`. */
  next(at: UnixMs): TimeRange | undefined {
    return this.ranges[indexAfter(this.ranges, at)];
  }

  /** The last recorded period that has ended by `at`. */
  previous(at: UnixMs): TimeRange | undefined {
    const index = indexAfter(this.ranges, at) - 1;
    const range = this.ranges[index];
    return range && range.end > at ? this.ranges[index - 1] : range;
  }

  /** The parts of `within` for which it is known that nothing is recorded. */
  holes(within: TimeRange): TimeRange[] {
    return intersect(this.known, within).flatMap((window) => complement(this.ranges, window));
  }

  /** The parts of `within` for which it is not known what is recorded. */
  unknown(within: TimeRange): TimeRange[] {
    return complement(this.known, within);
  }
}

/** One answer of the timeline query, which lists each segment. */
export interface Listing {
  readonly window: TimeRange;
  /** When each segment begins, in order; the server rounds to whole seconds. */
  readonly starts: Float64Array;
}

/** Joins ranges that overlap or lie at most `toleranceMs` apart. The ranges must be sorted by start, and stay so. */
function merge(ranges: readonly TimeRange[], toleranceMs: number): TimeRange[] {
  const merged: { start: UnixMs; end: UnixMs }[] = [];
  for (const { start, end } of ranges) {
    const last = merged.at(-1);
    if (last && start <= last.end + toleranceMs) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

function intersect(ranges: readonly TimeRange[], within: TimeRange): TimeRange[] {
  return ranges
    .map(({ start, end }) => ({ start: Math.max(start, within.start), end: Math.min(end, within.end) }))
    .filter(({ start, end }) => end > start);
}

/** The parts of `within` that no range covers. */
function complement(ranges: readonly TimeRange[], within: TimeRange): TimeRange[] {
  const gaps: TimeRange[] = [];
  let end = within.start;
  for (const range of intersect(ranges, within)) {
    if (range.start > end) gaps.push({ start: end, end: range.start });
    end = range.end;
  }
  if (within.end > end) gaps.push({ start: end, end: within.end });
  return gaps;
}

const sorted = (ranges: TimeRange[]): TimeRange[] => ranges.sort((a, b) => a.start - b.start);

function lastStartingBy(ranges: readonly TimeRange[], at: UnixMs): TimeRange | undefined {
  return ranges[indexAfter(ranges, at) - 1];
}

/** The index of the first range that starts after `at`. */
const indexAfter = (ranges: readonly TimeRange[], at: UnixMs): number =>
  lastIndexUpTo(ranges, ({ start }) => start <= at) + 1;
