import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import type { PlaybackMode } from '../../core/policy/playback-mode.ts';
import { DateFormat } from '../i18n/date-format.ts';
import { Localization } from '../i18n/localization.ts';
import type { InstantPicture } from '../timeline/instant-picture.ts';
import '../timeline/timeline.ts';
import type { TimeShiftTimeline } from '../timeline/timeline.ts';
import { controlBarStyles } from './control-bar-styles.ts';
import { controlStyles } from './control-styles.ts';
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
} from './icons.ts';
import './live-button.ts';
import { OverflowController } from './overflow-controller.ts';
import type { Panel } from './panel.ts';
import './play-button.ts';
import { isMovedOnTimeline, type PlaybackTimes } from './playback-times.ts';
import { SEEK_STEP_S } from './seek-step.ts';
import { renderZoomControls } from './zoom-controls.ts';

/** The clock shows seconds. */
const SHOWN_ACCURACY_MS = 1000;

/**
 * The timeline and the row of controls below it. It shows its properties, which the player sets, and asks for changes
 * by events; it changes nothing itself but the zoom of its timeline.
 *
 * @fires mute-request - The viewer wants to mute or unmute.
 * @fires {CustomEvent<{ volume: number }>} volume-request - The viewer wants another volume, from 0 to 1.
 * @fires {CustomEvent<StepRequestDetail>} step-request - The viewer wants to step back or forward: `{ seconds }`.
 * @fires {CustomEvent<{ panel: Panel }>} panel-request - The viewer wants to open a panel, or to close the open one.
 * @fires copy-request - The viewer wants to copy the time of the picture.
 * @fires picture-in-picture-request - The viewer wants to enter or leave picture-in-picture.
 * @fires fullscreen-request - The viewer wants to enter or leave full screen.
 * @csspart timeline - The timeline.
 * @csspart clock - The wall-clock time of the picture.
 */
@customElement('time-shift-control-bar')
export class TimeShiftControlBar extends LitElement {
  static override styles = [controlStyles, controlBarStyles];

  @property({ attribute: false }) recorded = RecordedRanges.empty;
  /** The DVR window: how far seeks may go. */
  @property({ attribute: false }) bounds: TimeRange = { start: 0, end: 0 };
  @property({ attribute: false }) buffered: readonly TimeRange[] = [];
  /** What the playlist in use holds. */
  @property({ attribute: false }) seekable: readonly TimeRange[] = [];
  /** The server's time. */
  @property({ type: Number }) now: UnixMs = 0;
  /** The wall-clock time of the picture; null while it is unknown. */
  @property({ type: Number }) playhead: UnixMs | null = null;
  /** The target of a seek under way. */
  @property({ type: Number }) seekingTo: UnixMs | null = null;
  /** By how many milliseconds `playhead` may be wrong; null while it is unknown. */
  @property({ type: Number }) accuracy: number | null = null;
  @property() mode: PlaybackMode = 'idle';
  /** Whether the viewer can go live. */
  @property({ type: Boolean }) hasLive = true;
  @property({ type: Boolean }) paused = true;
  @property({ type: Boolean }) muted = false;
  /** From 0 to 1. */
  @property({ type: Number }) volume = 1;
  @property({ type: Number }) rate = 1;
  /** The panel that is open above the bar. */
  @property() panel: Panel | null = null;
  @property({ type: Boolean }) isFullscreen = false;
  /** The IANA zone in which times are shown; '' is the viewer's zone. */
  @property({ attribute: 'display-zone' }) displayZone = '';
  /** The language in which dates and times are written. */
  @property() language = '';

  /** The beginning of the range that the viewer has marked. */
  @property({ type: Number }) markIn: UnixMs | null = null;
  /** The end of the range that the viewer has marked. */
  @property({ type: Number }) markOut: UnixMs | null = null;
  /** The thumbnail of the instant that the pointer is at; undefined if there are no thumbnails. */
  @property({ attribute: false }) picture: InstantPicture | null | undefined;

  /** The part of the time that the timeline shows. */
  @state() private viewport: TimeRange | null = null;

  @query('time-shift-timeline') private readonly timeline!: TimeShiftTimeline;

  readonly #localize = new Localization(this);
  /** The times that the timeline has. It gets new ones only if they change its picture. */
  #timelineTimes: PlaybackTimes = this.#times;

