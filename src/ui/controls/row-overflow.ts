import type { LitElement, ReactiveController } from 'lit';

/**
 * Leaves out of a row what it has no room for, in whatever language: of its elements with `data-spare`, the lowest
 * number first.
 */
export class RowOverflow implements ReactiveController {
  /** What the row was measured with. */
  #measured = '';
  #level = 0;
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
    const spares = [...row.querySelectorAll<HTMLElement>('[data-spare]')];
    const widths = Array.from(row.children, ({ scrollWidth }) => scrollWidth);
    const measured = [row.clientWidth, ...widths, row.textContent.length].join();
    if (measured !== this.#measured) this.#measure(row, spares);
    else leaveOut(spares, this.#level);
    this.#measured = measured;
  }

  #measure(row: HTMLElement, spares: readonly HTMLElement[]): void {
    const most = Math.max(0, ...spares.map(numberOf));
    for (this.#level = 0; this.#level <= most; this.#level += 1) {
      leaveOut(spares, this.#level);
      if (row.scrollWidth <= row.clientWidth) return;
    }
  }
}

const numberOf = ({ dataset }: HTMLElement): number => Number(dataset.spare);

function leaveOut(spares: readonly HTMLElement[], level: number): void {
  for (const spare of spares) spare.hidden = numberOf(spare) <= level;
}
