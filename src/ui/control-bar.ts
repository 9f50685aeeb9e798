import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RecordedRanges, type TimeRange, type UnixMs } from '../core/index.ts';
import type { PlaybackMode } from '../playback/playback-mode.ts';
import { controlStyles } from './control-styles.ts';
import { DateFormat } from './date-format.ts';
import { fullscreenIcon, mutedIcon, soundIcon, zoomInIcon, zoomOutIcon } from './icons.ts';
import './live-button.ts';
import './play-button.ts';
import { ALL, spansWithin } from './timeline-spans.ts';
import './timeline.ts';

const DEFAULT_SPAN_MS = 6 * 3_600_000;

/**
 * The timeline and the row of controls below it.
 *
 * @fires mute-request - Sound is to go off, or on again.
 * @fires fullscreen-request - The player is to fill the screen, or to leave it.
 * @csspart timeline - The timeline.
 * @csspart clock - The wall-clock time of the picture.
 */
@customElement('time-shift-control-bar')
export class TimeShiftControlBar extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 4px;
        container-type: inline-size;
      }

      .row {
        display: flex;
        align-items: center;
        gap: 4px;
        min-inline-size: 0;
      }

      .space {
        flex: 1;
      }

      .clock {
        padding-inline: 7px;
        font-size: 15px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .clock small {
        font-size: 12px;
        font-weight: 400;
        opacity: 0.7;
      }

      .span {
        min-inline-size: 48px;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }

      @container (inline-size < 600px) {
        .clock small,
        .span {
          display: none;
        }
      }

      @container (inline-size < 420px) {
        .zoom {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) recorded = RecordedRanges.empty;
  /** Where seeks may go. */
  @property({ attribute: false }) bounds: TimeRange = { start: 0, end: 0 };
  @property({ attribute: false }) buffered: readonly TimeRange[] = [];
  @property({ attribute: false }) seekable: readonly TimeRange[] = [];
  /** The server's now. */
  @property({ type: Number }) now: UnixMs = 0;
  @property({ type: Number }) playhead: UnixMs | null = null;
  @property({ type: Number }) seekingTo: UnixMs | null = null;
  @property() mode: PlaybackMode = 'idle';
  /** Whether there is a live to go to. */
  @property({ type: Boolean }) hasLive = true;
  @property({ type: Boolean }) paused = true;
  @property({ type: Boolean }) muted = false;
  @property({ attribute: 'display-zone' }) displayZone = '';
  @property() language = '';

  @state() private spanMs = DEFAULT_SPAN_MS;

  override render() {
    const isIdle = this.mode === 'idle';
    return html`
      <time-shift-timeline
        part="timeline"
        .recorded=${this.recorded}
        .bounds=${this.bounds}
        .now=${this.now}
        .playhead=${this.playhead}
        .seekingTo=${this.seekingTo}
        .buffered=${this.buffered}
        .seekable=${this.seekable}
        .spanMs=${Math.min(this.#span.ms, this.bounds.end - this.bounds.start)}
        .displayZone=${this.displayZone}
        .disabled=${isIdle}
      ></time-shift-timeline>
      <div class="row">
        <time-shift-play-button .paused=${this.paused} .disabled=${isIdle}></time-shift-play-button>
        <button aria-label=${this.muted ? 'Unmute' : 'Mute'} @click=${() => this.#request('mute-request')}>
          ${this.muted ? mutedIcon : soundIcon}
        </button>
        ${this.#renderClock()} ${this.#renderLive()}
        <span class="space"></span>
        ${this.#renderZoom()}
        <button aria-label="Full screen" @click=${() => this.#request('fullscreen-request')}>
          ${fullscreenIcon}
        </button>
      </div>
    `;
  }

  #renderClock() {
    const at = this.seekingTo ?? this.playhead;
    if (at === null || this.mode === 'idle') return nothing;
    const format = new DateFormat(this.language, this.displayZone);
    return html`<span class="clock" part="clock">
      ${format.time(at)} <small>${format.day(at)} · ${format.zone(at)}</small>
    </span>`;
  }

  #renderLive() {
    if (!this.hasLive || this.mode === 'idle') return nothing;
    const at = this.seekingTo ?? this.playhead ?? this.now;
    return html`<time-shift-live-button
      .live=${this.mode === 'live' && this.playhead !== null}
      .latency=${(this.now - at) / 1000}
    ></time-shift-live-button>`;
  }

  #renderZoom() {
    const spans = this.#spans;
    const index = spans.indexOf(this.#span);
    const zoomTo = (to: number) => (this.spanMs = spans[to]?.ms ?? this.spanMs);
    if (spans.length === 1) return nothing;
    return html`
      <button
        class="zoom"
        aria-label="Show more time"
        ?disabled=${index === spans.length - 1}
        @click=${() => zoomTo(index + 1)}
      >
        ${zoomOutIcon}
      </button>
      <span class="span" aria-live="polite" aria-label="Time shown"><bdi>${this.#span.label}</bdi></span>
      <button
        class="zoom"
        aria-label="Show less time"
        ?disabled=${index === 0}
        @click=${() => zoomTo(index - 1)}
      >
        ${zoomInIcon}
      </button>
    `;
  }

  get #spans() {
    return spansWithin(this.bounds.end - this.bounds.start);
  }

  get #span() {
    const spans = this.#spans;
    return spans.find(({ ms }) => ms >= this.spanMs) ?? ALL;
  }

  #request(type: string) {
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-control-bar': TimeShiftControlBar;
  }
}
