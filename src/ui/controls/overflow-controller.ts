import type { LitElement, ReactiveController } from 'lit';

/**
 * Hides elements of a row that is too narrow for all of them. Of the elements with a `data-hide-order`, those with the
 * lowest number go first. It measures the real widths, so it works in every language. The control bar creates it for
 * its row of controls:
 *
 *     new OverflowController(this, '.row');
 */
export class OverflowController implements ReactiveController {
  /** The widths with which the row was last measured. */
  #measured = '';
  /** All elements up to this order are hidden. */
  #hiddenOrder = 0;
  readonly #resizes = new ResizeObserver(() => this.#fit());

  constructor(
    private readonly host: LitElement,
    private readonly selector: string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#resizes.observe(this.host);
  }

  hostDisconnected(): void {
    this.#resizes.disconnect();
  }

  hostUpdated(): void {
    this.#fit();
  }

  #fit(): void {
    const row = this.host.renderRoot.querySelector<HTMLElement>(this.selector);
    if (!row) return;
    const hideable = [...row.querySelectorAll<HTMLElement>('[data-hide-order]')];
    const widths = Array.from(row.children, ({ scrollWidth }) => scrollWidth);
    const measured = [row.clientWidth, ...widths, row.textContent.length].join();
    if (measured !== this.#measured) this.#measure(row, hideable);
    else hideUpTo(this.#hiddenOrder, hideable);
    this.#measured = measured;
  }

  /** Hides one order after the other until the row fits. */
  #measure(row: HTMLElement, hideable: readonly HTMLElement[]): void {
    const lastOrder = Math.max(0, ...hideable.map(hideOrder));
    for (this.#hiddenOrder = 0; this.#hiddenOrder <= lastOrder; this.#hiddenOrder += 1) {
      hideUpTo(this.#hiddenOrder, hideable);
      if (row.scrollWidth <= row.clientWidth) return;
    }
  }
}

const hideOrder = ({ dataset }: HTMLElement): number => Number(dataset.hideOrder);

function hideUpTo(order: number, hideable: readonly HTMLElement[]): void {
  for (const element of hideable) element.hidden = hideOrder(element) <= order;
}
