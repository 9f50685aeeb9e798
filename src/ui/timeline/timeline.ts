import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { clampTo, RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import { languageOf } from '../i18n/language.ts';
import { followIcon } from './follow-icon.ts';
import { forcedColorStyles } from './forced-color-styles.ts';
import { Formats } from './formats.ts';
import { type InstantPicture, PictureFrame } from './instant-picture.ts';
import { keyIntent } from './key-intent.ts';
import { type Landing, landingOf } from './landing.ts';
import type { ViewScene } from './moving-view.ts';
import { nextBeginning, previousBeginning } from './neighbour.ts';
import { overviewStyles } from './overview-styles.ts';
import { emptyOverview, Overview } from './overview.ts';
import { PointerTrack } from './pointer-track.ts';
import { ruler } from './ruler.ts';
import { type SpokenScene, spokenInstant, spokenScene, spokenText } from './spoken-value.ts';
import { textWidthPx } from './text-width.ts';
import { ticksOf } from './ticks.ts';
import { TimeScale } from './time-scale.ts';
import type { TimeShiftTimelineEventMap } from './timeline-events.ts';
import { timelineStyles } from './timeline-styles.ts';
import { tooltip } from './tooltip.ts';
import { tooltipStyles } from './tooltip-styles.ts';
import { emptyTrack, track, TRACK_HEIGHT_PX } from './track.ts';
import { trackLayers } from './track-layers.ts';
import { type PinchEvent, ViewGestures, type ViewOwner } from './view-gestures.ts';
import { MIN_SPAN_MS } from './viewport.ts';
import { Localization } from '../i18n/localization.ts';
import { viewersZone, zoneOr } from '../i18n/zone.ts';

const HOUR_MS = 3_600_000;
const DOUBLE_ZOOM = 4;

/**
 * Time from left to right (or as the page reads), with what is recorded of it, where playback is and where it can go.
 * It shows what its properties say and asks for what the viewer wants; it moves nothing but its own view.
 *
 * A drag on the track scrubs, and is committed when it is let go of; a drag on the ruler or the overview pans, as do
 * two fingers anywhere, which zoom as well. A double click zooms in. A wheel zooms with Ctrl, Alt or Meta, or while the
 * timeline has the focus, and pans sideways or with Shift; else the page scrolls. Plus and minus zoom, Page Up and Page
 * Down go to the recording before and after, and the overview, focused, pans by arrows.
 *
 * @fires {CustomEvent<SeekRequestDetail>} seek-request - An instant was chosen by a click, a drag, Home, End or Page Up and Down: `{ at }`.
 * @fires {CustomEvent<StepRequestDetail>} step-request - A key asked for a step: `{ seconds }`.
 * @fires {CustomEvent<PointDetail>} point - What may be chosen next: `{ at }`; null when the pointer has left.
 * @fires {CustomEvent<TimeRange>} viewport-change - What is in view: `{ start, end }`.
 * @csspart slider - The ruler and the track, which have the focus.
 * @csspart ticks - The line of ticks.
 * @csspart tick - The mark of a tick.
 * @csspart label - The label of a tick.
 * @csspart major - A label of a full day, hour or minute.
 * @csspart track - The bar and what stands on it.
 * @csspart future - The bar where there is nothing to go to yet.
 * @csspart expired - Before there is anything to go to.
 * @csspart recorded - What is recorded.
 * @csspart hole - Where nothing is recorded.
 * @csspart unknown - Where it is not known yet what is recorded.
 * @csspart buffered - What is buffered.
 * @csspart played - From the beginning of the recording to the playhead.
 * @csspart mark-in - Where the viewer marked a beginning.
 * @csspart mark-out - Where the viewer marked an end.
 * @csspart marked - What is between the two.
 * @csspart pointer - Where the pointer is.
 * @csspart landing - Where a click into a hole would land.
 * @csspart now - The server's time.
 * @csspart playhead - Where playback is.
 * @csspart overview - All that there is to go to, and what is in view of it.
 * @csspart overview-track - Its bar.
 * @csspart overview-recorded - What is recorded of it.
 * @csspart overview-unknown - Where it is not known yet.
 * @csspart overview-playhead - Where playback is in it.
 * @csspart overview-viewport - What is in view of it.
 * @csspart follow - The button back to the playhead, after the viewer has moved elsewhere.
 * @csspart tooltip - The bubble that says where a click would land.
 * @csspart note - Its line on holes.
 * @csspart picture - Its picture.
 * @cssproperty [--time-shift-accent=#4cc2ff] - What has played and what is chosen.
 * @cssproperty [--time-shift-live=#ff4d4f] - What is live.
 * @cssproperty [--time-shift-playhead=currentColor] - The playhead.
 * @cssproperty [--time-shift-recorded] - What is recorded, and the hatching of holes: 45 % of the colour of the text.
 * @cssproperty [--time-shift-track] - The bar where there is nothing: 10 % of it.
 * @cssproperty [--time-shift-panel=rgb(16 20 24 / 90%)] - The bubble.
 */
@customElement('time-shift-timeline')
export class TimeShiftTimeline extends LitElement implements ViewOwner {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles = [timelineStyles, tooltipStyles, overviewStyles, forcedColorStyles];

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
  /** Where the viewer marked a beginning. */
  @property({ attribute: false }) markIn: UnixMs | null = null;
  /** Where the viewer marked an end. */
  @property({ attribute: false }) markOut: UnixMs | null = null;
  /** What the bubble shows, if it is of the instant that it tells; null until there is one. Undefined keeps no room. */
  @property({ attribute: false }) picture: InstantPicture | null | undefined;
  /** How much time is across; more than there is shows it all. The viewer changes it, too. */
  @property({ attribute: 'span-ms', type: Number }) spanMs = 6 * HOUR_MS;
  /** The IANA zone that times are shown in; '' is the viewer's. */
  @property({ attribute: 'display-zone' }) displayZone = '';
  @property({ type: Boolean, reflect: true }) disabled = false;

  @state() private widthPx = 0;

  readonly #words = new Localization(this);
  readonly #gestures = new ViewGestures(this);
  readonly #view = this.#gestures.view;
  #formats = new Formats('en', 'UTC');
  #shownViewport: TimeRange | null = null;
  #scale: TimeScale | null = null;
  #spoken: SpokenScene = this.#scene;
  #pointedAt: UnixMs | null = null;
  readonly #frame = new PictureFrame();
  readonly #pointer = new PointerTrack({
    isToScrub: ({ currentTarget, clientY }) =>
      clientY >= (currentTarget as Element).getBoundingClientRect().bottom - TRACK_HEIGHT_PX,
    moved: () => {
      this.#tellPoint();
      this.requestUpdate();
    },
    chosen: (x) => this.#choose(this.#instantAt(x)),
    doubled: (x) => this.#gestures.zoomAt(DOUBLE_ZOOM, x),
    gripped: () => this.#gestures.grip(),
    dragged: (fingers) => this.#isInert || this.#gestures.drag(fingers),
    flung: (pxPerMs) => this.#gestures.fling(pxPerMs),
  });
  readonly #overview = new Overview({
    panned: (viewport) => {
      this.#gestures.stop();
      this.#gestures.show(viewport, true);
    },
    zoomed: (zoom) => this.zoomBy(zoom),
  });
  readonly #resizes = new ResizeObserver(
    ([entry]) => (this.widthPx = Math.floor(entry?.contentRect.width ?? 0)),
  );

  constructor() {
    super();
    // Not passive, for the page is not to scroll or zoom as well.
    for (const type of ['wheel', 'gesturestart', 'gesturechange']) {
      this.addEventListener(type, (event) => this.#heedTurn(event), { passive: false });
    }
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.#gestures.stop();
    this.#pointer.forget();
  }

  /** What is in view; null while there is nothing to show. */
  get viewport(): TimeRange | null {
    return this.#view.range;
  }

  /** Whether the view goes with the playhead: until the viewer pans, and again after `follow` or a seek. */
  get isFollowing(): boolean {
    return this.#view.isFollowing;
  }

  /** Goes back to the playhead, and with it. */
  follow(): void {
    this.#gestures.stop();
    this.#view.follow();
    this.#pointer.forget();
  }

  /** Shows so many times less time: 2 zooms in, 0.5 out. */
  zoomBy(factor: number): void {
    const range = this.#view.range;
    if (range) this.showSpan((range.end - range.start) / factor);
  }

  /** Shows so much time, but at least a minute; Infinity shows it all. */
  showSpan(spanMs: number): void {
    const availableMs = this.bounds.end - this.bounds.start;
    this.spanMs = spanMs < availableMs ? Math.max(spanMs, MIN_SPAN_MS) : Infinity;
  }

  /** @internal */
  get viewScene(): ViewScene {
    const { bounds, now, spanMs, widthPx } = this;
    return { bounds, now, focus: this.seekingTo ?? this.playhead, spanMs, widthPx };
  }

  /** @internal */
  get isRtl(): boolean {
    return getComputedStyle(this).direction === 'rtl';
  }

  /** @internal */
  viewMoved(spanMs: number): void {
    this.spanMs = spanMs;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    this.#chooseFormats(changed.has('displayZone'));
    if (this.#isInert && (this.#pointer.x !== null || this.#pointer.isHeld)) this.#pointer.forget();
    if (changed.has('seekingTo') && this.seekingTo !== null) this.#view.follow();
    // Nothing moves under a pointer, least of all what it is about to choose.
    const mayMove = this.#pointer.x === null || changed.has('spanMs');
    if (!this.#view.range || mayMove) this.#view.update(this.viewScene);
    const { range } = this.#view;
    this.#scale = range && new TimeScale(range, this.widthPx, this.isRtl);
    this.#spoken = spokenScene(this.#spoken, this.#scene);
  }

  #chooseFormats(isOtherZone: boolean) {
    const language = languageOf(this);
    const zone = isOtherZone ? zoneOr(viewersZone(), this.displayZone) : this.#formats.zone;
    if (language !== this.#formats.language || isOtherZone) this.#formats = new Formats(language, zone);
  }

  protected override updated() {
    const { range } = this.#view;
    if (range === this.#shownViewport) return;
    this.#shownViewport = range;
    if (range) this.#tell('viewport-change', range);
    this.#tellPoint();
  }

  override render() {
    const scale = this.#scale;
    const at = this.#pointed;
    const landing = at === null ? null : landingOf(this, at);
    const content = scale
      ? html`${this.#renderRuler(scale)} ${this.#renderTrack(scale, at, landing)}`
      : emptyTrack();
    return html`
      ${this.#renderSlider(content)} ${scale ? this.#renderOverview(scale) : emptyOverview}
      ${this.#renderFollow()}
      ${scale && at !== null && landing ? this.#renderTooltip(landing, at, scale) : nothing}
    `;
  }

  #renderSlider(content: TemplateResult) {
    const spoken = this.#spoken;
    const { language, zone } = this.#formats;
    const { start, end } = spoken.bounds;
    return html`
      <div
        part="slider"
        role="slider"
        tabindex=${this.#isInert ? -1 : 0}
        aria-label=${this.#words.term('seek')}
        aria-orientation="horizontal"
        aria-disabled=${this.#isInert}
        aria-valuemin=${toSeconds(start)}
        aria-valuemax=${toSeconds(end)}
        aria-valuenow=${toSeconds(clampTo(spoken.bounds, spokenInstant(spoken) ?? end))}
        aria-valuetext=${guard([spoken, language, zone, this.#words.term('isRecorded')], () =>
          spokenText(spoken, language, zone, (word) => this.#words.term(word)),
        )}
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

  #renderRuler(scale: TimeScale) {
    const { viewport, widthPx, isRtl } = scale;
    const formats = this.#formats;
    return guard([viewport, widthPx, isRtl, formats], () => {
      const { zone, ticks: format } = formats;
      return ruler(ticksOf({ scale, zone, format, widthPxOf: textWidthPx(this) }), widthPx);
    });
  }

  #renderTrack(scale: TimeScale, pointedAt: UnixMs | null, landing: Landing | null) {
    const { recorded, bounds, now, buffered } = this;
    const { isScrubbing } = this.#pointer;
    const playhead = (isScrubbing ? pointedAt : null) ?? this.seekingTo ?? this.playhead;
    const marks = {
      now,
      playhead,
      in: this.markIn,
      out: this.markOut,
      pointer: isScrubbing ? null : pointedAt,
      landing: landing?.isMoved ? landing.at : null,
    };
    return track(trackLayers({ recorded, bounds, now, buffered, playhead }, scale), marks, scale);
  }

  #renderOverview(scale: TimeScale) {
    const { viewport, widthPx, isRtl } = scale;
    const { recorded, bounds } = this;
    return this.#overview.render({
      recorded,
      bounds,
      viewport,
      playhead: this.viewScene.focus,
      widthPx,
      isRtl,
      isInert: this.#isInert,
      label: this.#words.term('overview'),
      format: this.#formats.dates,
    });
  }

  #renderFollow() {
    if (this.isFollowing || this.#isInert) return nothing;
    const label = this.#words.term('followPlayhead');
    return html`<button part="follow" aria-label=${label} title=${label} @click=${this.#heedFollow}>
      ${followIcon}
    </button>`;
  }

  #renderTooltip(landing: Landing, pointedAt: UnixMs, scale: TimeScale) {
    const { picture, bounds } = this;
    const shownAt = landing.at ?? bounds.end;
    return tooltip({
      landing,
      pointedAt,
      scale,
      format: this.#formats.dates,
      words: this.#words,
      isTouch: this.#pointer.isTouch,
      frame: picture === undefined ? null : this.#frame.show(picture, shownAt, scale.pixelMs),
    });
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

  #tellPoint() {
    const at = this.#pointed;
    if (at !== this.#pointedAt) this.#tell('point', { at });
    this.#pointedAt = at;
  }

  #heedTurn(event: Event) {
    if (this.#isInert || !this.#scale) return;
    const x = (event as MouseEvent).clientX - this.getBoundingClientRect().left;
    const hasFocus = Boolean(this.shadowRoot?.activeElement);
    if (event instanceof WheelEvent) this.#gestures.turn(event, x, hasFocus);
    else if (!this.#pointer.isHeld) this.#gestures.pinch(event as PinchEvent, x);
    else event.preventDefault();
  }

  #heedFollow() {
    this.follow();
    // The button goes, and the focus would go with it.
    this.renderRoot.querySelector<HTMLElement>("[part='slider']")?.focus();
  }

  #heedKey(event: KeyboardEvent) {
    if (this.#isInert || !this.#view.range) return;
    const intent = keyIntent(event, this.#scale?.isRtl ?? false);
    if (!intent || (intent.kind === 'cancel' && !this.#pointer.isHeld)) return;
    event.preventDefault();
    // What is typed counts, wherever the pointer was left; the viewport may follow again.
    this.#pointer.forget();
    this.#gestures.stop();
    if (intent.kind === 'step') this.#tell('step-request', { seconds: intent.seconds });
    else if (intent.kind === 'zoom') this.zoomBy(intent.zoom);
    else if (intent.kind !== 'cancel') this.#choose(this.#goalOf(intent.kind));
  }

  #goalOf(key: 'start' | 'end' | 'previous' | 'next'): UnixMs | null {
    const { recorded, bounds, viewScene, now } = this;
    if (key === 'start' || key === 'end') return bounds[key];
    const from = viewScene.focus ?? now;
    return (key === 'next' ? nextBeginning : previousBeginning)(recorded, bounds, from);
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
