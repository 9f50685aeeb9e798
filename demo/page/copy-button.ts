import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controlStyles } from './control-styles.ts';

const SAID_FOR_MS = 2000;

/** Copies a text, and says whether it could. */
@customElement('demo-copy-button')
export class DemoCopyButton extends LitElement {
  static override styles = controlStyles;

  @property() label = 'Copy';
  /** Asked for when it is clicked. */
  @property({ attribute: false }) text: () => string = () => '';

  @state() private said = '';
  #timer = 0;

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.said = '';
  }

  override render() {
    return html`
      <button type="button" @click=${() => this.#copy()}>${this.said || this.label}</button>
      <span class="unseen" role="status">${this.said}</span>
    `;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text());
      this.said = 'Copied';
    } catch {
      // Refused by the viewer, or not there at all: pages that are not on https or localhost have no clipboard.
      this.said = 'Not allowed';
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.said = ''), SAID_FOR_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-copy-button': DemoCopyButton;
  }
}
