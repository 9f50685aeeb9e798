import { contains, type TimeRange, type UnixMs } from '../../core/index.ts';

export interface ViewportScene {
  /** What is shown so far; null at first. */
  readonly before: TimeRange | null;
  readonly bounds: TimeRange;
  /** The server's now. */
  readonly now: UnixMs;
  /** What is to stay in view: the playhead, or where a seek under way goes. */
  readonly focus: UnixMs | null;
  readonly spanMs: number;
  readonly widthPx: number;
}

/** How much of the span may lie beyond the bounds, so that their edges and the server's now stand free. */
const MARGIN = 0.03;
/** Closer to now than this share of the span, the playhead is at live and so is the viewport. */
const LIVE_SHARE = 1 / 20;

/** As short as the time across gets. */
export const MIN_SPAN_MS = 60_000;
/** What a key or a button zooms in by. */
export const ZOOM_STEP = 2;

/** What to show so that the playhead is in it; `before` itself while nothing would move by a pixel. */
export function followingViewport(scene: ViewportScene): TimeRange {
  const next = viewportFrom(startOf(scene, scene.spanMs * MARGIN), scene.spanMs, scene.bounds);
  return byWholePixels(scene.before, next, scene.widthPx);
}

/** What to show from `start` on, moved to where there is something to see; the bounds where all of it fits. */
export function viewportFrom(start: UnixMs, spanMs: number, bounds: TimeRange): TimeRange {
  const marginMs = spanMs * MARGIN;
  if (spanMs + marginMs >= bounds.end - bounds.start) return bounds;
  const latest = bounds.end + marginMs - spanMs;
  const first = Math.min(Math.max(start, bounds.start - marginMs), latest);
  return { start: first, end: first + spanMs };
}

function startOf({ before, bounds, now, focus, spanMs }: ViewportScene, marginMs: number): UnixMs {
  const isNowInReach = now <= bounds.end + marginMs;
  const isLive = isNowInReach && (focus === null || now - focus <= spanMs * LIVE_SHARE);
  if (isLive) return now + marginMs - spanMs;
  if (focus === null) return bounds.start;
  if (!before || !contains(before, focus)) return focus - spanMs / 2;
  // Where the span has changed, the playhead stays where it was on the screen.
  const share = (focus - before.start) / (before.end - before.start);
  return focus - spanMs * share;
}

/** Moves by whole pixels only: else each edge that is drawn would be rounded by itself, and all would tremble. */
export function byWholePixels(before: TimeRange | null, next: TimeRange, widthPx: number): TimeRange {
  if (!before) return next;
  const pixelMs = (next.end - next.start) / Math.max(widthPx, 1);
  const movedMs = next.start - before.start;
  const grownMs = next.end - before.end - movedMs;
  if (Math.abs(grownMs) >= pixelMs) return next;
  const wholeMs = Math.trunc(movedMs / pixelMs) * pixelMs;
  return wholeMs === 0 ? before : { start: before.start + wholeMs, end: before.end + wholeMs };
}
