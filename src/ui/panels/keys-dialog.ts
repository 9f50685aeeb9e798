import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { controlStyles } from '../controls/control-styles.ts';
import '../i18n/en-panels.ts';
import { Localization } from '../i18n/localization.ts';
import { KEY_ROWS, type KeyRow } from './keys/key-rows.ts';
import { mirroredKey } from './keys/keyboard-layout.ts';
import { panelLook } from './panel-look.ts';

const styles = css`
  :host {
    display: contents;
  }

  dialog {
    ${panelLook}
    inline-size: min(660px, 100vi - 24px);
    max-inline-size: none;
    max-block-size: calc(100dvb - 24px);
    overflow: auto;
    padding: 14px 18px 18px;
    border: 0;
    text-align: start;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 6px;
  }

  h2 {
    margin: 0;
    font-size: 15px;
    font-weight: 600;
  }

  header button {
    margin-inline-end: -8px;
    font-size: 15px;
  }

  dl {
    margin: 0;
    columns: 2 260px;
    column-gap: 32px;
  }

  dl div {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 36px;
    padding-block: 4px;
    box-sizing: border-box;
    break-inside: avoid;
    border-block-end: 1px solid rgb(255 255 255 / 8%);
  }

  dt {
    color: rgb(255 255 255 / 85%);
  }

  dd {
    display: flex;
    flex: none;
    align-items: center;
    gap: 4px;
    margin: 0;
    color: rgb(255 255 255 / 60%);
  }

  kbd {
    box-sizing: border-box;
    display: inline-block;
    min-inline-size: 26px;
    padding: 3px 7px;
    border-radius: 5px;
    background: rgb(255 255 255 / 12%);
    color: #fff;
    font: inherit;
    font-size: 12px;
    text-align: center;
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    dialog,
    kbd {
      border: 1px solid CanvasText;
    }
  }
`;

/**
 * Lists the player's keyboard shortcuts: a modal dialog that is open as long as it is on the page. The browser restores
 * the focus when it closes.
 *
 * @fires close-request - The dialog was closed, by Escape or its button, and is to be removed from the page.
 * @csspart dialog - The dialog.
 * @csspart key - A row: what its keys do, and the keys.
 */
@customElement('time-shift-keys-dialog')
export class TimeShiftKeysDialog extends LitElement {
  static override styles = [controlStyles, styles];

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  readonly #localize = new Localization(this);

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(() => this.isConnected && !this.dialog.open && this.dialog.showModal());
  }

  override render() {
    return html`
      <dialog part="dialog" aria-labelledby="title" closedby="any" @close=${this.#tellClosed}>
        <header>
          <h2 id="title">${this.#localize.term('keys')}</h2>
          <button aria-label=${this.#localize.term('close')} @click=${() => this.dialog.close()}>✕</button>
        </header>
        <dl>${KEY_ROWS.map((row) => this.#renderRow(row))}</dl>
      </dialog>
    `;
  }

  #renderRow({ action, intents }: KeyRow) {
    const isRtl = getComputedStyle(this).direction === 'rtl';
    const nameOf = (key: string) => this.#localize.named('keyNames', key);
    const keys = Object.keys(intents).map((key) => mirroredKey(key, isRtl));
    return html`
      <div part="key">
        <dt>${this.#localize.named('keyActions', action)}</dt>
        <dd>${keyCaps(keys, nameOf)}</dd>
      </div>
    `;
  }

  readonly #tellClosed = (): void => {
    this.dispatchEvent(new CustomEvent('close-request', { detail: null, bubbles: true, composed: true }));
  };
}

/** The labels of keys that are shown as a sign; screen readers get the name instead. */
const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };
/** A row with more keys than this shows only the first and the last one. */
const MOST_KEYS = 2;

/** The keys of a row, such as `Shift` `←` `→`. A modifier that all keys of the row need is shown once, before them. */
function keyCaps(combinations: readonly string[], nameOf: (key: string) => string | undefined) {
  const cap = (key = ''): TemplateResult => {
    const name = nameOf(key) ?? key.toUpperCase();
    const sign = SIGNS[key];
    // The direction keeps brackets and comparison signs from being mirrored: they are what the key writes.
    return sign
      ? html`<kbd dir="ltr"><span aria-hidden="true">${sign}</span><span class="said">${name}</span></kbd>`
      : html`<kbd dir="auto">${name}</kbd>`;
  };
  const [modifier, ...keys] = modifierAndKeys(combinations);
  const caps = keys.length > MOST_KEYS ? [cap(keys[0]), '–', cap(keys.at(-1))] : keys.map(cap);
  const all = modifier ? [cap(modifier), ...caps] : caps;
  return all.flatMap((part) => [part, ' ']);
}

function modifierAndKeys(combinations: readonly string[]): (string | undefined)[] {
  const split = combinations.map((combination) => combination.split('+'));
  const modifier = split[0] && split[0].length > 1 ? split[0][0] : undefined;
  return [modifier, ...split.map((parts) => parts.at(-1))];
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-keys-dialog': TimeShiftKeysDialog;
  }
}
