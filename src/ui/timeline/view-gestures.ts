import type { TimeRange } from '../../core/index.ts';
import { coast } from './coast.ts';
import { draggedViewport, type Finger, zoomedViewport } from './dragged-viewport.ts';
import { MovingView, type ViewScene } from './moving-view.ts';
import { TimeScale } from './time-scale.ts';
import { wheelIntent } from './wheel-intent.ts';

/** Whose view it is. */
export interface ViewOwner {
  readonly viewScene: ViewScene;
  readonly isRtl: boolean;
  /** It shows something else now, with so much time across. */
  viewMoved(spanMs: number): void;
}

/** Safari's own event for a pinch on a trackpad; others tell it as a wheel with Ctrl. */
export interface PinchEvent extends Event {
  readonly scale: number;
  readonly clientX: number;
}

/** Moves a view by pixels, as hands do; `x` counts from the left edge. */
export class ViewGestures {
  readonly view = new MovingView();
  #gripped: TimeScale | null = null;
  #pinched = 1;
  #stopCoasting: () => void = () => undefined;

  constructor(private readonly owner: ViewOwner) {}

  /** Fingers hold what is below them now, and stop what is moving. */
  grip(): void {
    this.stop();
    this.#gripped = this.#scale;
  }

  drag(fingers: readonly Finger[]): void {
    if (this.#gripped) this.show(draggedViewport(fingers, this.#gripped), fingers.length === 1);
  }

  /** It goes on by itself after it was let go of, unless the viewer prefers that nothing does. */
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

  show(viewport: TimeRange, isPan: boolean): void {
    this.owner.viewMoved(this.view.show(viewport, this.owner.viewScene, isPan));
  }

  turn(event: WheelEvent, x: number, hasFocus: boolean): void {
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
    if (event.type === 'gesturechange') this.zoomAt(scale / this.#pinched, x);
    this.#pinched = scale;
  }

  #panBy(px: number) {
    if (this.#scale) this.show(draggedViewport([{ from: 0, to: px }], this.#scale), true);
  }

  get #scale(): TimeScale | null {
    const { viewScene, isRtl } = this.owner;
    return this.view.wanted && new TimeScale(this.view.wanted, viewScene.widthPx, isRtl);
  }
}
