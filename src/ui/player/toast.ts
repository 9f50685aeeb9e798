import type { ReactiveController, ReactiveControllerHost } from 'lit';

const SHOWN_MS = 6000;

/** A message that disappears after some seconds. The player creates this controller and renders its text. */
export class Toast implements ReactiveController {
  text = '';
  #timer = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  show(text: string): void {
    this.clear();
    this.text = text;
    this.#timer = window.setTimeout(() => this.clear(), SHOWN_MS);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.text = '';
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.clear();
  }
}
