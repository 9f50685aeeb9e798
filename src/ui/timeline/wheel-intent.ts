/** To show more or less time, or what is before or after; null where the page is to scroll. */
export type WheelIntent =
  { readonly kind: 'zoom'; readonly zoom: number } | { readonly kind: 'pan'; readonly px: number } | null;

/** What a turn of the wheel counts for in pixels, by `deltaMode`: pixels, lines, pages. */
const UNIT_PX = [1, 20, 400];
const ZOOM_PER_PX = 0.003;
/** A trackpad tells a pinch as a wheel with Ctrl, and in smaller numbers. */
const ZOOM_PER_PINCHED_PX = 0.01;
const MOST_ZOOM = 0.4;

/**
 * What a wheel or a trackpad asks for. Sideways, or with Shift, it pans; with Ctrl, Alt or Meta, or on a timeline that
 * has the focus, it zooms. Else the page scrolls, as it does elsewhere.
 */
export function wheelIntent(event: WheelEvent, hasFocus: boolean): WheelIntent {
  const unitPx = UNIT_PX[event.deltaMode] ?? 1;
  const { deltaX, deltaY, ctrlKey } = event;
  if (Math.abs(deltaX) > Math.abs(deltaY)) return { kind: 'pan', px: -deltaX * unitPx };
  if (event.shiftKey) return { kind: 'pan', px: -deltaY * unitPx };
  if (!hasFocus && !ctrlKey && !event.altKey && !event.metaKey) return null;
  const wanted = -deltaY * unitPx * (ctrlKey ? ZOOM_PER_PINCHED_PX : ZOOM_PER_PX);
  return { kind: 'zoom', zoom: Math.exp(Math.min(Math.max(wanted, -MOST_ZOOM), MOST_ZOOM)) };
}
