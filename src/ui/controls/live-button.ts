import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { behindLive } from './behind-live.ts';
import { controlStyles } from './control-styles.ts';
import { Words } from '../i18n/words.ts';

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

      /* Of the control bar that it stands in. */
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

  @property({ type: Boolean }) live = false;
  /** How far behind the server's time the picture is, in seconds; below one there is none to tell. */
  @property({ type: Number }) latency = 0;

  readonly #words = new Words(this);

  override render() {
    const words = this.#words;
    const behind = this.latency < 1 ? null : behindLive(this.latency);
    const way = words.term('goLive') + (behind ? `, ${words.term('behindLive', behind)}` : '');
    return html`
      <button
        part="button"
        class=${this.live ? 'live' : ''}
        aria-label=${this.live ? words.term('live') : way}
        aria-disabled=${this.live}
        @click=${this.#request}
      >
        ${this.live ? words.term('live') : this.#renderWay(behind)}
      </button>
    `;
  }

  #renderWay(behind: string | null) {
    return html`<b class="long">${this.#words.term('goLive')}</b
      ><b class="short">${this.#words.term('live')}</b>
      ${behind && html`<span class="latency">${behind}</span>`}`;
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
