import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Whether an element can be seen: it is on the page, the page is not hidden, and the element is not scrolled out of
 * view. The element updates when it comes into sight. While it has the focus it counts as seen, since a screen reader
 * reads it wherever it is.
 */
export class Visibility implements ReactiveController {
  /** True until the browser has looked. */
  #isInView = true;
  readonly #intersections = new IntersectionObserver((entries) => {
    this.#isInView = entries.at(-1)?.isIntersecting ?? true;
    this.#updateHost();
  });
  readonly #updateHost = () => {
    if (this.isVisible) this.host.requestUpdate();
  };

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  get isVisible(): boolean {
    const { host } = this;
    return host.isConnected && !document.hidden && (this.#isInView || host.matches(':focus-within'));
  }

  hostConnected(): void {
    this.#intersections.observe(this.host);
    document.addEventListener('visibilitychange', this.#updateHost);
    this.#updateHost();
  }

  hostDisconnected(): void {
    this.#intersections.disconnect();
    document.removeEventListener('visibilitychange', this.#updateHost);
    this.#isInView = true;
  }
}
