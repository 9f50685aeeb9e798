import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Variant } from '../../core/index.ts';
import { panelLook } from './panel-look.ts';
import { RATES } from '../player/rates.ts';
import { subtitleTracks } from '../player/subtitle-tracks.ts';
import '../i18n/en-panels.ts';
import { Localization } from '../i18n/localization.ts';
import { viewersZone } from '../i18n/zone.ts';

/** The zones on offer besides the viewer's own and the page's. */
const ZONES = ['UTC', 'Asia/Shanghai', 'Asia/Tokyo', 'Europe/London', 'Europe/Berlin', 'America/New_York'];

export interface RateRequestDetail {
  readonly rate: number;
}

export interface QualityRequestDetail {
  /** Null for automatic: the quality that the network allows. */
  readonly quality: Variant | null;
}

export interface ZoneRequestDetail {
  /** An IANA zone; '' is the viewer's. */
  readonly zone: string;
}

interface Option {
  readonly value: string;
  readonly text: string;
}

/** Safari's method for choosing another screen. */
interface AirPlayVideo {
  readonly webkitShowPlaybackTargetPicker?: () => void;
}

/** The audio tracks of HTML, which only some browsers implement. */
interface AudioVideo {
  readonly audioTracks?: Iterable<{ readonly label: string; readonly language: string; enabled: boolean }>;
}

/**
 * The menu of what is rarely changed: speed, quality, sound, subtitles, zone. It is on the page while it is open:
 * whoever opens it calls `focus()`.
 *
 * @fires {CustomEvent<RateRequestDetail>} rate-request - The viewer chose another speed: `{ rate }`.
 * @fires {CustomEvent<QualityRequestDetail>} quality-request - The viewer chose another quality: `{ quality }`.
 * @fires {CustomEvent<ZoneRequestDetail>} zone-request - The viewer chose another zone for the times on show: `{ zone }`.
 * @fires snapshot-request - The viewer asked to save the picture.
 * @fires keys-request - The viewer asked for the list of keyboard shortcuts.
 * @fires close-request - The menu asks to be closed: after Escape or its button.
 * @csspart dialog - The whole menu.
 * @cssproperty [--time-shift-panel=rgb(16 20 24 / 94%)] - The background.
 */
@customElement('time-shift-settings-menu')
export class TimeShiftSettingsMenu extends LitElement {
  static override styles = [
    css`
      :host {
        display: block;
      }

      [part='dialog'] {
        ${panelLook}
        display: grid;
        gap: 8px;
        inline-size: 290px;
        max-inline-size: 100%;
        padding: 12px;
      }

      select,
      button {
        box-sizing: border-box;
        min-block-size: 30px;
        padding-inline: 10px;
        border: 0;
        border-radius: 7px;
        background: rgb(255 255 255 / 10%);
        color: inherit;
        font: inherit;
        cursor: pointer;
      }

      option {
        background: #1a2026;
      }

      :focus-visible {
        outline: 2px solid var(--time-shift-accent, #4cc2ff);
        outline-offset: 1px;
      }

      header,
      label {
        display: grid;
        grid-template-columns: 1fr 160px;
        align-items: center;
        gap: 8px;
      }

      header {
        grid-template-columns: 1fr auto;
        font-weight: 600;
      }

      .actions {
        display: grid;
        gap: 8px;
      }

      @media (forced-colors: active) {
        [part='dialog'],
        select,
        button {
          border: 1px solid CanvasText;
        }
      }
    `,
  ];

  /** The media element whose subtitles, sound and screen can be chosen. */
  @property({ attribute: false }) video: HTMLVideoElement | null = null;
  @property({ type: Number }) rate = 1;
  @property({ attribute: false }) qualities: readonly Variant[] = [];
  @property({ attribute: false }) quality: Variant | null = null;
  /** Whether the viewer has chosen the quality; otherwise it is automatic. */
  @property({ type: Boolean }) isChosen = false;
  @property({ attribute: 'display-zone' }) displayZone = '';

  @query('select') private readonly first!: HTMLSelectElement | null;

  readonly #localize = new Localization(this);

  override focus(options?: FocusOptions) {
    void this.updateComplete.then(() => this.first?.focus(options));
  }

