import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Localization } from '../i18n/localization.ts';
import { controlStyles } from './control-styles.ts';
import { pauseIcon, playIcon } from './icons.ts';

/**
 * A button to play and to pause. It shows `paused`, which the page sets, and only asks for a change.
 *
 * @fires play-request - The viewer wants to play.
 * @fires pause-request - The viewer wants to pause.
 * @csspart button - The button.
 */
@customElement('time-shift-play-button')
export class TimeShiftPlayButton extends LitElement {
  static override styles = controlStyles;

  @property({ type: Boolean }) paused = true;
  @property({ type: Boolean }) disabled = false;

  readonly #localize = new Localization(this);

  override render() {
    return html`
      <button
        part="button"
        aria-label=${this.#localize.term(this.paused ? 'play' : 'pause')}
        ?disabled=${this.disabled}
        @click=${this.#dispatchRequest}
      >
        ${this.paused ? playIcon : pauseIcon}
      </button>
    `;
  }

  readonly #dispatchRequest = (): void => {
    const type = this.paused ? 'play-request' : 'pause-request';
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-play-button': TimeShiftPlayButton;
  }
}
