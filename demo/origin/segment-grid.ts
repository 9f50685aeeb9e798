import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';

/** The time from one start of the encoder to the next one. */
export interface EncoderRun {
  readonly start: UnixMs;
  /** The number of the first segment of the run. */
  readonly first: number;
}

/** Consecutive segments without a hole or a restart between them. */
interface Stretch extends TimeRange {
  /** The number of the first segment. */
  readonly first: number;
  readonly encoder: EncoderRun;
}

/**
 * The segments of a stream, as functions of time. A `Stream` makes one from its holes and restarts, and everything
 * that lists or serves segments asks it.
 *
 * Each run of the encoder is divided into cells of equal length, counted from the start of the run; the next restart
 * cuts the last cell short. A cell that a hole touches is not recorded. The cells that remain are the segments. They
 * are numbered from 0 without a gap, across holes and restarts:
 *
 * ```
 * cells     |  0  |  1  | hole| hole|  2  |  3  | 4 |  5  |
 *                                                   ^ restart
 * ```
 *
 * So the numbers can serve as media sequence numbers, and every playlist is a half-open range of numbers.
 */
export class SegmentGrid {
  /** All runs of the encoder, in order. */
  readonly runs: readonly EncoderRun[];
  private readonly stretches: readonly Stretch[];
  private readonly stretchesAfterBreaks: readonly Stretch[];

  /** @param restarts when the encoder was restarted; its first run began at the epoch */
  constructor(
    readonly segmentMs: number,
    holes: readonly TimeRange[],
    restarts: readonly UnixMs[] = [],
  ) {
    this.stretches = stretchesOf(segmentMs, holes, restarts);
    this.runs = [...new Set(this.stretches.map(({ encoder }) => encoder))];
    this.stretchesAfterBreaks = this.stretches.filter(({ start }) => start > 0);
  }

  /** The number of the segment that contains this instant, or else of the next segment. */
  numberAt(at: UnixMs): number {
    const stretch = this.stretches[countWhile(this.stretches, ({ start }) => start <= at) - 1];
    if (!stretch) return 0;
    const { start, end, first } = stretch;
    return at < end
      ? first + Math.floor((at - start) / this.segmentMs)
      : first + Math.ceil((end - start) / this.segmentMs);
  }

  /** The number of the first segment that begins at this instant or later. */
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

  /** Whether a hole or a restart separates this segment from the previous one. */
  followsBreak(number: number): boolean {
    const { start, first } = this.stretchOf(number);
    return first === number && start > 0;
  }

  /** Whether a hole separates this segment from the previous one. */
  followsHole(number: number): boolean {
    return this.followsBreak(number) && (number === 0 || this.endOf(number - 1) < this.startOf(number));
  }

  /** How many segments with a lower number follow a break. */
  breaksBefore(number: number): number {
    return countWhile(this.stretchesAfterBreaks, ({ first }) => first < number);
  }

  /** The run of the encoder that made this segment. */
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

/**
 * The parts of a run of the encoder that remain without the cells that a hole touches.
 *
 * @param holes in the order of their starts; they may overlap
 */
function recordedRanges({ start, end }: TimeRange, holes: readonly TimeRange[], cellMs: number): TimeRange[] {
  const ranges: TimeRange[] = [];
  let from = start;
  for (const hole of holes.filter((each) => each.start < end && each.end > start)) {
    const cutStart = start + Math.floor((hole.start - start) / cellMs) * cellMs;
    if (from < cutStart) ranges.push({ start: from, end: cutStart });
    from = Math.max(from, start + Math.ceil((hole.end - start) / cellMs) * cellMs);
  }
  if (from < end) ranges.push({ start: from, end });
  return ranges;
}

/** The number of leading items that satisfy a condition. After the first item that does not, none may satisfy it. */
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
