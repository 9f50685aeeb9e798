import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { KNOB_READERS } from '../origin/stream-name.ts';
import { controlStyles } from './control-styles.ts';

/** The list of the origin's knobs, which change how its streams behave. */
@customElement('demo-knob-list')
export class DemoKnobList extends LitElement {
  static override styles = [
    controlStyles,
    css`
      summary {
        inline-size: fit-content;
        color: var(--accent-ink);
        cursor: pointer;
      }

      p {
        max-inline-size: 80ch;
        margin: 8px 0;
      }

      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 16px;
        margin: 0;
      }

      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    return html`
      <details>
        <summary>All knobs of the built-in origin</summary>
        <p>
          The streams are <code>camera</code> (with holes), <code>studio</code> (without holes) and
          <code>night</code>. Knobs follow the name of the stream:
          <code class="mono">/live/camera~latency=200~segment=3840.m3u8</code>
        </p>
        <dl>
          ${[...KNOB_READERS].map(
            ([name, { allowed }]) => html`
              <dt class="mono">${name}</dt>
              <dd class="mono dim">${allowed}</dd>
            `,
          )}
        </dl>
      </details>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-knob-list': DemoKnobList;
  }
}
