import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { controlStyles } from './control-styles.ts';

const SHOWN_FOR_MS = 2000;

/** A button that copies a text, and shows whether this worked. */
@customElement('demo-copy-button')
export class DemoCopyButton extends LitElement {
  static override styles = controlStyles;

  @property() label = 'Copy';
  /** Returns the text to copy. It is called when the button is clicked. */
  @property({ attribute: false }) text: () => string = () => '';

  @state() private result = '';
  #timer = 0;

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.result = '';
  }

  override render() {
    return html`
      <button type="button" @click=${() => this.#copy()}>${this.result || this.label}</button>
      <span class="unseen" role="status">${this.result}</span>
    `;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text());
      this.result = 'Copied';
    } catch {
      // The viewer has refused it, or there is no clipboard: only pages on https or localhost have one.
      this.result = 'Not allowed';
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.result = ''), SHOWN_FOR_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-copy-button': DemoCopyButton;
  }
}
