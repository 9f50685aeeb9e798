import type { TimeRange, UnixMs } from '../../core/index.ts';

/**
 * Where on the timeline an instant is. `x` counts CSS pixels from the left edge; columns are whole pixels counted
 * from the edge where time begins, which is the right one where the page reads from right to left.
 */
export class TimeScale {
  constructor(
    readonly viewport: TimeRange,
    readonly widthPx: number,
    readonly isRtl: boolean,
  ) {}

  get pixelMs(): number {
    return (this.viewport.end - this.viewport.start) / this.widthPx;
  }

  xOf(at: UnixMs): number {
    const fromStartPx = (at - this.viewport.start) / this.pixelMs;
    return this.isRtl ? this.widthPx - fromStartPx : fromStartPx;
  }

  instantAt(x: number): UnixMs {
    return Math.round(this.viewport.start + this.fromStartPx(x) * this.pixelMs);
  }

  /** How far `x` is from the edge where time begins. */
  fromStartPx(x: number): number {
    return this.isRtl ? this.widthPx - x : x;
  }

  /** The boundary between columns that is nearest to an instant: 0 … `widthPx`. */
  columnOf(at: UnixMs): number {
    const column = Math.round((at - this.viewport.start) / this.pixelMs);
    return Math.min(Math.max(column, 0), this.widthPx);
  }

  /** The column that an instant is in: 0 … `widthPx` - 1. */
  columnAt(at: UnixMs): number {
    const column = Math.floor((at - this.viewport.start) / this.pixelMs);
    return Math.min(Math.max(column, 0), this.widthPx - 1);
  }

  /** Where a boundary between columns is in time. */
  instantOfColumn(column: number): UnixMs {
    return this.viewport.start + column * this.pixelMs;
  }

  shows(at: UnixMs): boolean {
    return this.viewport.start <= at && at <= this.viewport.end;
  }
}
