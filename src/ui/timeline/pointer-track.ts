import type { Finger } from './dragged-viewport.ts';

/** Told of what the pointer does; `x` counts CSS pixels from the element's left edge. */
export interface PointerListener {
  /** Whether a drag from there scrubs; elsewhere, it moves the timeline. */
  readonly isToScrub: (event: PointerEvent) => boolean;
  /** It points elsewhere, or nowhere: see `x`. */
  readonly moved: () => void;
  /** It was put down, perhaps scrubbed, and let go. */
  readonly chosen: (x: number) => void;
  /** It did so twice in a moment, in one place. */
  readonly doubled: (x: number) => void;
  /** Fingers were put down or taken away: `dragged` counts from here. */
  readonly gripped: () => void;
  readonly dragged: (fingers: readonly Finger[]) => void;
  /** The last finger was lifted while it dragged the timeline so fast. */
  readonly flung: (pxPerMs: number) => void;
}

/** What moves by less was meant to stay. */
const SLOP_PX = 4;
const DOUBLE = { withinMs: 350, withinPx: 24 };
/** A finger that has rested for so long before it is lifted flings nothing. */
const RESTED_MS = 60;

/**
 * Follows mouse, pen and fingers over an element, and beyond it while they are held down. On the track, one scrubs; on
 * the ruler it moves the timeline; two fingers move and stretch it wherever they are.
 */
export class PointerTrack implements EventListenerObject {
  /** Where it points; null while it is elsewhere, and while it moves the timeline. */
  x: number | null = null;
  isTouch = false;
  #hold: 'none' | 'scrub' | 'grip' | 'drag' = 'none';
  readonly #fingers = new Map<number, Finger>();
  #last = { x: 0, ms: -Infinity, pxPerMs: 0 };
  #tapped = { x: 0, ms: -Infinity };

  constructor(private readonly listener: PointerListener) {}

  get isHeld(): boolean {
    return this.#hold !== 'none';
  }

  get isScrubbing(): boolean {
    return this.#hold === 'scrub';
  }

  /** Lets go without a release, until the pointer moves again. */
  forget(): void {
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
        if (this.#fingers.has(event.pointerId)) this.forget();
        break;
      case 'pointerleave':
        if (!this.isHeld) this.#pointTo(null);
    }
  }

  #press(event: PointerEvent) {
    const isFurther = this.isHeld;
    this.isTouch = event.pointerType === 'touch';
    if (event.button !== 0 || (isFurther && !this.isTouch)) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const x = xOf(event);
    this.#fingers.set(event.pointerId, { from: x, to: x });
    this.#hold = isFurther ? 'drag' : this.listener.isToScrub(event) ? 'scrub' : 'grip';
    this.#grip();
    this.#pointTo(isFurther ? null : x);
  }

  #move(event: PointerEvent) {
    const x = xOf(event);
    const finger = this.#fingers.get(event.pointerId);
    if (!finger) {
      // A button held down elsewhere, or in a drag that was cancelled, drags something else.
      if (!this.isHeld && event.buttons === 0) this.#pointTo(x);
      return;
    }
    this.#heedSpeed(x, event.timeStamp);
    this.#fingers.set(event.pointerId, { ...finger, to: x });
    if (this.#hold === 'grip' && Math.abs(x - finger.from) > SLOP_PX) {
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
    const hasRested = event.timeStamp - this.#last.ms > RESTED_MS;
    if (!wasDrag) this.#choose(x, event.timeStamp, Math.abs(x - finger.from) <= SLOP_PX);
    else if (this.isTouch && !hasRested) this.listener.flung(this.#last.pxPerMs);
    // A finger that is lifted does not hover.
    this.#pointTo(this.isTouch ? null : x);
  }

  #choose(x: number, ms: number, isTap: boolean) {
    const before = this.#tapped;
    const isNear = ms - before.ms < DOUBLE.withinMs && Math.abs(x - before.x) < DOUBLE.withinPx;
    const isDouble = isTap && isNear;
    this.#tapped = { x, ms: isTap && !isDouble ? ms : -Infinity };
    if (isDouble) this.listener.doubled(x);
    else this.listener.chosen(x);
  }

  /** Each finger holds what is below it now. */
  #grip() {
    for (const [id, { to }] of this.#fingers) this.#fingers.set(id, { from: to, to });
    this.#last = { x: 0, ms: Infinity, pxPerMs: 0 };
    this.listener.gripped();
  }

  #heedSpeed(x: number, ms: number) {
    const last = this.#last;
    const sinceMs = ms - last.ms;
    // Smoothed, for single steps tell little.
    const pxPerMs = sinceMs > 0 ? (last.pxPerMs + (2 * (x - last.x)) / sinceMs) / 3 : last.pxPerMs;
    this.#last = { x, ms, pxPerMs };
  }

  #pointTo(x: number | null) {
    this.x = x;
    this.listener.moved();
  }
}

const xOf = (event: PointerEvent): number =>
  event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
