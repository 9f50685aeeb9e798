import type { TimeRange } from '../../core/index.ts';
import { TimeScale } from './time-scale.ts';
import { draggedViewport, type Finger, Viewport, type ViewportScene, zoomedViewport } from './viewport.ts';

/** The element whose viewport the gestures move. */
export interface ViewportOwner {
  readonly viewportScene: ViewportScene;
  readonly isRtl: boolean;
  /** The viewport has moved and shows this much time now. */
  viewportMoved(spanMs: number): void;
}

/** Safari's event for a pinch on a trackpad. Other browsers report a pinch as a wheel event with Ctrl. */
export interface PinchEvent extends Event {
  readonly scale: number;
  readonly clientX: number;
}

/**
 * Moves a timeline's viewport by what hands do: drags, flings, wheels and pinches. The timeline calls it with pixels
 * from its left edge, `x`.
 */
export class ViewGestures {
  readonly viewport = new Viewport();
  #grippedScale: TimeScale | null = null;
  #pinchScale = 1;
  #stopCoasting: () => void = () => undefined;

  constructor(private readonly owner: ViewportOwner) {}

  /** Fingers were put down or lifted: each holds what is below it now, and a fling stops. */
  grip(): void {
    this.stop();
    this.#grippedScale = this.#scale;
  }

  drag(fingers: readonly Finger[]): void {
    if (this.#grippedScale) this.show(draggedViewport(fingers, this.#grippedScale), fingers.length === 1);
  }

  /** Lets a released drag coast, unless the viewer prefers reduced motion. */
  fling(pxPerMs: number): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#stopCoasting = coast(pxPerMs, (px) => this.#panBy(px));
  }

  stop(): void {
    this.#stopCoasting();
  }

  zoomAt(zoom: number, x: number): void {
    if (this.#scale) this.show(zoomedViewport(zoom, x, this.#scale), false);
  }

  show(range: TimeRange, isPan: boolean): void {
    this.owner.viewportMoved(this.viewport.show(range, this.owner.viewportScene, isPan));
  }

  wheel(event: WheelEvent, x: number, hasFocus: boolean): void {
    const intent = wheelIntent(event, hasFocus);
    if (!intent) return;
    event.preventDefault();
    this.stop();
    if (intent.kind === 'pan') this.#panBy(intent.px);
    else this.zoomAt(intent.zoom, x);
  }

  pinch(event: PinchEvent, x: number): void {
    event.preventDefault();
    const { scale } = event;
    if (event.type === 'gesturechange') this.zoomAt(scale / this.#pinchScale, x);
    this.#pinchScale = scale;
  }

  #panBy(px: number) {
    if (this.#scale) this.show(draggedViewport([{ from: 0, to: px }], this.#scale), true);
  }

  get #scale(): TimeScale | null {
    const { viewportScene, isRtl } = this.owner;
    const { wanted } = this.viewport;
    return wanted && new TimeScale(wanted, viewportScene.widthPx, isRtl);
  }
}

/** A wheel shows more or less time, or earlier or later time; null where the page is to scroll. */
export type WheelIntent =
  | { readonly kind: 'zoom'; readonly zoom: number }
  | { readonly kind: 'pan'; readonly px: number }
  | null;

/** The pixels of one unit of a wheel event, by its `deltaMode`: pixels, lines, pages. */
const WHEEL_UNIT_PX = [1, 20, 400];
const ZOOM_PER_PX = 0.003;
/** Trackpads report a pinch as a wheel event with Ctrl, in smaller numbers. */
const ZOOM_PER_PINCHED_PX = 0.01;
const MOST_ZOOM = 0.4;

/**
 * What a wheel or a trackpad asks for. Sideways or with Shift, it pans. With Ctrl, Alt or Meta, or on a timeline that
 * has the focus, it zooms. Otherwise the page scrolls, as it does elsewhere.
 */
export function wheelIntent(event: WheelEvent, hasFocus: boolean): WheelIntent {
  const unitPx = WHEEL_UNIT_PX[event.deltaMode] ?? 1;
  const { deltaX, deltaY, ctrlKey } = event;
  if (Math.abs(deltaX) > Math.abs(deltaY)) return { kind: 'pan', px: -deltaX * unitPx };
  if (event.shiftKey) return { kind: 'pan', px: -deltaY * unitPx };
  if (!hasFocus && !ctrlKey && !event.altKey && !event.metaKey) return null;
  const wanted = -deltaY * unitPx * (ctrlKey ? ZOOM_PER_PINCHED_PX : ZOOM_PER_PX);
  return { kind: 'zoom', zoom: Math.exp(Math.min(Math.max(wanted, -MOST_ZOOM), MOST_ZOOM)) };
}

/** The time in which a fling becomes slower by the factor e. */
const SLOWING_MS = 325;
const LEAST_PX_PER_MS = 0.02;

/**
 * Continues a movement after its release, slower and slower.
 *
 * @param move called once a frame with the pixels since the last call
 * @returns a function that stops it
 */
function coast(pxPerMs: number, move: (px: number) => void): () => void {
  let [speed, lastMs] = [pxPerMs, performance.now()];
  const step = (nowMs: number) => {
    const slower = speed * Math.exp(-Math.max(nowMs - lastMs, 0) / SLOWING_MS);
    // The integral of the speed, so that the distance does not depend on the frame rate.
    const px = (speed - slower) * SLOWING_MS;
    [speed, lastMs] = [slower, nowMs];
    if (Math.abs(speed) >= LEAST_PX_PER_MS) frame = requestAnimationFrame(step);
    move(px);
  };
  let frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
