import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { recordedRanges } from './recorded-ranges.ts';

/** The encoder from one start of it to the next. */
export interface EncoderRun {
  readonly start: UnixMs;
  /** Number of the first segment since then. */
  readonly first: number;
}

/** Segments that follow one another without a break. */
interface Stretch extends TimeRange {
  /** Number of the first of them. */
  readonly first: number;
  readonly encoder: EncoderRun;
}

/**
 * The segments of a stream, as functions of time. The time since the encoder was started is a grid of cells of equal
 * length, of which a restart cuts the last one short; a cell that a hole touches is not a segment. What is left is
 * numbered without a break, over all restarts. So numbers are what `EXT-X-MEDIA-SEQUENCE` wants, and any playlist is
 * a half-open range of them.
 */
export class SegmentGrid {
  private readonly stretches: readonly Stretch[];
  private readonly afterBreaks: readonly Stretch[];

  /** @param restarts when the encoder was started anew; the first time was at the epoch */
  constructor(
    readonly segmentMs: number,
    holes: readonly TimeRange[],
    restarts: readonly UnixMs[] = [],
  ) {
    this.stretches = stretchesOf(segmentMs, holes, restarts);
    this.afterBreaks = this.stretches.filter(({ start }) => start > 0);
  }

  /** Number of the segment that holds this instant, or else of the next. */
  numberAt(at: UnixMs): number {
    const stretch = this.stretches[countWhile(this.stretches, ({ start }) => start <= at) - 1];
    if (!stretch) return 0;
    const { start, end, first } = stretch;
    return at < end
      ? first + Math.floor((at - start) / this.segmentMs)
      : first + Math.ceil((end - start) / this.segmentMs);
  }

  /** Number of the first segment that begins at this instant or later. */
  numberFrom(at: UnixMs): number {
    const number = this.numberAt(at);
    return this.startOf(number) < at ? number + 1 : number;
  }

  startOf(number: number): UnixMs {
    const { start, first } = this.stretchOf(number);
    return start + (number - first) * this.segmentMs;
  }

  endOf(number: number): UnixMs {
    return Math.min(this.startOf(number) + this.segmentMs, this.stretchOf(number).end);
  }

  /** Whether a segment begins at exactly this instant. */
  hasSegmentAt(start: UnixMs): boolean {
    return this.startOf(this.numberAt(start)) === start;
  }

  /** Whether there is a hole or a restart between this segment and the one before. */
  followsBreak(number: number): boolean {
    const { start, first } = this.stretchOf(number);
    return first === number && start > 0;
  }

  /** Whether there is a hole between this segment and the one before. */
  followsHole(number: number): boolean {
    return this.followsBreak(number) && (number === 0 || this.endOf(number - 1) < this.startOf(number));
  }

  /** How many segments with a lower number follow a break. */
  breaksBefore(number: number): number {
    return countWhile(this.afterBreaks, ({ first }) => first < number);
  }

  /** Which run of the encoder has made this segment. */
  encoderOf(number: number): EncoderRun {
    return this.stretchOf(number).encoder;
  }

  private stretchOf(number: number): Stretch {
    const stretch = this.stretches[countWhile(this.stretches, ({ first }) => first <= number) - 1];
    if (!stretch) throw new RangeError(`There is no segment ${number}: numbers begin at 0.`);
    return stretch;
  }
}

function stretchesOf(segmentMs: number, holes: readonly TimeRange[], restarts: readonly UnixMs[]): Stretch[] {
  const inOrder = holes.toSorted((one, other) => one.start - other.start);
  const starts = [0, ...restarts.toSorted((one, other) => one - other)];
  const stretches: Stretch[] = [];
  let next = 0;
  starts.forEach((start, index) => {
    const run = { start, end: starts[index + 1] ?? Infinity };
    const encoder = { start, first: next };
    for (const range of recordedRanges(run, inOrder, segmentMs)) {
      stretches.push({ ...range, first: next, encoder });
      next += Math.ceil((range.end - range.start) / segmentMs);
    }
  });
  return stretches;
}

/** How many of the first items satisfy a condition that none does after the first that does not. */
function countWhile<T>(items: readonly T[], condition: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && condition(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
