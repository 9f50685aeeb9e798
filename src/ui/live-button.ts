import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { behindLive } from './behind-live.ts';
import { controlStyles } from './control-styles.ts';

/**
 * Says whether the picture is live, and goes there.
 *
 * @fires live-request - The viewer wants to be live.
 * @csspart button - The button.
 * @cssproperty [--time-shift-live=#ff4d4f] - The light that says live.
 */
@customElement('time-shift-live-button')
export class TimeShiftLiveButton extends LitElement {
  static override styles = [
    controlStyles,
    css`
      button {
        font-weight: 700;
        font-size: 12px;
        letter-spacing: 0.4px;
      }

      button::before {
        content: '';
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        background: rgb(255 255 255 / 35%);
        forced-color-adjust: none;
      }

      button.live {
        cursor: default;
      }

      button.live::before {
        background: var(--time-shift-live, #ff4d4f);
        box-shadow: 0 0 0 3px color-mix(in srgb, var(--time-shift-live, #ff4d4f) 20%, transparent);
      }

      span {
        font-weight: 500;
        letter-spacing: 0;
        opacity: 0.7;
      }

      /* Of the control bar that it stands in. */
      @container (inline-size < 340px) {
        span {
          display: none;
        }
      }
    `,
  ];

  @property({ type: Boolean }) live = false;
  /** How far behind the server's time the picture is, in seconds. */
  @property({ type: Number }) latency = 0;

  override render() {
    return html`
      <button
        part="button"
        class=${this.live ? 'live' : ''}
        aria-disabled=${this.live}
        @click=${this.#request}
      >
        ${this.live ? 'LIVE' : html`GO LIVE <span>${behindLive(this.latency)}</span>`}
      </button>
    `;
  }

  #request() {
    if (this.live) return;
    this.dispatchEvent(new Event('live-request', { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-live-button': TimeShiftLiveButton;
  }
}
