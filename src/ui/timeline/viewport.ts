import { contains, type TimeRange, type UnixMs } from '../../core/index.ts';
import type { TimeScale } from './time-scale.ts';

/** The shortest time that the timeline can show. */
export const MIN_SPAN_MS = 60_000;
/** How many times less time is shown after a key or a button has zoomed in. */
export const ZOOM_STEP = 2;

/** How much of the span may lie beyond the bounds, so that their edges and the server's time do not touch the edges. */
const MARGIN = 0.03;
/** The viewport follows the server's time while the playhead is closer to it than this share of the span. */
const LIVE_SHARE = 1 / 20;
/** After a zoom, the viewport goes on following if it is off by less than this share of the span. */
const ZOOM_TOLERANCE = 0.02;
/** After a pan, the viewport goes on following if it is off by less than this. */
const PAN_TOLERANCE_MS = 1000;

/** What decides which span of time is shown. */
export interface ViewportScene {
  /** The span of time that seeks may reach. */
  readonly bounds: TimeRange;
  /** The server's time. */
  readonly now: UnixMs;
  /** The instant to keep in view: the playhead, or the target of a seek under way. */
  readonly focus: UnixMs | null;
  readonly spanMs: number;
  readonly widthPx: number;
}

/**
 * The span of time that a timeline shows. It follows the playhead until the viewer pans or zooms elsewhere; then it
 * stays where the viewer has put it, until `follow` is called or the viewer returns. The timeline updates it whenever
 * one of its properties changes, and `ViewGestures` moves it.
 */
export class Viewport {
  /** What is shown, moved by whole pixels only; null while there is nothing to show. */
  range: TimeRange | null = null;
  /** What the viewer has chosen, not rounded to pixels, so that small movements add up; null while it follows. */
  #chosen: TimeRange | null = null;

  get isFollowing(): boolean {
    return this.#chosen === null;
  }

  /** The range that a movement starts from. */
  get wanted(): TimeRange | null {
    return this.#chosen ?? this.range;
  }

  /** Whether it shows some of the bounds. It does not after the server has told a page that its clock is days off. */
  isWithin(bounds: TimeRange): boolean {
    return this.range !== null && this.range.start < bounds.end && bounds.start < this.range.end;
  }

  follow(): void {
    this.#chosen = null;
  }

  /** Moves on with time and playback, and to another span that the page asks for. */
  update(scene: ViewportScene): void {
    const { bounds, spanMs, widthPx } = scene;
    if (widthPx === 0 || bounds.end <= bounds.start) {
      this.range = null;
    } else if (this.#chosen) {
      const { start, end } = this.#chosen;
      // Only the page changes the span without choosing a range; the middle stays in place then.
      const from = Math.abs(end - start - spanMs) < 1 ? start : (start + end - spanMs) / 2;
      const next = viewportFrom(from, spanMs, bounds);
      this.#chosen = next === bounds ? null : next;
      this.range = byWholePixels(this.range, next, widthPx);
    } else {
      this.range = followingViewport(scene, this.range);
    }
  }

  /**
   * Shows what the viewer has panned or zoomed to.
   *
   * @returns the span that is shown then; Infinity if it is all there is
   */
  show(wanted: TimeRange, scene: ViewportScene, isPan: boolean): number {
    const { bounds, widthPx } = scene;
    const next = viewportFrom(wanted.start, wanted.end - wanted.start, bounds);
    const spanMs = next.end - next.start;
    const followed = followingViewport({ ...scene, spanMs }, isPan ? null : next);
    const toleranceMs = isPan ? PAN_TOLERANCE_MS : spanMs * ZOOM_TOLERANCE;
    const isNear = Math.abs(followed.start - next.start) <= toleranceMs;
    // A pan goes on following only at the live edge; elsewhere, a viewer who pans wants the view to stay.
    const mayFollow = !isPan || next.start > viewportFrom(Infinity, spanMs, bounds).start - 1;
    const isFollowing = next === bounds || (isNear && mayFollow);
    this.#chosen = isFollowing ? null : next;
    this.range = byWholePixels(this.range, next, widthPx);
    return next === bounds ? Infinity : spanMs;
  }
}

/** The range that keeps the playhead in view. It is `before` itself as long as nothing would move by a pixel. */
export function followingViewport(scene: ViewportScene, before: TimeRange | null): TimeRange {
  const next = viewportFrom(followingStart(scene, before), scene.spanMs, scene.bounds);
  return byWholePixels(before, next, scene.widthPx);
}

function followingStart({ bounds, now, focus, spanMs }: ViewportScene, before: TimeRange | null): UnixMs {
  const marginMs = spanMs * MARGIN;
  const isNowInReach = now <= bounds.end + marginMs;
  const isLive = isNowInReach && (focus === null || now - focus <= spanMs * LIVE_SHARE);
  if (isLive) return now + marginMs - spanMs;
  if (focus === null) return bounds.start;
  if (!before || !contains(before, focus)) return focus - spanMs / 2;
  // Where the span has changed, the playhead stays in its place on the screen.
  const share = (focus - before.start) / (before.end - before.start);
  return focus - spanMs * share;
}

/** The range from `start` on, moved to where there is something to see; `bounds` itself where all of it fits. */
export function viewportFrom(start: UnixMs, spanMs: number, bounds: TimeRange): TimeRange {
  const marginMs = spanMs * MARGIN;
  if (spanMs + marginMs >= bounds.end - bounds.start) return bounds;
  const latest = bounds.end + marginMs - spanMs;
  const first = Math.min(Math.max(start, bounds.start - marginMs), latest);
  return { start: first, end: first + spanMs };
}

/**
 * Moves a range by whole pixels only. Otherwise each edge that is drawn would be rounded by itself, and all edges would
 * tremble.
 */
export function byWholePixels(before: TimeRange | null, next: TimeRange, widthPx: number): TimeRange {
  if (!before) return next;
  const pixelMs = (next.end - next.start) / Math.max(widthPx, 1);
  const movedMs = next.start - before.start;
  const grownMs = next.end - before.end - movedMs;
  if (Math.abs(grownMs) >= pixelMs) return next;
  const wholeMs = Math.trunc(movedMs / pixelMs) * pixelMs;
  return wholeMs === 0 ? before : { start: before.start + wholeMs, end: before.end + wholeMs };
}

/** A finger or a pressed pointer, in pixels from the left edge: where it was put down, and where it is now. */
export interface Finger {
  readonly from: number;
  readonly to: number;
}

/** The range in which each finger still holds the instant that it was put down on: one pans it, two also zoom it. */
export function draggedViewport(fingers: readonly Finger[], scale: TimeScale): TimeRange {
  const [first, second = first] = fingers;
  if (!first || !second) return scale.viewport;
  const apart = Math.abs(second.to - first.to);
  const zoom = first === second ? 1 : Math.max(apart, 1) / Math.max(Math.abs(second.from - first.from), 1);
  return zoomedViewport(zoom, (first.from + second.from) / 2, scale, (first.to + second.to) / 2);
}

/** The range that shows `zoom` times less time, with the instant that was at `x` moved to `toX`. */
export function zoomedViewport(zoom: number, x: number, scale: TimeScale, toX = x): TimeRange {
  const { start, end } = scale.viewport;
  const spanMs = Math.max((end - start) / zoom, MIN_SPAN_MS);
  const held = start + scale.fromStartPx(x) * scale.pixelMs;
  const first = held - (scale.fromStartPx(toX) / scale.widthPx) * spanMs;
  return { start: first, end: first + spanMs };
}
