import type { TimeRange } from '../../core/index.ts';
import type { TimeScale } from './time-scale.ts';
import { MIN_SPAN_MS } from './viewport.ts';

/** What holds on to the timeline: put down at `from`, it is at `to` now, in pixels from the left edge. */
export interface Finger {
  readonly from: number;
  readonly to: number;
}

/** The viewport in which each finger still holds the instant it was put down on: one moves it, two stretch it. */
export function draggedViewport(fingers: readonly Finger[], scale: TimeScale): TimeRange {
  const [first, second = first] = fingers;
  if (!first || !second) return scale.viewport;
  const apart = Math.abs(second.to - first.to);
  const zoom = first === second ? 1 : Math.max(apart, 1) / Math.max(Math.abs(second.from - first.from), 1);
  return zoomedViewport(zoom, (first.from + second.from) / 2, scale, (first.to + second.to) / 2);
}

/** The viewport with what is at `x` shown `zoom` times as large, at `toX`. */
export function zoomedViewport(zoom: number, x: number, scale: TimeScale, toX = x): TimeRange {
  const { start, end } = scale.viewport;
  const spanMs = Math.max((end - start) / zoom, MIN_SPAN_MS);
  const held = start + scale.fromStartPx(x) * scale.pixelMs;
  const first = held - (scale.fromStartPx(toX) / scale.widthPx) * spanMs;
  return { start: first, end: first + spanMs };
}
