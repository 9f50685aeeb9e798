import type { Finger } from './viewport.ts';

/** What `PointerGestures` reports; `x` counts CSS pixels from the element's left edge. */
export interface PointerListener {
  /** Whether a drag that begins there scrubs; otherwise it pans the timeline. */
  readonly isScrub: (event: PointerEvent) => boolean;
  /** The pointer is somewhere else now, or has left: see `x`. */
  readonly moved: () => void;
  /** The pointer was pressed and released, perhaps after scrubbing. */
  readonly chosen: (x: number) => void;
  /** The pointer was clicked or tapped twice in one place. */
  readonly doubled: (x: number) => void;
  /** Fingers were put down or lifted; `dragged` counts from here on. */
  readonly gripped: () => void;
  readonly dragged: (fingers: readonly Finger[]) => void;
  /** The last finger was lifted while it dragged the timeline at this speed. */
  readonly flung: (pxPerMs: number) => void;
}

/** A press that moves by less than this is a click. */
const CLICK_TOLERANCE_PX = 4;
const DOUBLE_CLICK = { withinMs: 350, withinPx: 24 };
/** A finger that has not moved for this long before it is lifted does not fling the timeline. */
const RESTED_MS = 60;

/**
 * Turns the pointer events of an element into gestures. The element adds it as the listener of all its pointer events.
 *
 * A press on the track scrubs; a press on the ruler drags the timeline; two fingers drag and stretch it anywhere. While
 * a pointer is pressed, it is captured, so that it is followed beyond the element.
 */
export class PointerGestures implements EventListenerObject {
  /** Where it points; null while it is outside of the element or drags the timeline. */
  x: number | null = null;
  isTouch = false;
  /** `grip`: pressed on the ruler and not yet moved, so that it may still become a click. */
  #hold: 'none' | 'scrub' | 'grip' | 'drag' = 'none';
  readonly #fingers = new Map<number, Finger>();
  #lastMove = { x: 0, ms: -Infinity, pxPerMs: 0 };
  #lastClick = { x: 0, ms: -Infinity };

  constructor(private readonly listener: PointerListener) {}

  /** Whether a button is pressed or a finger is down. */
  get isHeld(): boolean {
    return this.#hold !== 'none';
  }

  get isScrubbing(): boolean {
    return this.#hold === 'scrub';
  }

  /** Ends the gesture without a result. The pointer counts again when it moves. */
  cancel(): void {
    this.#fingers.clear();
    this.#hold = 'none';
    this.#pointTo(null);
  }

  handleEvent(event: Event): void {
    if (!(event instanceof PointerEvent)) return;
    switch (event.type) {
      case 'pointerdown':
        this.#press(event);
        break;
      case 'pointermove':
        this.#move(event);
        break;
      case 'pointerup':
        this.#release(event);
        break;
      case 'pointercancel':
        if (this.#fingers.has(event.pointerId)) this.cancel();
        break;
      case 'pointerleave':
        if (!this.isHeld) this.#pointTo(null);
    }
  }

  #press(event: PointerEvent) {
    const isSecond = this.isHeld;
    this.isTouch = event.pointerType === 'touch';
    if (event.button !== 0 || (isSecond && !this.isTouch)) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const x = xOf(event);
    this.#fingers.set(event.pointerId, { from: x, to: x });
    this.#hold = isSecond ? 'drag' : this.listener.isScrub(event) ? 'scrub' : 'grip';
    this.#grip();
    this.#pointTo(isSecond ? null : x);
  }

  #move(event: PointerEvent) {
    const x = xOf(event);
    const finger = this.#fingers.get(event.pointerId);
    if (!finger) {
      // A pointer that was pressed elsewhere, or before its gesture was cancelled, drags something else.
      if (!this.isHeld && event.buttons === 0) this.#pointTo(x);
      return;
    }
    this.#measureSpeed(x, event.timeStamp);
    this.#fingers.set(event.pointerId, { ...finger, to: x });
    if (this.#hold === 'grip' && Math.abs(x - finger.from) > CLICK_TOLERANCE_PX) {
      this.#hold = 'drag';
      this.#pointTo(null);
    }
    if (this.#hold === 'drag') this.listener.dragged([...this.#fingers.values()]);
    else this.#pointTo(x);
  }

  #release(event: PointerEvent) {
    const finger = this.#fingers.get(event.pointerId);
    if (!finger) return;
    this.#fingers.delete(event.pointerId);
    if (this.#fingers.size > 0) {
      this.#grip();
      return;
    }
    const [x, wasDrag] = [xOf(event), this.#hold === 'drag'];
    this.#hold = 'none';
    const hasRested = event.timeStamp - this.#lastMove.ms > RESTED_MS;
    if (!wasDrag) this.#choose(x, event.timeStamp, Math.abs(x - finger.from) <= CLICK_TOLERANCE_PX);
    else if (this.isTouch && !hasRested) this.listener.flung(this.#lastMove.pxPerMs);
    // A mouse still points at its place after the release; a finger does not.
    this.#pointTo(this.isTouch ? null : x);
  }

  #choose(x: number, ms: number, isClick: boolean) {
    const before = this.#lastClick;
    const isNear = ms - before.ms < DOUBLE_CLICK.withinMs && Math.abs(x - before.x) < DOUBLE_CLICK.withinPx;
    const isDouble = isClick && isNear;
    this.#lastClick = { x, ms: isClick && !isDouble ? ms : -Infinity };
    if (isDouble) this.listener.doubled(x);
    else this.listener.chosen(x);
  }

  /** From here on, each finger holds what is below it. */
  #grip() {
    for (const [id, { to }] of this.#fingers) this.#fingers.set(id, { from: to, to });
    this.#lastMove = { x: 0, ms: Infinity, pxPerMs: 0 };
    this.listener.gripped();
  }

  #measureSpeed(x: number, ms: number) {
    const last = this.#lastMove;
    const sinceMs = ms - last.ms;
    // The speed is smoothed, because single events are imprecise.
    const pxPerMs = sinceMs > 0 ? (last.pxPerMs + (2 * (x - last.x)) / sinceMs) / 3 : last.pxPerMs;
    this.#lastMove = { x, ms, pxPerMs };
  }

  #pointTo(x: number | null) {
    this.x = x;
    this.listener.moved();
  }
}

const xOf = (event: PointerEvent): number =>
  event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