  constructor() {
    super();
    new OverflowController(this, '.row');
  }

  protected override willUpdate() {
    const times = this.#times;
    // There is no timeline before the first rendering.
    const pixelMs = (this.timeline as TimeShiftTimeline | null)?.scale?.pixelMs ?? 0;
    if (isMovedOnTimeline(this.#timelineTimes, times, pixelMs)) this.#timelineTimes = times;
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
    const label = this.#localize.term(seconds < 0 ? 'back' : 'forward', Math.abs(seconds));
    return html`<button
      class="step"
      data-hide-order="5"
      aria-label=${label}
      @click=${() => this.#dispatch('step-request', { seconds })}
    >
      ${seconds < 0 ? backIcon : forwardIcon}<span aria-hidden="true">${Math.abs(seconds)}</span>
    </button>`;
  }

  #renderVolume() {
    const isSilent = this.muted || this.volume === 0;
    const dispatchVolume = ({ target }: Event) =>
      this.#dispatch('volume-request', { volume: (target as HTMLInputElement).valueAsNumber });
    return html`
      <div class="volume" data-hide-order="6">
        <button
          aria-label=${this.#localize.term(isSilent ? 'unmute' : 'mute')}
          @click=${() => this.#dispatch('mute-request')}
        >
          ${isSilent ? mutedIcon : soundIcon}
        </button>
        <div class="level">
          <input
            type="range"
            min="0"
            max="1"
            step="0.05"
            aria-label=${this.#localize.term('volume')}
            .value=${String(this.muted ? 0 : this.volume)}
            @input=${dispatchVolume}
          />
        </div>
      </div>
    `;
  }

  #renderPanelButton(panel: Panel, term: 'goToDate' | 'more', icon: TemplateResult, extra = '') {
    const label = this.#localize.term(term);
    return html`<button
      aria-label=${label}
      aria-haspopup="dialog"
      aria-expanded=${this.panel === panel}
      @click=${() => this.#dispatch('panel-request', { panel })}
    >
      ${icon} ${extra && this.rate !== 1 ? html`<span class="rate">${this.rate}×</span>` : nothing}
    </button>`;
  }

  #renderScreenButtons() {
    const localize = this.#localize;
    const pictureInPicture = document.pictureInPictureEnabled
      ? html`<button
          class="floating"
          data-hide-order="3"
          aria-label=${localize.term('pictureInPicture')}
          @click=${() => this.#dispatch('picture-in-picture-request')}
        >
          ${pictureInPictureIcon}
        </button>`
      : nothing;
    return html`${pictureInPicture}
      <button
        aria-label=${localize.term(this.isFullscreen ? 'leaveFullscreen' : 'fullscreen')}
        @click=${() => this.#dispatch('fullscreen-request')}
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
      data-hide-order="7"
      part="clock"
      title=${this.#localize.term('copyTime')}
      @click=${() => this.#dispatch('copy-request')}
    >
      ${this.#renderAbout()}${format.time(at)}
      <small data-hide-order="1">${format.day(at)} · ${format.zone(at)}</small>
    </button>`;
  }

  /** No estimate is shown as a fact. The target of a seek is none. */
  #renderAbout() {
    const isEstimate = this.seekingTo === null && (this.accuracy ?? 0) > SHOWN_ACCURACY_MS;
    if (!isEstimate) return nothing;
    return html`<span class="about" aria-hidden="true">≈</span
      ><span class="said">${this.#localize.term('about')} </span>`;
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
    // These are the bounds that the timeline has derived its viewport from.
    const { bounds } = this.#timelineTimes;
    return renderZoomControls({
      spanMs: this.viewport.end - this.viewport.start,
      allMs: bounds.end - bounds.start,
      language: this.language,
      localize: this.#localize,
      onZoom: (factor) => this.timeline.zoomBy(factor),
      onSpan: (spanMs) => this.timeline.showSpan(spanMs),
    });
  }

  get #times(): PlaybackTimes {
    const { now, playhead, bounds, buffered, seekable } = this;
    return { now, playhead, bounds, buffered, seekable };
  }

  #dispatch(type: string, detail: object | null = null) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-control-bar': TimeShiftControlBar;
  }
}
