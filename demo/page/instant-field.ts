import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { controlStyles } from './control-styles.ts';
import type { InstantReading } from './read-instant.ts';
import { utcText, zoneText } from './write-text.ts';

const QUICK = [
  { label: '−10 min', text: '-10m' },
  { label: '−1 h', text: '-1h' },
  { label: '−1 d', text: '-1d' },
];

/**
 * A field for an instant. It shows how the text was read.
 *
 * @fires text-change - The text has changed. The detail is the new text.
 * @fires screen-request - The user wants the time of the current picture in this field.
 */
@customElement('demo-instant-field')
export class DemoInstantField extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: 4px;
      }

      label {
        font-weight: 600;
      }

      div {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }

      div button {
        min-block-size: min(26px, 100%);
        padding: 1px 8px;
        border-color: var(--line);
        font-size: 12px;
      }

      p {
        min-block-size: 2.9em;
        margin: 0;
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property() label = '';
  /** What an empty field means. */
  @property() hint = '';
  @property() text = '';
  @property({ attribute: false }) reading: InstantReading = { kind: 'empty' };
  @property() displayZone = '';
  /** A sentence, or an empty text. */
  @property() problem = '';

  override render() {
    return html`
      <label for="input">${this.label}</label>
      <input
        id="input"
        dir="ltr"
        autocomplete="off"
        spellcheck="false"
        placeholder="2026-11-21T14:05:30Z or -1h"
        aria-describedby="note"
        aria-invalid=${this.problem === '' ? nothing : 'true'}
        .value=${live(this.text)}
        @input=${(event: InputEvent) => this.#change((event.target as HTMLInputElement).value)}
        @keydown=${this.#submitOnEnter}
      />
      <div role="group" aria-label="Fill in ${this.label}">
        ${QUICK.map(
          ({ label, text }) =>
            html`<button type="button" @click=${() => this.#change(text)}>${label}</button>`,
        )}
        <button type="button" @click=${this.#askForScreen}>current picture</button>
        ${this.text === '' ? nothing : html`<button type="button" @click=${() => this.#change('')}>clear</button>`}
      </div>
      <p id="note" class=${this.problem === '' ? 'dim' : 'problem'}>
        ${this.problem || this.#renderReading()}
      </p>
    `;
  }

  #renderReading() {
    if (this.reading.kind !== 'instant') return this.hint;
    const { at } = this.reading;
    return html`= ${utcText(at)}<br />= ${zoneText(at, this.displayZone)}`;
  }

  #change(text: string) {
    this.dispatchEvent(new CustomEvent<string>('text-change', { detail: text }));
  }

  /** Fields inside of other elements do not submit a form by themselves. */
  readonly #submitOnEnter = ({ key }: KeyboardEvent): void => {
    if (key === 'Enter') this.closest('form')?.requestSubmit();
  };

  readonly #askForScreen = (): void => {
    this.dispatchEvent(new Event('screen-request'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-instant-field': DemoInstantField;
  }
}
