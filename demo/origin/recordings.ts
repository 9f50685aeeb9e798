import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { END_OF_TIME_MS } from './knob-values.ts';
import type { SegmentGrid } from './segment-grid.ts';

/** What is recorded of a stream that is recorded on command only. */
export class Recordings {
  /** The segments that were sent while it was recorded, all of them from their beginning to their end. */
  grid: SegmentGrid;
  private ranges: readonly TimeRange[] = [];

  /**
   * @param holes when the encoder is away, in order: a recording ends there, and does not go on by itself
   * @param gridWithout the segments of the stream but for those that a gap touches
   */
  constructor(
    private readonly holes: readonly TimeRange[],
    private readonly gridWithout: (gaps: readonly TimeRange[]) => SegmentGrid,
  ) {
    this.grid = gridWithout(this.gaps());
  }

  isRunning(at: UnixMs): boolean {
    return at < (this.ranges.at(-1)?.end ?? -Infinity);
  }

  start(at: UnixMs): void {
    const end = this.holes.find((hole) => hole.end > at)?.start ?? END_OF_TIME_MS;
    this.set([...this.ranges, { start: at, end }]);
  }

  stop(at: UnixMs): void {
    this.set(this.ranges.map(({ start, end }) => ({ start, end: Math.min(end, at) })));
  }

  private set(ranges: readonly TimeRange[]): void {
    this.ranges = ranges;
    this.grid = this.gridWithout(this.gaps());
  }

  /** When nothing is recorded, in order. */
  private gaps(): TimeRange[] {
    const starts = [0, ...this.ranges.map(({ end }) => end)];
    const ends = [...this.ranges.map(({ start }) => start), END_OF_TIME_MS];
    return starts
      .map((start, index) => ({ start, end: ends[index] ?? END_OF_TIME_MS }))
      .filter(({ start, end }) => start < end);
  }
}
