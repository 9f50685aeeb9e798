import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controlStyles } from './control-styles.ts';
import { pauseIcon, playIcon } from './icons.ts';
import { Words } from '../i18n/words.ts';

/**
 * Plays and pauses.
 *
 * @fires play-request - Playback is to begin.
 * @fires pause-request - Playback is to pause.
 * @csspart button - The button.
 */
@customElement('time-shift-play-button')
export class TimeShiftPlayButton extends LitElement {
  static override styles = controlStyles;

  @property({ type: Boolean }) paused = true;
  @property({ type: Boolean }) disabled = false;

  readonly #words = new Words(this);

  override render() {
    return html`
      <button
        part="button"
        aria-label=${this.#words.term(this.paused ? 'play' : 'pause')}
        ?disabled=${this.disabled}
        @click=${this.#request}
      >
        ${this.paused ? playIcon : pauseIcon}
      </button>
    `;
  }

  #request() {
    const type = this.paused ? 'play-request' : 'pause-request';
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-play-button': TimeShiftPlayButton;
  }
}
