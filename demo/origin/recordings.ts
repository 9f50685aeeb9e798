import type { TimeRange, UnixMs } from '../../src/core/time/time-range.ts';
import { END_OF_TIME_MS } from './knob-values.ts';
import type { SegmentGrid } from './segment-grid.ts';

/**
 * The recordings of a stream that is recorded on command only (the knob `record=command`). A `Stream` owns it, and
 * `RealTimeRecordCommand` starts and stops it.
 */
export class Recordings {
  /** The recorded segments: those that the encoder sent from beginning to end while a recording was running. */
  grid: SegmentGrid;
  private ranges: readonly TimeRange[] = [];

  /**
   * @param holes when the encoder is down, in order; a recording ends there and does not continue by itself
   * @param gridWithout makes the grid of the stream without the segments that the given gaps touch
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
    this.setRanges([...this.ranges, { start: at, end }]);
  }

  stop(at: UnixMs): void {
    this.setRanges(this.ranges.map(({ start, end }) => ({ start, end: Math.min(end, at) })));
  }

  private setRanges(ranges: readonly TimeRange[]): void {
    this.ranges = ranges;
    this.grid = this.gridWithout(this.gaps());
  }

  /** When no recording is running, in order. */
  gaps(): TimeRange[] {
    const starts = [0, ...this.ranges.map(({ end }) => end)];
    const ends = [...this.ranges.map(({ start }) => start), END_OF_TIME_MS];
    return starts
      .map((start, index) => ({ start, end: ends[index] ?? END_OF_TIME_MS }))
      .filter(({ start, end }) => start < end);
  }
}
