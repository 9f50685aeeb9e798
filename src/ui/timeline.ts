import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { clampTo, RecordedRanges, type TimeRange, type UnixMs } from '../core/index.ts';
import { DateFormat } from './date-format.ts';
import { forcedColorStyles } from './timeline/forced-color-styles.ts';
import { keyIntent } from './timeline/key-intent.ts';
import { type Landing, landingOf } from './timeline/landing.ts';
import { languageOf } from './language.ts';
import { PointerTrack } from './timeline/pointer-track.ts';
import { ruler } from './timeline/ruler.ts';
import { type SpokenScene, spokenInstant, spokenScene, spokenText } from './timeline/spoken-value.ts';
import { textWidthPx } from './timeline/text-width.ts';
import { TickFormat } from './timeline/tick-format.ts';
import { ticksOf } from './timeline/ticks.ts';
import { TimeScale } from './timeline/time-scale.ts';
import type { TimeShiftTimelineEventMap } from './timeline/timeline-events.ts';
import { timelineStyles } from './timeline/timeline-styles.ts';
import { tooltip } from './timeline/tooltip.ts';
import { tooltipStyles } from './timeline/tooltip-styles.ts';
import { emptyTrack, track } from './timeline/track.ts';
import { trackLayers } from './timeline/track-layers.ts';
import { followingViewport } from './timeline/viewport.ts';
import { WORDS } from './timeline/words.ts';
import { viewersZone, zoneOr } from './zone.ts';

const HOUR_MS = 3_600_000;

/**
 * Time from left to right (or as the page reads), with what is recorded of it, where playback is and where it can go.
 * It shows what its properties say and asks for what the viewer wants; it moves nothing by itself.
 *
 * @fires {CustomEvent<SeekRequestDetail>} seek-request - An instant was chosen by a click, a drag, Home or End: `{ at }`.
 * @fires {CustomEvent<StepRequestDetail>} step-request - A key asked for a step: `{ seconds }`.
 * @fires {CustomEvent<PointDetail>} point - What may be chosen next: `{ at }`; null when the pointer has left.
 * @fires {CustomEvent<TimeRange>} viewport-change - What is in view: `{ start, end }`.
 * @csspart slider - The whole, which has the focus.
 * @csspart ticks - The line of ticks.
 * @csspart tick - The mark of a tick.
 * @csspart label - The label of a tick.
 * @csspart major - A label of a full day, hour or minute.
 * @csspart track - The bar and what stands on it.
 * @csspart future - The bar where there is nothing to go to.
 * @csspart recorded - What is recorded.
 * @csspart hole - Where nothing is recorded.
 * @csspart unknown - Where it is not known yet what is recorded.
 * @csspart buffered - What is buffered.
 * @csspart played - From the beginning of the recording to the playhead.
 * @csspart pointer - Where the pointer is.
 * @csspart landing - Where a click into a hole would land.
 * @csspart now - The server's time.
 * @csspart playhead - Where playback is.
 * @csspart tooltip - The bubble that says where a click would land.
 * @csspart note - Its line on holes.
 * @cssproperty [--time-shift-accent=#4cc2ff] - What has played and what is chosen.
 * @cssproperty [--time-shift-live=#ff4d4f] - What is live.
 * @cssproperty [--time-shift-playhead=#fff] - The playhead.
 * @cssproperty [--time-shift-recorded=rgb(255 255 255 / 45%)] - What is recorded, and the hatching of holes.
 * @cssproperty [--time-shift-track=rgb(255 255 255 / 10%)] - The bar where there is nothing.
 * @cssproperty [--time-shift-panel=rgb(16 20 24 / 90%)] - The bubble.
 */
