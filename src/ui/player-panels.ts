import type { LitElement, ReactiveController } from 'lit';
import { loaded } from '../playback/loaded.ts';

/** What opens above the bar. */
export type Panel = 'date' | 'settings' | 'keys';

/** None is there before somebody asks for it. */
const PARTS: Readonly<Record<Panel, () => Promise<unknown>>> = {
  date: () => import('./date-picker.ts'),
  keys: () => import('./keys-dialog.ts'),
  settings: () => import('./settings-menu.ts'),
};

/** Which panel is open, and where the focus goes when it closes. The host renders it with the id `panel`. */
export class PlayerPanels implements ReactiveController {
  open: Panel | null = null;
  #wanted: Panel | null = null;
  #opener: HTMLElement | null = null;

  constructor(
    private readonly host: LitElement,
    private readonly onError: (error: unknown) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.open = this.#wanted = this.#opener = null;
  }

  toggle(panel: Panel): void {
    if (panel === this.#wanted) this.close();
    else this.#show(panel).catch(this.onError);
  }

  close(): void {
    this.#wanted = null;
    if (!this.open) return;
    this.open = null;
    this.host.requestUpdate();
    // The focus would go with the panel.
    this.#opener?.focus();
    this.#opener = null;
  }

  async #show(panel: Panel): Promise<void> {
    this.#wanted = panel;
    this.#opener ??= focusedIn(this.host);
    await loaded(PARTS[panel]());
    // Closed again, or another one since.
    if (this.#wanted !== panel) return;
    this.open = panel;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>('#panel')?.focus();
  }
}

/** What has the focus in an element, however deep; the element itself where nothing has. */
function focusedIn(element: HTMLElement): HTMLElement {
  const inner = element.shadowRoot?.activeElement;
  return inner instanceof HTMLElement ? focusedIn(inner) : element;
}
