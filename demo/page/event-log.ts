import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TimeShiftPlayer } from '../../src/index.ts';
import { controlStyles } from './control-styles.ts';
import { spanText, utcClockText } from './write-text.ts';

interface LoggedEvent {
  readonly atMs: number;
  readonly type: string;
  readonly text: string;
}

const MOST_EVENTS = 100;

/** The log of the player's events, newest first. */
@customElement('demo-event-log')
export class DemoEventLog extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        position: relative;
        min-block-size: 90px;
        block-size: 100%;
      }

      /* The list fills the available height, and never makes its panel higher. */
      ol {
        position: absolute;
        inset: 0;
        display: grid;
        grid-template-columns: auto auto 1fr;
        align-content: start;
        gap: 3px 12px;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }

      li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        align-items: baseline;
      }

      li.error strong {
        color: var(--bad);
      }

      li.warning strong {
        color: var(--warn);
      }

      strong {
        font-weight: 600;
      }

      span:last-child {
        overflow-wrap: anywhere;
      }

      p {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) player: TimeShiftPlayer | undefined;
  @state() private events: readonly LoggedEvent[] = [];
  #listening = new AbortController();

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#listening.abort();
  }

  override render() {
    if (this.events.length === 0) return html`<p class="dim">No events yet.</p>`;
    return html`
      <ol role="log" aria-label="Events" tabindex="0">
        ${this.events.map(
          ({ atMs, type, text }) => html`
            <li class=${type}>
              <span class="mono dim">${utcClockText(atMs).slice(0, 8)}</span>
              <strong>${type}</strong>
              ${text === '' ? nothing : html`<span>${text}</span>`}
            </li>
          `,
        )}
      </ol>
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('player') && this.player) this.#listen(this.player);
  }

  #listen(player: TimeShiftPlayer) {
    this.#listening.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    player.addEventListener('modechange', () => this.#log('modechange', player.mode), { signal });
    const logQuality = () => this.#log('qualitychange', qualityText(player.quality));
    player.addEventListener('qualitychange', logQuality, { signal });
    player.addEventListener(
      'gapskip',
      ({ detail: { from, to } }) => {
        const [start, end] = [utcClockText(from.getTime()), utcClockText(to.getTime())];
        this.#log('gapskip', `${start} → ${end} (${spanText(to.getTime() - from.getTime())})`);
      },
      { signal },
    );
    for (const type of ['warning', 'error'] as const) {
      const log = ({ detail: { error } }: CustomEvent<{ error: { code: string; message: string } }>) =>
        this.#log(type, `${error.code}: ${error.message}`);
      player.addEventListener(type, log, { signal });
    }
    player.addEventListener('ended', () => this.#log('ended', ''), { signal });
  }

  #log(type: string, text: string) {
    this.events = [{ atMs: Date.now(), type, text }, ...this.events].slice(0, MOST_EVENTS);
  }
}

const qualityText = (quality: TimeShiftPlayer['quality']): string => {
  const { width, height } = quality?.resolution ?? {};
  return width && height ? `${width} × ${height}` : 'single quality';
};

declare global {
  interface HTMLElementTagNameMap {
    'demo-event-log': DemoEventLog;
  }
}
