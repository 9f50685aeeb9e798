import { html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { controlStyles } from '../controls/control-styles.ts';
import { keyCaps } from './keys/key-caps.ts';
import { KEY_ROWS, type KeyRow } from './keys/key-rows.ts';
import { keysDialogStyles } from './keys/keys-dialog-styles.ts';
import { mirroredKey } from './keys/mirrored-key.ts';
import { Localization } from '../i18n/localization.ts';

/**
 * Says which keys the player listens to: a modal dialog, open for as long as it is on the page. The browser gives the
 * focus back to what had it.
 *
 * @fires close-request - It has been closed, by Escape or the button, and is to be taken off the page.
 * @csspart dialog - The dialog.
 * @csspart key - A row: what its keys do, and the keys.
 */
@customElement('time-shift-keys-dialog')
export class TimeShiftKeysDialog extends LitElement {
  static override styles = [controlStyles, keysDialogStyles];

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  readonly #words = new Localization(this);

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(() => this.isConnected && !this.dialog.open && this.dialog.showModal());
  }

  override render() {
    return html`
      <dialog part="dialog" aria-labelledby="title" closedby="any" @close=${this.#tellClosed}>
        <header>
          <h2 id="title">${this.#words.term('keys')}</h2>
          <button aria-label=${this.#words.term('close')} @click=${() => this.dialog.close()}>✕</button>
        </header>
        <dl>${KEY_ROWS.map((row) => this.#renderRow(row))}</dl>
      </dialog>
    `;
  }

  #renderRow({ action, intents }: KeyRow) {
    const isRtl = getComputedStyle(this).direction === 'rtl';
    const nameOf = (key: string) => this.#words.named('keyNames', key);
    const keys = Object.keys(intents).map((key) => mirroredKey(key, isRtl));
    return html`
      <div part="key">
        <dt>${this.#words.named('keyActions', action)}</dt>
        <dd>${keyCaps(keys, nameOf)}</dd>
      </div>
    `;
  }

  #tellClosed() {
    this.dispatchEvent(new CustomEvent('close-request', { detail: null, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-keys-dialog': TimeShiftKeysDialog;
  }
}
