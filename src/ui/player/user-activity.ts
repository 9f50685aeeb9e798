import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { deepActiveElement } from '../controls/deep-active-element.ts';

const IDLE_AFTER_MS = 3000;
const EVENTS = ['pointermove', 'pointerdown', 'pointerleave', 'keydown', 'focusin', 'focusout'] as const;

/**
 * Tells whether the viewer is using the player. After 3 s without activity the viewer counts as idle, and the player
 * hides its controls, but not below a mouse that rests on them. The player creates this controller and renders again
 * when `isIdle` changes.
 */
export class UserActivity implements ReactiveController, EventListenerObject {
  isIdle = false;
  /** Whether the viewer was idle just before the last press, which itself ends the idle state. */
  wasIdleBeforePress = false;
  #timer = 0;
  #isMouseOnControl = false;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of EVENTS) this.host.addEventListener(type, this);
    this.#report();
  }

  hostDisconnected(): void {
    for (const type of EVENTS) this.host.removeEventListener(type, this);
    clearTimeout(this.#timer);
  }

  handleEvent(event: Event): void {
    const { type, pointerType } = event as PointerEvent;
    const [target] = event.composedPath() as [Element];
    const isOnControl = target !== this.host && !target.matches('.surface');
    if (pointerType) this.#isMouseOnControl = pointerType === 'mouse' && isOnControl;
    if (type === 'pointerdown') this.wasIdleBeforePress = this.isIdle;
    if (type !== 'pointerleave') this.#report();
    else if (pointerType === 'mouse') this.endActivity();
  }

  /** Makes the viewer idle at once, unless a control has the keyboard focus: it must not vanish while it is in use. */
  endActivity(): void {
    const focused = deepActiveElement(this.host);
    if (!focused.matches(':focus-visible:not([tabindex="-1"])')) this.#setIdle(true);
  }

  #report(): void {
    clearTimeout(this.#timer);
    if (!this.#isMouseOnControl) this.#timer = window.setTimeout(() => this.endActivity(), IDLE_AFTER_MS);
    this.#setIdle(false);
  }

  #setIdle(isIdle: boolean): void {
    if (isIdle === this.isIdle) return;
    this.isIdle = isIdle;
    this.host.requestUpdate();
  }
}
