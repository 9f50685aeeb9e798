import type { TimeRange } from '../../core/index.ts';
import { byWholePixels, followingViewport, viewportFrom, type ViewportScene } from './viewport.ts';

/** What there is to show, and what of it is to be shown. */
export type ViewScene = Omit<ViewportScene, 'before'>;

/** How far from where it would follow a view that was zoomed still follows, as a share of what it shows. */
const ZOOM_SLACK = 0.02;
/** How far the bounds' end may be from now where that is live. */
const LIVE_SLACK_MS = 1000;

/** What is in view: it goes with the playhead, until the viewer moves it elsewhere. */
export class MovingView {
  /** Null while there is nothing to show. */
  range: TimeRange | null = null;
  /** Not rounded to pixels, so that small movements add up; null while it follows. */
  #chosen: TimeRange | null = null;

  get isFollowing(): boolean {
    return this.#chosen === null;
  }

  /** What a movement starts from. */
  get wanted(): TimeRange | null {
    return this.#chosen ?? this.range;
  }

  follow(): void {
    this.#chosen = null;
  }

  /** Goes on with time and playback, and to the span that the page asks for. */
  update(scene: ViewScene): void {
    const { bounds, spanMs, widthPx } = scene;
    if (widthPx === 0 || bounds.end <= bounds.start) {
      this.range = null;
    } else if (this.#chosen) {
      const { start, end } = this.#chosen;
      // It is the page that asks for another span; it gets that around the middle.
      const from = Math.abs(end - start - spanMs) < 1 ? start : (start + end - spanMs) / 2;
      const next = viewportFrom(from, spanMs, bounds);
      this.#chosen = next === bounds ? null : next;
      this.range = byWholePixels(this.range, next, widthPx);
    } else {
      this.range = followingViewport({ ...scene, before: this.range });
    }
  }

  /** Shows what the viewer panned or zoomed to; gives its span, infinite where that is all there is. */
  show(wanted: TimeRange, scene: ViewScene, isPan: boolean): number {
    const { bounds, widthPx } = scene;
    const next = viewportFrom(wanted.start, wanted.end - wanted.start, bounds);
    const spanMs = next.end - next.start;
    const followed = followingViewport({ ...scene, spanMs, before: isPan ? null : next });
    const isNear = Math.abs(followed.start - next.start) <= (isPan ? LIVE_SLACK_MS : spanMs * ZOOM_SLACK);
    // Who pans as far as live wants to go on with it.
    const mayFollow = !isPan || next.start > viewportFrom(Infinity, spanMs, bounds).start - 1;
    const isFollowing = next === bounds || (isNear && mayFollow);
    this.#chosen = isFollowing ? null : next;
    this.range = byWholePixels(this.range, next, widthPx);
    return next === bounds ? Infinity : spanMs;
  }
}
