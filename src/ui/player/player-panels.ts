import type { LitElement, ReactiveController } from 'lit';
import { importOnDemand } from '../../network/import-on-demand.ts';
import { deepActiveElement } from '../controls/deep-active-element.ts';
import type { Panel } from '../controls/panel.ts';

/** The modules of the panels. Each is loaded when the viewer first opens the panel. */
const MODULES: Readonly<Record<Panel, () => Promise<object>>> = {
  date: () => import('../panels/date-picker.ts'),
  keys: () => import('../panels/keys-dialog.ts'),
  settings: () => import('../panels/settings-menu.ts'),
};

/**
 * Opens and closes the panels above the control bar, and gives the focus back when one closes. The player creates this
 * controller and renders the open panel with the id `panel`; keys, buttons and taps call it.
 */
export class PlayerPanels implements ReactiveController {
  /** The panel that is on the page. */
  open: Panel | null = null;
  /** The panel that will be open once its module is loaded. */
  #requested: Panel | null = null;
  #opener: HTMLElement | null = null;

  /** @param onError is called if the module of a panel cannot be loaded */
  constructor(
    private readonly host: LitElement,
    private readonly onError: (error: unknown) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.open = this.#requested = this.#opener = null;
  }

  toggle(panel: Panel): void {
    if (panel === this.#requested) this.close();
    else this.#open(panel).catch((error: unknown) => this.#handleFailure(panel, error));
  }

  close(): void {
    const opener = this.open && this.#opener;
    this.open = this.#requested = this.#opener = null;
    this.host.requestUpdate();
    // Without this, the focus would be lost together with the panel.
    opener?.focus();
  }

  #handleFailure(panel: Panel, error: unknown): void {
    if (this.#requested === panel) this.close();
    this.onError(error);
  }

  async #open(panel: Panel): Promise<void> {
    this.#requested = panel;
    this.#opener ??= deepActiveElement(this.host);
    await importOnDemand(MODULES[panel]());
    // The viewer may have closed it meanwhile, or opened another one.
    if (this.#requested !== panel) return;
    this.open = panel;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>('#panel')?.focus();
  }
}
