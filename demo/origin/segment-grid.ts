import type { TimeRange, UnixMs } from '../../src/core/time-range.ts';

/** A run of cells that a hole has cut out of the grid. */
interface Cut {
  readonly from: number;
  readonly to: number;
  /** How many cells are cut up to here, this cut included. */
  readonly missing: number;
  /** Number of the first segment after the cut. */
  readonly nextNumber: number;
}

/**
 * The segments of a stream, as functions of time. The time since the epoch is a grid of cells of equal length; a
 * cell that a hole touches is not a segment. What is left is numbered without a break: **a segment's number is its
 * cell less the cells cut before it**. So numbers are what `EXT-X-MEDIA-SEQUENCE` wants, and any playlist is a
 * half-open range of them.
 */
export class SegmentGrid {
  private readonly cuts: readonly Cut[];

  constructor(
    readonly segmentMs: number,
    holes: readonly TimeRange[],
  ) {
    this.cuts = cutsOf(segmentMs, holes);
  }

  /** Number of the segment that holds this instant, or else of the next. */
  numberAt(at: UnixMs): number {
    return this.numberOfCell(Math.floor(at / this.segmentMs));
  }

  /** Number of the first segment that begins at this instant or later. */
  numberFrom(at: UnixMs): number {
    return this.numberOfCell(Math.ceil(at / this.segmentMs));
  }

  startOf(number: number): UnixMs {
    const cut = this.cuts[this.cutsUpTo(number) - 1];
    return (number + (cut?.missing ?? 0)) * this.segmentMs;
  }

  /** Whether a segment begins at exactly this instant. */
  hasSegmentAt(start: UnixMs): boolean {
    return this.startOf(this.numberAt(start)) === start;
  }

  /** Whether there is a hole between this segment and the one before. */
  followsHole(number: number): boolean {
    return this.cuts[this.cutsUpTo(number) - 1]?.nextNumber === number;
  }

  /** How many segments with a lower number follow a hole. */
  holesFollowedBefore(number: number): number {
    return countWhile(this.cuts, ({ nextNumber }) => nextNumber < number);
  }

  private cutsUpTo(number: number): number {
    return countWhile(this.cuts, ({ nextNumber }) => nextNumber <= number);
  }

  private numberOfCell(cell: number): number {
    const cut = this.cuts[countWhile(this.cuts, ({ from }) => from <= cell) - 1];
    if (!cut) return cell;
    return cell < cut.to ? cut.nextNumber : cell - cut.missing;
  }
}

function cutsOf(segmentMs: number, holes: readonly TimeRange[]): Cut[] {
  const cuts: Cut[] = [];
  for (const hole of holes.toSorted((one, other) => one.start - other.start)) {
    const last = cuts.at(-1);
    const from = Math.max(Math.floor(hole.start / segmentMs), last?.to ?? 0);
    const to = Math.ceil(hole.end / segmentMs);
    if (to <= from) continue;
    const missing = (last?.missing ?? 0) + to - from;
    const touches = last?.to === from;
    if (touches) cuts.pop();
    cuts.push({ from: touches ? last.from : from, to, missing, nextNumber: to - missing });
  }
  return cuts;
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
