import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import type { PlaybackMode } from '../../core/policy/playback-mode.ts';
import { controlStyles } from './control-styles.ts';
import { DateFormat } from '../i18n/date-format.ts';
import {
  backIcon,
  dateIcon,
  forwardIcon,
  fullscreenIcon,
  leaveFullscreenIcon,
  mutedIcon,
  pictureInPictureIcon,
  settingsIcon,
  soundIcon,
  zoomInIcon,
  zoomOutIcon,
} from './icons.ts';
import './live-button.ts';
import './play-button.ts';
import type { Panel } from './panel.ts';
import { isMovedOnTimeline, type PlaybackTimes } from './playback-times.ts';
import { RowOverflow } from './row-overflow.ts';
import { SEEK_STEP_S } from './seek-step.ts';
import { spanLabel } from '../timeline/timeline-spans.ts';
import type { InstantPicture } from '../timeline/instant-picture.ts';
import { MIN_SPAN_MS, ZOOM_STEP } from '../timeline/viewport.ts';
import '../timeline/timeline.ts';
import type { TimeShiftTimeline } from '../timeline/timeline.ts';
import { Words } from '../i18n/words.ts';

const HOUR_MS = 3_600_000;
const SPANS_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS];

/**
 * The timeline and the row of controls below it.
 *
 * @fires mute-request - Sound is to go off, or on again.
 * @fires {CustomEvent<{ volume: number }>} volume-request - Sound is to be as loud as this, 0 to 1.
 * @fires {CustomEvent<StepRequestDetail>} step-request - A step back or forward: `{ seconds }`.
 * @fires {CustomEvent<{ panel: Panel }>} panel-request - A panel is to open, or to close if it is open.
 * @fires copy-request - The time of the picture is to be copied.
 * @fires picture-in-picture-request - The picture is to float above other windows, or to come back.
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

      .row > * {
        flex: none;
      }

      .row > .space {
        flex: 1;
      }

      .clock {
        padding-inline: 7px;
        font-size: 15px;
        font-weight: 600;
      }

      .clock small {
        font-size: 12px;
        font-weight: 400;
        opacity: var(--time-shift-quiet, 0.7);
      }

      /* Room for it on the smallest phones. */
      @container (inline-size < 350px) {
        .clock {
          padding-inline: 2px;
          font-size: 14px;
        }
      }

      .span {
        min-inline-size: 48px;
      }

      .step {
        position: relative;
      }

      .step span {
        position: absolute;
        font-size: 7.5px;
        font-weight: 700;
      }

      .volume {
        position: relative;
        z-index: 1;
      }

      /* Over the clock while it is wanted: there is no room for both. */
      .level {
        position: absolute;
        inset-block: 0;
        inset-inline-start: 100%;
        display: flex;
        align-items: center;
        padding-inline: 6px 12px;
        border-radius: 8px;
        background: var(--time-shift-panel, rgb(16 20 24));
        opacity: 0;
        pointer-events: none;
        transition: opacity 0.15s;
      }

      .volume:hover .level,
      .volume:focus-within .level {
        opacity: 1;
        pointer-events: auto;
      }

      input {
        inline-size: 84px;
        block-size: 24px;
        margin: 0;
        accent-color: #fff;
        cursor: pointer;
      }

      input:focus-visible {
        outline: 2px solid var(--time-shift-accent, #4cc2ff);
      }

      [aria-expanded='true'] {
        background: rgb(255 255 255 / 16%);
      }

      @media (prefers-reduced-motion: reduce) {
        .level {
          transition: none;
        }
      }

      /* A finger has the volume of its device. */
      @media (pointer: coarse) {
        .level {
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
  /** 0 to 1. */
  @property({ type: Number }) volume = 1;
  @property({ type: Number }) rate = 1;
  /** Which panel is open above the bar. */
  @property() panel: Panel | null = null;
  @property({ type: Boolean }) isFullscreen = false;
  @property({ attribute: 'display-zone' }) displayZone = '';
  @property() language = '';

  /** Where the viewer has marked a beginning and an end. */
  @property({ type: Number }) markIn: UnixMs | null = null;
  @property({ type: Number }) markOut: UnixMs | null = null;
  /** Of what the pointer is at; undefined where there are none. */
  @property({ attribute: false }) picture: InstantPicture | null | undefined;

  /** What the timeline shows. */
  @state() private viewport: TimeRange | null = null;

  @query('time-shift-timeline') private readonly timeline!: TimeShiftTimeline;

  readonly #words = new Words(this);
  /** What the timeline shows; it is not redrawn for times that would change nothing on it. */
  #timelineTimes: PlaybackTimes = this.#times;

  constructor() {
    super();
    new RowOverflow(this, '.row');
  }

  protected override willUpdate() {
    const times = this.#times;
    if (isMovedOnTimeline(this.#timelineTimes, times, this.#pixelMs)) this.#timelineTimes = times;
  }

  override render() {
    const isIdle = this.mode === 'idle';
    const times = this.#timelineTimes;
    return html`
      <time-shift-timeline
        part="timeline"
        .recorded=${this.recorded}
        .bounds=${times.bounds}
        .now=${times.now}
        .playhead=${times.playhead}
        .seekingTo=${this.seekingTo}
        .buffered=${times.buffered}
        .seekable=${times.seekable}
        .markIn=${this.markIn}
        .markOut=${this.markOut}
        .picture=${this.picture}
        .displayZone=${this.displayZone}
        .disabled=${isIdle}
        @viewport-change=${({ detail }: CustomEvent<TimeRange>) => (this.viewport = detail)}
      ></time-shift-timeline>
      <div class="row">
        <time-shift-play-button .paused=${this.paused} .disabled=${isIdle}></time-shift-play-button>
        ${isIdle ? nothing : [this.#renderStep(-SEEK_STEP_S), this.#renderStep(SEEK_STEP_S)]}
        ${this.#renderVolume()} ${this.#renderClock()} ${this.#renderLive()}
        <span class="space"></span>
        ${this.#renderZoom()} ${isIdle ? nothing : this.#renderPanelButton('date', 'goToDate', dateIcon)}
        ${this.#renderPanelButton('settings', 'more', settingsIcon, 'settings')}
        ${this.#renderScreenButtons()}
      </div>
    `;
  }

  #renderStep(seconds: number) {
    const label = this.#words.term(seconds < 0 ? 'back' : 'forward', Math.abs(seconds));
    return html`<button
      class="step"
      data-spare="5"
      aria-label=${label}
      @click=${() => this.#tell('step-request', { seconds })}
    >
      ${seconds < 0 ? backIcon : forwardIcon}<span aria-hidden="true">${Math.abs(seconds)}</span>
    </button>`;
  }

  #renderVolume() {
    const isSilent = this.muted || this.volume === 0;
    const tell = ({ target }: Event) =>
      this.#tell('volume-request', { volume: (target as HTMLInputElement).valueAsNumber });
    return html`
      <div class="volume" data-spare="6">
        <button
          aria-label=${this.#words.term(isSilent ? 'unmute' : 'mute')}
          @click=${() => this.#tell('mute-request')}
        >
          ${isSilent ? mutedIcon : soundIcon}
        </button>
        <div class="level">
          <input
            type="range"
            min="0"
            max="1"
            step="0.05"
            aria-label=${this.#words.term('volume')}
            .value=${String(this.muted ? 0 : this.volume)}
            @input=${tell}
          />
        </div>
      </div>
    `;
  }

  #renderPanelButton(panel: Panel, term: 'goToDate' | 'more', icon: TemplateResult, extra = '') {
    const label = this.#words.term(term);
    return html`<button
      aria-label=${label}
      aria-haspopup="dialog"
      aria-expanded=${this.panel === panel}
      @click=${() => this.#tell('panel-request', { panel })}
    >
      ${icon} ${extra && this.rate !== 1 ? html`<span class="rate">${this.rate}×</span>` : nothing}
    </button>`;
  }

  #renderScreenButtons() {
    const words = this.#words;
    const isFloating = document.pictureInPictureEnabled
      ? html`<button
          class="floating"
          data-spare="3"
          aria-label=${words.term('pictureInPicture')}
          @click=${() => this.#tell('picture-in-picture-request')}
        >
          ${pictureInPictureIcon}
        </button>`
      : nothing;
    return html`${isFloating}
      <button
        aria-label=${words.term(this.isFullscreen ? 'leaveFullscreen' : 'fullscreen')}
        @click=${() => this.#tell('fullscreen-request')}
      >
        ${this.isFullscreen ? leaveFullscreenIcon : fullscreenIcon}
      </button>`;
  }

  #renderClock() {
    const at = this.seekingTo ?? this.playhead;
    if (at === null || this.mode === 'idle') return nothing;
    const format = new DateFormat(this.language, this.displayZone);
    return html`<button
      class="clock"
      data-spare="7"
      part="clock"
      title=${this.#words.term('copyTime')}
      @click=${() => this.#tell('copy-request')}
    >
      ${format.time(at)} <small data-spare="1">${format.day(at)} · ${format.zone(at)}</small>
    </button>`;
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
    if (!this.viewport) return nothing;
    const spanMs = this.viewport.end - this.viewport.start;
    const isAll = spanMs >= this.#allMs;
    const label = isAll ? this.#words.term('all') : spanLabel(spanMs, this.language);
    return html`
      <button
        class="zoom"
        data-spare="2"
        aria-label=${this.#words.term('zoomOut')}
        ?disabled=${isAll}
        @click=${() => this.timeline.zoomBy(1 / ZOOM_STEP)}
      >
        ${zoomOutIcon}
      </button>
      <button
        class="span"
        data-spare="4"
        aria-label="${this.#words.term('timeShown')}: ${label}"
        @click=${() => this.#showNext(spanMs)}
      >
        <bdi>${label}</bdi>
      </button>
      <button
        class="zoom"
        data-spare="2"
        aria-label=${this.#words.term('zoomIn')}
        ?disabled=${spanMs <= MIN_SPAN_MS}
        @click=${() => this.timeline.zoomBy(ZOOM_STEP)}
      >
        ${zoomInIcon}
      </button>
    `;
  }

  /** An hour, six, a day, all, and an hour again. */
  #showNext(spanMs: number) {
    this.timeline.showSpan(
      SPANS_MS.find((each) => each > spanMs * 1.01 && each < this.#allMs) ??
        (spanMs < this.#allMs ? Infinity : HOUR_MS),
    );
  }

  get #times(): PlaybackTimes {
    const { now, playhead, bounds, buffered, seekable } = this;
    return { now, playhead, bounds, buffered, seekable };
  }

  /** How much time a pixel of the timeline is; 0 while that is unknown. */
  get #pixelMs(): number {
    const { viewport } = this;
    return viewport ? (viewport.end - viewport.start) / this.clientWidth : 0;
  }

  get #allMs(): number {
    return this.bounds.end - this.bounds.start;
  }

  #tell(type: string, detail: object | null = null) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-control-bar': TimeShiftControlBar;
  }
}
