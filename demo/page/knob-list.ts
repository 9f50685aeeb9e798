import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { KNOB_READERS } from '../origin/knob-readers.ts';
import { controlStyles } from './control-styles.ts';

/** How streams of the built-in origin are made to behave: the origin's own list. */
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
        <summary>All behaviours of the built-in servers</summary>
        <p>
          The streams are <code>camera</code> (with holes), <code>studio</code> (without) and
          <code>night</code>. Settings follow the name:
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
