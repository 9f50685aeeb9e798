import type { LitElement, ReactiveController } from 'lit';
import { importOnDemand } from '../../network/import-on-demand.ts';
import { focusedIn } from '../controls/focused-in.ts';
import type { Panel } from '../controls/panel.ts';

/** None is there before somebody asks for it. */
const PARTS: Readonly<Record<Panel, () => Promise<unknown>>> = {
  date: () => import('../panels/date-picker.ts'),
  keys: () => import('../panels/keys-dialog.ts'),
  settings: () => import('../panels/settings-menu.ts'),
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
    else this.#show(panel).catch((error: unknown) => this.#giveUp(panel, error));
  }

  close(): void {
    const opener = this.open && this.#opener;
    this.open = this.#wanted = this.#opener = null;
    this.host.requestUpdate();
    // The focus would go with the panel.
    opener?.focus();
  }

  #giveUp(panel: Panel, error: unknown): void {
    if (this.#wanted === panel) this.close();
    this.onError(error);
  }

  async #show(panel: Panel): Promise<void> {
    this.#wanted = panel;
    this.#opener ??= focusedIn(this.host);
    await importOnDemand(PARTS[panel]());
    // Closed again, or another one since.
    if (this.#wanted !== panel) return;
    this.open = panel;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>('#panel')?.focus();
  }
}
