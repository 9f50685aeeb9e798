/** Told of what the pointer does; `x` counts CSS pixels from the element's left edge. */
export interface PointerListener {
  /** It is elsewhere, or gone: see `x`. */
  readonly moved: () => void;
  /** It was put down, perhaps dragged, and let go. */
  readonly released: (x: number) => void;
}

/** Follows the pointer over an element, be it mouse, pen or finger, and beyond it while it is held down. */
export class PointerTrack implements EventListenerObject {
  /** Null while it is elsewhere. */
  x: number | null = null;
  #heldId: number | null = null;

  constructor(private readonly listener: PointerListener) {}

  get isHeld(): boolean {
    return this.#heldId !== null;
  }

  /** Lets go without a release, until the pointer moves again. */
  forget(): void {
    this.#heldId = null;
    this.#moveTo(null);
  }

  handleEvent(event: Event): void {
    if (!(event instanceof PointerEvent) || !event.isPrimary) return;
    switch (event.type) {
      case 'pointerdown':
        this.#press(event);
        break;
      case 'pointermove':
        // A button held down elsewhere, or in a drag that was cancelled, drags something else.
        if (this.isHeld || event.buttons === 0) this.#moveTo(xOf(event));
        break;
      case 'pointerup':
        this.#release(event);
        break;
      case 'pointercancel':
        this.forget();
        break;
      case 'pointerleave':
        if (!this.isHeld) this.#moveTo(null);
    }
  }

  #press(event: PointerEvent) {
    if (event.button !== 0) return;
    this.#heldId = event.pointerId;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#moveTo(xOf(event));
  }

  #release(event: PointerEvent) {
    if (event.pointerId !== this.#heldId) return;
    const x = xOf(event);
    this.#heldId = null;
    this.listener.released(x);
    // A finger that is lifted does not hover.
    this.#moveTo(event.pointerType === 'touch' ? null : x);
  }

  #moveTo(x: number | null) {
    this.x = x;
    this.listener.moved();
  }
}

const xOf = (event: PointerEvent): number =>
  event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