@customElement('time-shift-timeline')
export class TimeShiftTimeline extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles = [timelineStyles, tooltipStyles, forcedColorStyles];

  @property({ attribute: false }) recorded = RecordedRanges.empty;
  /** How far seeks may go: from the retention to the server's now, or what the page bounded playback to. */
  @property({ attribute: false }) bounds: TimeRange = { start: 0, end: 0 };
  /** The server's now. */
  @property({ attribute: false }) now: UnixMs = 0;
  @property({ attribute: false }) playhead: UnixMs | null = null;
  /** Where a seek under way goes; the playhead is drawn there already. */
  @property({ attribute: false }) seekingTo: UnixMs | null = null;
  /** What is buffered. */
  @property({ attribute: false }) buffered: readonly TimeRange[] = [];
  /** What playback holds already: a seek to there lands there, be it live or not. */
  @property({ attribute: false }) seekable: readonly TimeRange[] = [];
  /** How much time is across; more than there is shows it all. */
  @property({ attribute: 'span-ms', type: Number }) spanMs = 6 * HOUR_MS;
  /** The IANA zone that times are shown in; '' is the viewer's. */
  @property({ attribute: 'display-zone' }) displayZone = '';
  @property({ type: Boolean, reflect: true }) disabled = false;

  @state() private widthPx = 0;

  #zone = '';
  #viewport: TimeRange | null = null;
  #shownViewport: TimeRange | null = null;
  #scale: TimeScale | null = null;
  #spoken: SpokenScene = this.#scene;
  #pointedAt: UnixMs | null = null;
  readonly #pointer = new PointerTrack({
    moved: () => this.#heedPoint(),
    released: (x) => this.#choose(this.#instantAt(x)),
  });
  readonly #resizes = new ResizeObserver(
    ([entry]) => (this.widthPx = Math.floor(entry?.contentRect.width ?? 0)),
  );

  override connectedCallback() {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.#pointer.forget();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('displayZone')) this.#zone = zoneOr(viewersZone(), this.displayZone);
    if (this.#isInert && this.#pointer.x !== null) this.#pointer.forget();
    // Nothing moves under a pointer, least of all what it is about to choose.
    if (!this.#viewport || this.#pointer.x === null) this.#viewport = this.#following();
    const isRtl = getComputedStyle(this).direction === 'rtl';
    this.#scale = this.#viewport && new TimeScale(this.#viewport, this.widthPx, isRtl);
    this.#spoken = spokenScene(this.#spoken, this.#scene);
  }

  protected override updated() {
    const viewport = this.#viewport;
    if (viewport && viewport !== this.#shownViewport) this.#tell('viewport-change', viewport);
    this.#shownViewport = viewport;
  }

  override render() {
    const scale = this.#scale;
    const language = languageOf(this);
    const at = this.#pointed;
    const landing = at === null ? null : landingOf(this, at);
    const content = scale
      ? html`${this.#renderRuler(scale, language)} ${this.#renderTrack(scale, at, landing)}`
      : emptyTrack();
    return html`
      ${this.#renderSlider(language, content)}
      ${
        scale && at !== null && landing
          ? tooltip(landing, at, scale, new DateFormat(language, this.#zone))
          : nothing
      }
    `;
  }

  #renderSlider(language: string, content: TemplateResult) {
    const spoken = this.#spoken;
    const zone = this.#zone;
    const { start, end } = spoken.bounds;
    return html`
      <div
        part="slider"
        role="slider"
        tabindex=${this.#isInert ? -1 : 0}
        aria-label=${WORDS.label}
        aria-orientation="horizontal"
        aria-disabled=${this.#isInert}
        aria-valuemin=${toSeconds(start)}
        aria-valuemax=${toSeconds(end)}
        aria-valuenow=${toSeconds(clampTo(spoken.bounds, spokenInstant(spoken) ?? end))}
        aria-valuetext=${guard([spoken, language, zone], () => spokenText(spoken, language, zone))}
        @pointerdown=${this.#pointer}
        @pointermove=${this.#pointer}
        @pointerup=${this.#pointer}
        @pointercancel=${this.#pointer}
        @pointerleave=${this.#pointer}
        @keydown=${this.#heedKey}
      >
        ${content}
      </div>
    `;
  }

  #renderRuler(scale: TimeScale, language: string) {
    const zone = this.#zone;
    const { viewport, widthPx, isRtl } = scale;
    return guard([viewport, widthPx, isRtl, language, zone], () => {
      const widthPxOf = textWidthPx(this);
      return ruler(ticksOf({ scale, zone, format: new TickFormat(language, zone), widthPxOf }), widthPx);
    });
  }

  #renderTrack(scale: TimeScale, pointedAt: UnixMs | null, landing: Landing | null) {
    const { recorded, bounds, now, buffered } = this;
    const playhead = (this.#pointer.isHeld ? pointedAt : null) ?? this.seekingTo ?? this.playhead;
    const marks = {
      now,
      playhead,
      pointer: this.#pointer.isHeld ? null : pointedAt,
      landing: landing?.isMoved ? landing.at : null,
    };
    return track(trackLayers({ recorded, bounds, now, buffered, playhead }, scale), marks, scale);
  }

  get #scene(): SpokenScene {
    const { recorded, bounds, now, playhead, seekingTo } = this;
    return { recorded, bounds, now, playhead, seekingTo };
  }

  /** There is nothing to seek in, or it is not to be. */
  get #isInert(): boolean {
    return this.disabled || this.bounds.end <= this.bounds.start;
  }

  /** What a click would choose. */
  get #pointed(): UnixMs | null {
    return this.#pointer.x === null ? null : this.#instantAt(this.#pointer.x);
  }

  #instantAt(x: number): UnixMs | null {
    const scale = this.#isInert ? null : this.#scale;
    return scale && clampTo(this.bounds, scale.instantAt(Math.min(Math.max(x, 0), scale.widthPx)));
  }

  #following(): TimeRange | null {
    const { bounds, now, spanMs, widthPx } = this;
    if (widthPx === 0 || bounds.end <= bounds.start) return null;
    const focus = this.seekingTo ?? this.playhead;
    return followingViewport({ before: this.#viewport, bounds, now, focus, spanMs, widthPx });
  }

  #heedPoint() {
    const at = this.#pointed;
    if (at !== this.#pointedAt) this.#tell('point', { at });
    this.#pointedAt = at;
    this.requestUpdate();
  }

  #heedKey(event: KeyboardEvent) {
    const viewport = this.#viewport;
    if (this.#isInert || !viewport) return;
    const intent = keyIntent(event, this.#scale?.isRtl ?? false, viewport.end - viewport.start);
    if (!intent || (intent.kind === 'cancel' && !this.#pointer.isHeld)) return;
    event.preventDefault();
    // What is typed counts, wherever the pointer was left; the viewport may follow again.
    this.#pointer.forget();
    if (intent.kind === 'step') this.#tell('step-request', { seconds: intent.seconds });
    if (intent.kind === 'start') this.#choose(this.bounds.start);
    if (intent.kind === 'end') this.#choose(this.bounds.end);
  }

  #choose(at: UnixMs | null) {
    if (at !== null) this.#tell('seek-request', { at });
  }

  #tell<Type extends keyof TimeShiftTimelineEventMap>(
    type: Type,
    detail: TimeShiftTimelineEventMap[Type]['detail'],
  ) {
    const event = new CustomEvent(type, { detail, bubbles: true, composed: true });
    this.dispatchEvent(event);
  }
}

const toSeconds = (at: UnixMs): number => Math.floor(at / 1000);

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-timeline': TimeShiftTimeline;
  }

  // They bubble: any element around may hear them.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface HTMLElementEventMap extends TimeShiftTimelineEventMap {}
}
