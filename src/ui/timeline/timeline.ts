import { LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { RecordedRanges, type TimeRange, type UnixMs } from '../../core/index.ts';
import { languageOf } from '../i18n/language.ts';
import { Localization } from '../i18n/localization.ts';
import { followButtonStyles } from './follow-button.ts';
import { type InstantPicture, PictureFrame } from './instant-picture.ts';
import { overviewStyles } from './overview.ts';
import { renderTimeline } from './render-timeline.ts';
import { type SpokenScene, spokenScene } from './spoken-value.ts';
import { TickFormat } from './ticks.ts';
import { TimeScale } from './time-scale.ts';
import { dispatchTimelineEvent, type TimeShiftTimelineEventMap } from './timeline-events.ts';
import { type InputOwner, TimelineInput } from './timeline-input.ts';
import { timelineStyles } from './timeline-styles.ts';
import { tooltipStyles } from './tooltip.ts';
import { MIN_SPAN_MS, type ViewportScene } from './viewport.ts';

const HOUR_MS = 3_600_000;

/**
 * A timeline of a live stream: time from left to right (or as the page reads), what is recorded of it, where playback is
 * and where it can go. It shows its properties and dispatches requests; the only thing that it moves by itself is its
 * own viewport.
 *
 * A drag on the track scrubs, and seeks when it is released. A drag on the ruler or the overview pans, as do two fingers
 * anywhere, which also zoom. A double click zooms in. A wheel zooms with Ctrl, Alt or Meta or while the timeline has the
 * focus, and it pans sideways or with Shift; otherwise the page scrolls. Plus and minus zoom. Page Up and Page Down go to
 * the previous and the next recording. While the overview has the focus, arrow keys pan.
 *
 * @fires {CustomEvent<SeekRequestDetail>} seek-request - The viewer chose an instant by a click, a drag, Home, End, Page Up or Page Down: `{ at }`.
 * @fires {CustomEvent<StepRequestDetail>} step-request - The viewer asked for a step with a key: `{ seconds }`.
 * @fires {CustomEvent<PointDetail>} point - The instant below the pointer, which may be chosen next: `{ at }`; null when the pointer has left.
 * @fires {CustomEvent<TimeRange>} viewport-change - The timeline shows another span of time: `{ start, end }`.
 * @csspart slider - The ruler and the track, which have the focus.
 * @csspart ticks - The line of ticks.
 * @csspart tick - The mark of a tick.
 * @csspart label - The label of a tick.
 * @csspart major - The label of a full day, hour or minute.
 * @csspart track - The bar and the marks on it.
 * @csspart future - The bar, where nothing else covers it: the future.
 * @csspart expired - The time before the first instant that seeks can reach.
 * @csspart recorded - The recordings.
 * @csspart hole - Holes: time of which nothing is recorded.
 * @csspart unknown - Time of which it is not known yet what is recorded.
 * @csspart buffered - The buffered media.
 * @csspart played - From the start of the recording to the playhead.
 * @csspart mark-in - The start that the viewer has marked.
 * @csspart mark-out - The end that the viewer has marked.
 * @csspart marked - The time between the two marks.
 * @csspart pointer - The line at the pointer.
 * @csspart landing - The instant that a click into a hole would show.
 * @csspart now - The server's time.
 * @csspart playhead - The playhead.
 * @csspart overview - The strip of all the time that seeks can reach.
 * @csspart overview-track - The bar of the overview.
 * @csspart overview-recorded - The recordings in the overview.
 * @csspart overview-unknown - Time in the overview of which it is not known yet what is recorded.
 * @csspart overview-playhead - The playhead in the overview.
 * @csspart overview-viewport - The frame around what the timeline shows.
 * @csspart follow - The button back to the playhead, which is there after the viewer has moved the timeline elsewhere.
 * @csspart tooltip - The bubble that says where a click would land.
 * @csspart note - The line of the bubble that says that nothing is recorded.
 * @csspart picture - The picture in the bubble.
 * @cssproperty [--time-shift-accent=#4cc2ff] - The colour of what has played and what is chosen.
 * @cssproperty [--time-shift-live=#ff4d4f] - The colour of live.
 * @cssproperty [--time-shift-playhead=currentColor] - The colour of the playhead.
 * @cssproperty [--time-shift-recorded] - The colour of recordings and of the hatching of holes; by default 45 % of the colour of text.
 * @cssproperty [--time-shift-track] - The colour of the empty bar; by default 10 % of the colour of text.
 * @cssproperty [--time-shift-panel=rgb(16 20 24 / 90%)] - The background of the bubble.
 */
@customElement('time-shift-timeline')
export class TimeShiftTimeline extends LitElement implements InputOwner {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles = [timelineStyles, tooltipStyles, overviewStyles, followButtonStyles];

  @property({ attribute: false }) recorded = RecordedRanges.empty;
  /** The time that seeks can reach: from the retention to the server's time, or what the page has bounded playback to. */
  @property({ attribute: false }) bounds: TimeRange = { start: 0, end: 0 };
  /** The server's time. */
  @property({ attribute: false }) now: UnixMs = 0;
  @property({ attribute: false }) playhead: UnixMs | null = null;
  /** The target of a seek under way; the playhead is already drawn there. */
  @property({ attribute: false }) seekingTo: UnixMs | null = null;
  /** The time of which media is buffered. */
  @property({ attribute: false }) buffered: readonly TimeRange[] = [];
  /** The time that the current playlist covers: a seek to there lands exactly there, even close to live. */
  @property({ attribute: false }) seekable: readonly TimeRange[] = [];
  /** The start that the viewer has marked. */
  @property({ attribute: false }) markIn: UnixMs | null = null;
  /** The end that the viewer has marked. */
  @property({ attribute: false }) markOut: UnixMs | null = null;
  /** The picture for the bubble, which shows it if it is of the right instant; null until there is one. Undefined keeps no room for it. */
  @property({ attribute: false }) picture: InstantPicture | null | undefined;
  /** How much time is shown; more than there is shows all of it. The viewer changes it, too. */
  @property({ attribute: 'span-ms', type: Number }) spanMs = 6 * HOUR_MS;
  /** The IANA zone that times are shown in; '' is the viewer's own. */
  @property({ attribute: 'display-zone' }) displayZone = '';
  @property({ type: Boolean, reflect: true }) disabled = false;

  @state() private widthPx = 0;

  readonly #localize = new Localization(this);
  readonly #input = new TimelineInput(this);
  readonly #viewport = this.#input.gestures.viewport;
  #scale: TimeScale | null = null;
  #ticks = new TickFormat('en', 'UTC');
  #spoken: SpokenScene = this.#spokenNow;
  /** The properties at the last update whose changes move the viewport. */
  #before: Pick<TimeShiftTimeline, 'seekingTo' | 'spanMs'> = { seekingTo: null, spanMs: NaN };
  #toldViewport: TimeRange | null = null;

  readonly #frame = new PictureFrame();
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
    this.#input.cancel();
  }

  /** The span of time that is shown; null while there is nothing to show. */
  get viewport(): TimeRange | null {
    return this.#viewport.range;
  }

  /** Whether the viewport moves with the playhead: until the viewer moves it, and again after `follow` or a seek. */
  get isFollowing(): boolean {
    return this.#viewport.isFollowing;
  }

  /** Returns to the playhead, and follows it from then on. */
  follow(): void {
    this.#viewport.follow();
    this.#input.cancel();
  }

  /** Shows this many times less time: 2 zooms in, 0.5 zooms out. */
  zoomBy(factor: number): void {
    const { range } = this.#viewport;
    if (range) this.showSpan((range.end - range.start) / factor);
  }

  /** Shows this much time, but at least a minute; Infinity shows all of it. */
  showSpan(spanMs: number): void {
    const availableMs = this.bounds.end - this.bounds.start;
    this.spanMs = spanMs < availableMs ? Math.max(spanMs, MIN_SPAN_MS) : Infinity;
  }

  /** @internal */
  get viewportScene(): ViewportScene {
    const { bounds, now, spanMs, widthPx } = this;
    return { bounds, now, focus: this.seekingTo ?? this.playhead, spanMs, widthPx };
  }

  /** @internal */
  get isRtl(): boolean {
    return getComputedStyle(this).direction === 'rtl';
  }

  /** @internal */
  get scale(): TimeScale | null {
    return this.#scale;
  }

  /** @internal */
  get isInert(): boolean {
    return this.disabled || this.bounds.end <= this.bounds.start;
  }

  /** @internal */
  viewportMoved(spanMs: number): void {
    this.spanMs = spanMs;
    this.requestUpdate();
  }

  protected override updated() {
    this.#tellViewport();
  }

  protected override willUpdate() {
    const { seekingTo, spanMs, widthPx } = this;
    if (this.isInert) this.#input.cancel();
    if (seekingTo !== null && seekingTo !== this.#before.seekingTo) this.#viewport.follow();
    // Nothing moves under a pointer, because the viewer is about to choose what is there.
    const mayMove = this.#input.pointer.x === null || spanMs !== this.#before.spanMs;
    if (mayMove || !this.#viewport.isWithin(this.bounds)) this.#viewport.update(this.viewportScene);
    const { range } = this.#viewport;
    this.#scale = range && TimeScale.reuse(this.#scale, range, widthPx, this.isRtl);
    this.#spoken = spokenScene(this.#spoken, this.#spokenNow);
    this.#before = { seekingTo, spanMs };
    this.#updateFormat();
  }

  #updateFormat() {
    const [language, zone] = [languageOf(this), this.displayZone];
    if (language === this.#ticks.language && zone === this.#ticks.displayZone) return;
    this.#ticks = new TickFormat(language, zone);
  }

  override render() {
    return renderTimeline({
      timeline: this,
      scale: this.#scale,
      input: this.#input,
      isInert: this.isInert,
      isFollowing: this.isFollowing,
      spoken: this.#spoken,
      ticks: this.#ticks,
      localize: this.#localize,
      frame: this.#frame,
      onFollow: () => this.#handleFollow(),
    });
  }

  get #spokenNow(): SpokenScene {
    const { recorded, bounds, now, playhead, seekingTo } = this;
    return { recorded, bounds, now, playhead, seekingTo };
  }

  #handleFollow() {
    this.follow();
    // The button disappears, and the focus must not disappear with it.
    this.renderRoot.querySelector<HTMLElement>("[part='slider']")?.focus();
  }

  #tellViewport() {
    const { range } = this.#viewport;
    if (range === this.#toldViewport) return;
    this.#toldViewport = range;
    if (range) dispatchTimelineEvent(this, 'viewport-change', range);
    this.#input.tellPoint();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-timeline': TimeShiftTimeline;
  }

  // The events bubble, so any element may listen to them.
  // oxlint-disable-next-line typescript/no-empty-object-type
  interface HTMLElementEventMap extends TimeShiftTimelineEventMap {}
}
