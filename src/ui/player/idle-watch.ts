import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { focusedIn } from '../controls/focused-in.ts';

const IDLE_AFTER_MS = 3000;
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'focusout'] as const;

/** Whether the viewer has done nothing with an element for a while: then its controls may go. */
export class IdleWatch implements ReactiveController {
  isIdle = false;
  /** Before the finger came that is there now. */
  wasIdle = false;
  #timer = 0;
  readonly #notice = ({ type }: Event) => {
    if (type === 'pointerdown') this.wasIdle = this.isIdle;
    this.notice();
  };
  readonly #leave = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') this.rest();
  };

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of SIGNS) this.host.addEventListener(type, this.#notice);
    this.host.addEventListener('pointerleave', this.#leave);
    this.notice();
  }

  hostDisconnected(): void {
    for (const type of SIGNS) this.host.removeEventListener(type, this.#notice);
    this.host.removeEventListener('pointerleave', this.#leave);
    clearTimeout(this.#timer);
  }

  /** Something has happened that the viewer should be able to react to. */
  notice(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.rest(), IDLE_AFTER_MS);
    this.#set(false);
  }

  /** The viewer is done with the controls. */
  rest(): void {
    // Whoever is among the controls with the keyboard would lose them from under the fingers.
    const focused = focusedIn(this.host);
    if (!focused.matches(':focus-visible:not([tabindex="-1"])')) this.#set(true);
  }

  #set(isIdle: boolean): void {
    if (isIdle === this.isIdle) return;
    this.isIdle = isIdle;
    this.host.requestUpdate();
  }
}
