import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { controlStyles } from './control-styles.ts';
import { PRESETS, type Preset } from './presets.ts';

/**
 * The list of presets to try.
 *
 * @fires preset-choose - The user chose a preset. The detail is the `Preset`.
 */
@customElement('demo-preset-list')
export class DemoPresetList extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        gap: 14px;
        container-type: inline-size;
      }

      h3 {
        margin: 0 0 6px;
        color: var(--dim);
        font-size: 12px;
        font-weight: 600;
      }

      ul {
        display: grid;
        grid-template-columns: repeat(8, minmax(0, 1fr));
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }

      @container (inline-size < 1060px) {
        ul {
          grid-template-columns: repeat(4, minmax(0, 1fr));
        }
      }

      @container (inline-size < 540px) {
        ul {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }

      button {
        display: grid;
        align-content: start;
        gap: 1px;
        inline-size: 100%;
        block-size: 100%;
        padding: 7px 10px 8px;
        border-color: var(--line);
        text-align: start;
        white-space: normal;
      }

      strong {
        font-weight: 600;
      }

      button:hover strong {
        color: var(--accent-ink);
      }

      span {
        color: var(--dim);
        font-size: 12px;
        line-height: 1.35;
      }
    `,
  ];

  override render() {
    return PRESETS.map(
      ({ title, presets }) => html`
        <section>
          <h3>${title}</h3>
          <ul>
            ${presets.map(
              (preset) => html`
                <li>
                  <button type="button" @click=${() => this.#choose(preset)}>
                    <strong>${preset.title}</strong>
                    <span>${preset.what}</span>
                  </button>
                </li>
              `,
            )}
          </ul>
        </section>
      `,
    );
  }

  #choose(preset: Preset) {
    this.dispatchEvent(new CustomEvent<Preset>('preset-choose', { detail: preset }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-preset-list': DemoPresetList;
  }
}