  override render() {
    const localize = this.#localize;
    const airPlay = (this.video as AirPlayVideo | null)?.webkitShowPlaybackTargetPicker;
    return html`
      <div part="dialog" role="dialog" aria-labelledby="title" @keydown=${this.#handleKey}>
        <header>
          <span id="title">${localize.term('more')}</span>
          <button aria-label=${localize.term('close')} @click=${() => this.#tell('close-request')}>✕</button>
        </header>
        ${this.#renderRates()} ${this.qualities.length > 1 ? this.#renderQualities() : nothing}
        ${this.#renderSound()} ${this.#renderSubtitles()} ${this.#renderZones()}
        <div class="actions">
          ${this.#renderAction(localize.term('snapshot'), () => this.#tell('snapshot-request'))}
          ${airPlay ? this.#renderAction(localize.term('airplay'), () => airPlay.call(this.video)) : nothing}
          ${this.#renderAction(localize.term('keys'), () => this.#tell('keys-request'))}
        </div>
      </div>
    `;
  }

  #renderRates() {
    const each = [...new Set([...RATES, this.rate])].sort((a, b) => a - b);
    const rates = each.map((rate) => ({ value: String(rate), text: `${rate}×` }));
    return this.#renderChoice(this.#localize.term('speed'), rates, String(this.rate), (value) =>
      this.#tell('rate-request', { rate: Number(value) }),
    );
  }

  #renderQualities() {
    const { qualities, quality, isChosen } = this;
    const current = quality && !isChosen ? ` (${qualityLabel(quality)})` : '';
    const each = qualities.map((variant, index) => ({ value: String(index), text: qualityLabel(variant) }));
    return this.#renderChoice(
      this.#localize.term('quality'),
      [{ value: '', text: this.#localize.term('automatic') + current }, ...each.toReversed()],
      quality && isChosen ? String(qualities.indexOf(quality)) : '',
      (value) =>
        this.#tell('quality-request', { quality: value === '' ? null : (qualities[+value] ?? null) }),
    );
  }

  #renderSubtitles() {
    const tracks = this.video ? subtitleTracks(this.video) : [];
    if (tracks.length === 0) return nothing;
    const shown = tracks.findIndex(({ mode }) => mode === 'showing');
    return this.#renderChoice(
      this.#localize.term('subtitles'),
      [{ value: '', text: this.#localize.term('off') }, ...tracks.map(trackOption)],
      shown < 0 ? '' : String(shown),
      (value) => {
        tracks.forEach((track, index) => (track.mode = String(index) === value ? 'showing' : 'disabled'));
      },
    );
  }

  /** Only for browsers that list the audio tracks themselves, such as Safari. */
  #renderSound() {
    const tracks = [...((this.video as AudioVideo | null)?.audioTracks ?? [])];
    if (tracks.length < 2) return nothing;
    return this.#renderChoice(
      this.#localize.term('sound'),
      tracks.map(trackOption),
      String(tracks.findIndex(({ enabled }) => enabled)),
      (value) => {
        tracks.forEach((track, index) => (track.enabled = String(index) === value));
      },
    );
  }

  #renderZones() {
    const others = new Set([...ZONES, ...(this.displayZone === '' ? [] : [this.displayZone])]);
    const each = [...others].map((zone) => ({ value: zone, text: zoneLabel(zone) }));
    const options = [{ value: '', text: zoneLabel(viewersZone()) }, ...each];
    return this.#renderChoice(this.#localize.term('displayZone'), options, this.displayZone, (zone) =>
      this.#tell('zone-request', { zone }),
    );
  }

  #renderChoice(
    label: string,
    options: readonly Option[],
    chosen: string,
    choose: (value: string) => void,
  ): TemplateResult {
    return html`
      <label>
        <span>${label}</span>
        <select @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
          ${options.map(
            ({ value, text }) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #renderAction(text: string, act: () => void) {
    return html`<button @click=${act}>${text}</button>`;
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    this.#tell('close-request');
  };

  #tell(type: string, detail: RateRequestDetail | QualityRequestDetail | ZoneRequestDetail | null = null) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

const trackOption = (
  { label, language }: { readonly label: string; readonly language: string },
  index: number,
): Option => ({ value: String(index), text: label || language || String(index + 1) });

const qualityLabel = ({ resolution, bandwidth }: Variant): string =>
  resolution ? `${resolution.height}p` : `${Math.round((bandwidth ?? 0) / 1000)} kbit/s`;

const zoneLabel = (zone: string): string => zone.replaceAll('_', ' ');

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-settings-menu': TimeShiftSettingsMenu;
  }
}
