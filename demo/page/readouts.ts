import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TimeShiftPlayer } from '../../src/index.ts';
import { controlStyles } from './control-styles.ts';
import { PictureWatch, type PictureReading } from './picture-watch.ts';
import { urlStyles, urlTemplate } from './url-parts.ts';
import { zoneText } from './write-text.ts';

const REFRESH_MS = 200;
const FRAME_MS = 40;
/** Media times and the barcode are both rounded down to whole milliseconds. */
const ROUNDING_MS = 1;

/** Shows the player's state, and compares its time with the clock in its picture. */
@customElement('demo-readouts')
export class DemoReadouts extends LitElement {
  static override styles = [
    controlStyles,
    urlStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(92px, auto) 1fr;
        gap: 4px 14px;
        margin: 0;
      }

      dt {
        color: var(--dim);
      }

      dd {
        grid-column: 2;
        margin: 0;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }

      .verdict {
        display: inline-block;
        padding-inline: 7px;
        border-radius: 9px;
        background: color-mix(in srgb, currentColor 12%, transparent);
        color: var(--bad);
        font-weight: 600;
      }

      .verdict.exact {
        color: var(--good);
      }

      .url {
        display: block;
        max-block-size: 5.8em;
        overflow: auto;
      }
    `,
  ];

  @property({ attribute: false }) player: TimeShiftPlayer | undefined;
  #picture: PictureWatch | null = null;
  #timer = 0;

  override connectedCallback() {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.requestUpdate(), REFRESH_MS);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#picture?.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('player')) return;
    this.#picture?.stop();
    this.#picture = this.player ? new PictureWatch(this.player) : null;
  }

  override render() {
    if (!this.player) return nothing;
    const { currentDate, serverDate, latency, mode, error, playbackUrl, displayZone } = this.player;
    const hasPicture = currentDate !== null && this.player.video.readyState >= 2;
    const reading = hasPicture ? (this.#picture?.reading ?? null) : null;
    return html`
      <dl>
        <dt>Picture</dt>
        ${this.#renderPicture(reading)}
        <dt>currentDate</dt>
        <dd class="mono">${isoOf(currentDate)}</dd>
        <dd class="dim">${currentDate ? zoneText(currentDate.getTime(), displayZone) : '\u00a0'}</dd>
        <dt>serverDate</dt>
        <dd class="mono">${isoOf(serverDate)}</dd>
        <dt>latency</dt>
        <dd class="mono">${Number.isNaN(latency) ? '—' : `${latency.toFixed(1)} s`}</dd>
        <dt>mode</dt>
        <dd>${mode}</dd>
        <dt>playbackUrl</dt>
        <dd class="url" dir="ltr" tabindex="0">${playbackUrl === '' ? '—' : urlTemplate(playbackUrl)}</dd>
        <dt>error</dt>
        <dd class=${error ? 'problem' : ''}>${error ? `${error.code}: ${error.message}` : 'none'}</dd>
      </dl>
    `;
  }

  #renderPicture(reading: PictureReading | null) {
    if (!reading) return html`<dd class="dim">no readable clock</dd>`;
    return html`
      <dd class="mono">${isoOf(new Date(reading.at))}</dd>
      <dd>${reading.aheadMs === null ? '\u00a0' : this.#renderVerdict(reading.aheadMs)}</dd>
    `;
  }

  #renderVerdict(aheadMs: number) {
    const framesOff = Math.trunc(Math.abs(aheadMs) / FRAME_MS);
    return html`<span class="verdict ${Math.abs(aheadMs) <= FRAME_MS + ROUNDING_MS ? 'exact' : ''}">
      ${framesOff} ${framesOff === 1 ? 'frame' : 'frames'} off · ${WHOLE_MS.format(aheadMs).replace('-', '−')}
      ms
    </span>`;
  }
}

const WHOLE_MS = new Intl.NumberFormat('en', { maximumFractionDigits: 0, signDisplay: 'exceptZero' });

const isoOf = (date: Date | null): string =>
  date && !Number.isNaN(date.getTime()) ? date.toISOString() : '—';

declare global {
  interface HTMLElementTagNameMap {
    'demo-readouts': DemoReadouts;
  }
}
