import type { ReactiveController, ReactiveControllerHost } from 'lit';

const SHOWN_MS = 6000;

/** What an element says for a while. */
export class Toast implements ReactiveController {
  text = '';
  #timer = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  say(text: string): void {
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
