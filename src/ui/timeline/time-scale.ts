import type { TimeRange, UnixMs } from '../../core/index.ts';

/**
 * Converts between instants and pixels of a timeline. `x` counts CSS pixels from the left edge. Columns are whole pixels
 * counted from the edge where time begins, which is the right one where the page reads from right to left.
 */
export class TimeScale {
  constructor(
    readonly viewport: TimeRange,
    readonly widthPx: number,
    readonly isRtl: boolean,
  ) {}

  /** The same scale if it still is the one that is needed, so that it can be compared by identity; else a new one. */
  static reuse(before: TimeScale | null, viewport: TimeRange, widthPx: number, isRtl: boolean): TimeScale {
    const isSame = before?.viewport === viewport && before.widthPx === widthPx && before.isRtl === isRtl;
    return isSame ? before : new TimeScale(viewport, widthPx, isRtl);
  }

  /** How long a pixel is. */
  get pixelMs(): number {
    return (this.viewport.end - this.viewport.start) / this.widthPx;
  }

  xOf(at: UnixMs): number {
    return this.fromStartPx((at - this.viewport.start) / this.pixelMs);
  }

  instantAt(x: number): UnixMs {
    return Math.round(this.viewport.start + this.fromStartPx(x) * this.pixelMs);
  }

  /** The distance of `x` from the edge where time begins; also the other way round, from that distance to `x`. */
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

  /** The instant of a boundary between columns. */
  instantOfColumn(column: number): UnixMs {
    return this.viewport.start + column * this.pixelMs;
  }

  /** Whether an instant is in view. */
  shows(at: UnixMs): boolean {
    return this.viewport.start <= at && at <= this.viewport.end;
  }
}
