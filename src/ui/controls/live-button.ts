import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Localization } from '../i18n/localization.ts';
import { controlStyles } from './control-styles.ts';
import { formatLatency } from './format-latency.ts';

/**
 * A button that shows whether the picture is live, and how far it is behind, and goes live. It shows `live` and
 * `latency`, which the page sets, and only asks for a change.
 *
 * @fires live-request - The viewer wants to go live.
 * @csspart button - The button.
 * @cssproperty [--time-shift-live=#ff4d4f] - The colour of the light that is on while the picture is live.
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
        text-transform: uppercase;
      }

      button::before {
        content: '';
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        background: color-mix(in srgb, currentColor 35%, transparent);
        forced-color-adjust: none;
      }

      b {
        font: inherit;
      }

      button.live {
        cursor: default;
      }

      button.live::before {
        background: var(--time-shift-live, #ff4d4f);
        box-shadow: 0 0 0 3px color-mix(in srgb, var(--time-shift-live, #ff4d4f) 20%, transparent);
      }

      .latency {
        font-weight: 500;
        letter-spacing: 0;
        opacity: var(--time-shift-quiet, 0.7);
      }

      .short {
        display: none;
      }

      /* The container is the control bar around it. */
      @container (inline-size < 460px) {
        .latency {
          display: none;
        }
      }

      @container (inline-size < 350px) {
        .long {
          display: none;
        }

        .short {
          display: inline;
        }
      }
    `,
  ];

  /** Whether the picture is live. */
  @property({ type: Boolean }) live = false;
  /** How many seconds the picture is behind the server's time. Less than one second is not shown. */
  @property({ type: Number }) latency = 0;

  readonly #localize = new Localization(this);

  override render() {
    const { live, latency } = this;
    const localize = this.#localize;
    const behind = latency < 1 ? null : formatLatency(latency);
    const goLive = localize.term('goLive') + (behind ? `, ${localize.term('behindLive', behind)}` : '');
    return html`
      <button
        part="button"
        class=${live ? 'live' : ''}
        aria-label=${live ? localize.term('live') : goLive}
        aria-disabled=${live}
        @click=${this.#dispatchRequest}
      >
        ${live ? localize.term('live') : this.#renderGoLive(behind)}
      </button>
    `;
  }

  #renderGoLive(behind: string | null) {
    return html`<b class="long">${this.#localize.term('goLive')}</b
      ><b class="short">${this.#localize.term('live')}</b>
      ${behind && html`<span class="latency">${behind}</span>`}`;
  }

  readonly #dispatchRequest = (): void => {
    if (this.live) return;
    this.dispatchEvent(new Event('live-request', { bubbles: true, composed: true }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-live-button': TimeShiftLiveButton;
  }
}
