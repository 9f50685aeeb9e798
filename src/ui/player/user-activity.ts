import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { deepActiveElement } from '../controls/deep-active-element.ts';

const IDLE_AFTER_MS = 3000;
const ACTIVITY_EVENTS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'focusout'] as const;

/**
 * Tells whether the viewer is using the player. After 3 s without activity the viewer counts as idle, and the player
 * hides its controls. The player creates this controller and renders again when `isIdle` changes.
 */
export class UserActivity implements ReactiveController {
  isIdle = false;
  /** Whether the viewer was idle just before the last press, which itself ends the idle state. */
  wasIdleBeforePress = false;
  #timer = 0;
  readonly #handleActivity = ({ type }: Event) => {
    if (type === 'pointerdown') this.wasIdleBeforePress = this.isIdle;
    this.#report();
  };
  readonly #handleLeave = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') this.endActivity();
  };

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of ACTIVITY_EVENTS) this.host.addEventListener(type, this.#handleActivity);
    this.host.addEventListener('pointerleave', this.#handleLeave);
    this.#report();
  }

  hostDisconnected(): void {
    for (const type of ACTIVITY_EVENTS) this.host.removeEventListener(type, this.#handleActivity);
    this.host.removeEventListener('pointerleave', this.#handleLeave);
    clearTimeout(this.#timer);
  }

  /** Makes the viewer idle at once, unless a control has the keyboard focus: it must not vanish while it is in use. */
  endActivity(): void {
    const focused = deepActiveElement(this.host);
    if (!focused.matches(':focus-visible:not([tabindex="-1"])')) this.#setIdle(true);
  }

  #report(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.endActivity(), IDLE_AFTER_MS);
    this.#setIdle(false);
  }

  #setIdle(isIdle: boolean): void {
    if (isIdle === this.isIdle) return;
    this.isIdle = isIdle;
    this.host.requestUpdate();
  }
}
