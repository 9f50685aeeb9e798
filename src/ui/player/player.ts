import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  TimeShiftError,
  type TimeFormat,
  type TimeRange,
  type TimeUnit,
  type TimeZoneHours,
  type UnixMs,
  type Variant,
} from '../../core/index.ts';
import type { PlaybackMode } from '../../core/policy/playback-mode.ts';
import type { SessionSnapshot } from '../../session/session-store.ts';
import { ignoreRejection } from '../../network/ignore-rejection.ts';
import { TimeShiftSession, type HlsClass } from '../../session/session.ts';
import type { Authorize } from '../../network/fetcher.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { dateAttribute } from './date-attribute.ts';
import { DisplayedTimes, type TimeDisplay } from './displayed-times.ts';
import { DateFormat } from '../i18n/date-format.ts';
import { HeldPicture } from './held-picture.ts';
import { playIcon } from '../controls/icons.ts';
import { SEEK_STEP_S } from '../controls/seek-step.ts';
import { IdleWatch } from './idle-watch.ts';
import { languageOf } from '../i18n/language.ts';
import { leaveMediaSession, takeMediaSession } from './media-session.ts';
import { PlayerCommands } from './player-commands.ts';
import { type TimeShiftPlayerEventMap } from './player-events.ts';
import { PlayerPanels } from './player-panels.ts';
import { SOURCE_PROPERTIES, sourceOf, type SourceProperties } from './player-source.ts';
import { playerStyles } from './player-styles.ts';
import type { ControlledPlayer } from './render-controls.ts';
import { HoverThumbnail } from './hover-thumbnail.ts';
import { Toast } from './toast.ts';
import { VideoHost } from './video-host.ts';
import { Visibility } from './visibility.ts';
import { rememberedVolume } from './volume-memory.ts';
import { Words } from '../i18n/words.ts';
import { isZone } from '../i18n/zone.ts';

/** Where the picture takes long, the controls need not wait for it. */
const CONTROLS_AFTER_MS = 1000;

/**
 * Plays a live stream of ApsaraVideo Live and scrubs back through what is recorded of it.
 *
 * @fires datechange - The wall-clock time of the picture has changed.
 * @fires modechange - `mode` has changed.
 * @fires qualitychange - Another quality plays, or others are there.
 * @fires recordedchange - More is known of what is recorded.
 * @fires gapskip - Playback went on after a hole, or a seek into one landed beside it: `{ from, to }`.
 * @fires warning - Something does not work and playback goes on: `{ error }`.
 * @fires error - Playback cannot go on: `{ error }`.
 * @csspart video - The media element.
 * @csspart bar - The timeline and the row of controls.
 * @csspart timeline - The timeline.
 * @csspart clock - The wall-clock time of the picture.
 * @csspart message - What is told over the picture.
 * @cssproperty [--time-shift-accent=#4cc2ff] - What has played and what is chosen.
 * @cssproperty [--time-shift-live=#ff4d4f] - What is live.
 */
@customElement('time-shift-player')
export class TimeShiftPlayer extends VideoHost implements ControlledPlayer, SourceProperties {
  static override styles = [controlStyles, playerStyles];

  /** The stream's conventional URL, `https://domain/app/stream.m3u8`, with whatever query it has. */
  @property() src = '';
  /** Where timeline queries go; by default to the origin of `src`. */
  @property({ attribute: 'timeline-src' }) timelineSrc = '';
  /** The application in timeline queries; by default read from `src`. */
  @property() app = '';
  /** The stream's name in timeline queries; by default read from `src`. */
  @property() stream = '';
  /** Where playback begins. */
  @property({ converter: dateAttribute }) start: Date | null = null;
  /** Where playback that began at `start` ends, live-style. */
  @property({ converter: dateAttribute }) end: Date | null = null;
  /** Where the recording that begins at `start` ends. */
  @property({ attribute: 'vod-end', converter: dateAttribute }) vodEnd: Date | null = null;
  /** Seconds behind live; excludes `start`. */
  @property({ type: Number }) offset: number | null = null;
  /** How times are written in URLs. */
  @property({ attribute: 'time-format' }) timeFormat: TimeFormat = 'unix';
  @property({ attribute: 'time-unit' }) timeUnit: TimeUnit = 's';
  /** Hours added to UTC in URLs, 0-9. */
  @property({ attribute: 'time-zone', type: Number }) timeZone: TimeZoneHours = 0;
  /** The IANA zone that times are shown in; '' is the viewer's. */
  @property({ attribute: 'display-zone' }) displayZone = '';
  /** How many days back the server keeps the stream. */
  @property({ type: Number }) retention = 7;
  /** One endless playlist of our own, or each playlist as the service makes it. */
  @property() strategy: 'windowed' | 'direct' = 'windowed';
  /** What playback does at a hole. */
  @property() gaps: 'skip' | 'stop' = 'skip';
  /** Whether playback that has fallen behind live is a little faster until it is as near as before. */
  @property({ attribute: 'catch-up' }) catchUp: 'on' | 'off' = 'on';
  /** Whether pointing at the timeline shows pictures of the stream. */
  @property() preview: 'on' | 'off' = 'on';

  /** Signs URLs; called at each load. */
  @property({ attribute: false }) authorize: Authorize | undefined;
  /** The page's own hls.js; by default its light build is loaded on demand. Null: the browser's own HLS. */
  @property({ attribute: false }) Hls: HlsClass | null | undefined;

  readonly #session: TimeShiftSession;
  readonly #toast: Toast;
  readonly #held: HeldPicture;
  readonly #idle = new IdleWatch(this);
  readonly #pictures = new HoverThumbnail(this, (at, signal) => this.#session.thumbnail(at, signal));
  readonly #words = new Words(this);
  readonly #panels: PlayerPanels = new PlayerPanels(this, () => this.#tellMissing());
  readonly #commands: PlayerCommands;
  readonly #visibility = new Visibility(this);
  readonly #times: DisplayedTimes;
  /** Null until they are loaded. */
  #controls: typeof import('./player-controls.ts') | null = null;
  #controlsTimer = 0;
  #lastInstant: number | null = null;
  /** Whether the control bar was last rendered as resting; null before it is rendered at all. */
  #wasBarResting: boolean | null = null;

  constructor() {
    super();
    this.#session = this.#createSession();
    this.#commands = new PlayerCommands(this, this.#session);
    this.#times = new DisplayedTimes(this, this.#session, () => this.#timeDisplay);
    this.#held = new HeldPicture(this.video);
    this.#toast = new Toast(this);
    this.video.addEventListener('timeupdate', () => this.#tellDate());
    this.video.addEventListener('seeked', () => this.#tellDate());
    // Not `pointerenter`, which also tells of a pointer that lay where the player appears.
    for (const type of ['pointermove', 'pointerdown', 'focusin'] as const) {
      this.addEventListener(type, () => this.#bringControls(), { once: true });
    }
    this.video.addEventListener('loadeddata', () => this.#bringControls(), { once: true });
    this.video.addEventListener('play', () => takeMediaSession(this.#commands));
    this.video.volume = rememberedVolume() ?? 1;
    this.addEventListener('keydown', (event) => this.#controls?.heedKey(event, this.#commands, this.#panels));
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#load();
    this.#controlsTimer = window.setTimeout(() => this.#bringControls(), CONTROLS_AFTER_MS);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#controlsTimer);
    this.#session.unload();
    leaveMediaSession(this.#commands);
  }

  /** The wall-clock time of the picture; setting it seeks. Null where there is no picture or its time is unknown. */
  get currentDate(): Date | null {
    const at = this.#session.currentInstant;
    return at === null ? null : new Date(at);
  }

  set currentDate(date: Date | null) {
    if (date) void this.seekTo(date);
  }

  /** The server's time; the viewer's, until the server has told its own. */
  get serverDate(): Date {
    return new Date(this.#session.serverInstant);
  }

  /** Seconds from the picture to the server's time; NaN where the time of the picture is unknown. */
  get latency(): number {
    return (this.#session.serverInstant - (this.#session.currentInstant ?? NaN)) / 1000;
  }

  get mode(): PlaybackMode {
    return this.#snapshot.mode;
  }

  /** What is known to be recorded, in epoch milliseconds, in order. */
  get recorded(): readonly TimeRange[] {
    return this.#snapshot.recorded.ranges;
  }

  /** The playlist in use, as it is asked for: not signed by `authorize`. */
  get playbackUrl(): string {
    return this.#snapshot.playbackUrl;
  }

  get error(): TimeShiftError | null {
    return this.#snapshot.error;
  }

  /** What the stream comes in, from the least bandwidth to the most; none where that is one, or not known. */
  get qualities(): readonly Variant[] {
    return this.#snapshot.qualities;
  }

  /** Which of them plays; null is none of them. Setting it chooses one; null goes by what the network brings. */
  get quality(): Variant | null {
    return this.#snapshot.quality;
  }

  set quality(quality: Variant | null) {
    this.#session.choose(quality);
  }

  get ended(): boolean {
    return this.#snapshot.hasEnded;
  }

  play(): Promise<void> {
    return this.#session.play();
  }

  /**
   * Shows the picture of an instant, or of the next one that is recorded.
   *
   * @returns the instant really shown
   * @throws AbortError when a newer seek takes over; TimeShiftError when it cannot be shown
   */
  seekTo(date: Date): Promise<Date> {
    return asDate(this.#session.seekTo(date.getTime()));
  }

  /** Moves by seconds, from where playback is or is going. */
  seekBy(seconds: number): Promise<Date> {
    return asDate(this.#session.seekBy(seconds));
  }

  /** Fetches ahead what a seek to an instant needs; null when it is no longer wanted. Only the last one counts. */
  warm(date: Date | null): void {
    this.#session.warm(date?.getTime() ?? null);
  }

  goLive(): Promise<Date> {
    return asDate(this.#session.goLive());
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    this.#session.authorize = this.authorize;
    this.#session.Hls = this.Hls;
    super.willUpdate(changed);
    // An element that has been taken off the page still gets its update.
    if (this.isConnected && SOURCE_PROPERTIES.some((name) => changed.has(name))) this.#load();
    if (changed.has('displayZone')) this.#checkZone();
  }

  #checkZone() {
    if (this.displayZone === '' || isZone(this.displayZone)) return;
    const sentence = `display-zone is no IANA zone: "${this.displayZone}". Times are shown in the viewer's.`;
    this.#warn(new TimeShiftError('invalid-request', sentence));
  }

  #load() {
    this.#toast.clear();
    this.#commands.forgetMarks();
    if (this.src === '') this.#session.unload();
    else this.#session.load(sourceOf(this), this.autoplay);
  }

  /** Not before the first picture, which they would delay, unless somebody is after them. */
  #bringControls() {
    clearTimeout(this.#controlsTimer);
    if (this.#controls) return;
    import('./player-controls.ts').then(
      (controls) => {
        this.#controls = controls;
        this.requestUpdate();
      },
      () => this.#tellMissing(),
    );
  }

  #tellMissing(): void {
    this.#toast.say(this.#words.term('partMissing'));
  }

  get #snapshot(): SessionSnapshot {
    return this.#session.snapshot;
  }

  #createSession(): TimeShiftSession {
    const session = new TimeShiftSession(this.video);
    session.addEventListener('change', ({ detail }) => {
      this.requestUpdate();
      this.#tellChanges(detail.snapshot, detail.before);
    });
    session.addEventListener('gapskip', ({ detail }) => this.#tellGap(detail.hole, detail.landedAt));
    session.addEventListener('switch', () => this.#held.hold());
    session.addEventListener('warning', ({ detail }) => this.#warn(detail.error));
    return session;
  }

  #tellChanges(now: SessionSnapshot, before: SessionSnapshot) {
    if (now.mode !== before.mode) this.dispatchEvent(new Event('modechange'));
    const hasOthers = now.quality !== before.quality || now.qualities !== before.qualities;
    if (hasOthers) this.dispatchEvent(new Event('qualitychange'));
    if (now.recorded !== before.recorded) this.dispatchEvent(new Event('recordedchange'));
    // At a `vodEnd`, the media element says so itself.
    if (now.hasEnded && !before.hasEnded && !this.video.ended) this.dispatchEvent(new Event('ended'));
    if (now.error && now.error !== before.error) {
      this.#bringControls();
      this.#tell('error', { error: now.error });
    }
    if (now.seekingTo === null) this.#held.release();
  }

  #tellGap(hole: TimeRange, landedAt: number) {
    const format = this.#dateFormat;
    const [from, to, at] = [format.time(hole.start), format.time(hole.end), format.time(landedAt)];
    this.#toast.say(this.#words.term('skippedHole', from, to, at));
    this.#tell('gapskip', { from: new Date(hole.start), to: new Date(hole.end) });
  }

  #warn(error: TimeShiftError) {
    this.#toast.say(error.message);
    this.#tell('warning', { error });
  }

  #tell(type: keyof TimeShiftPlayerEventMap, detail: object) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #tellDate() {
    const at = this.#session.currentInstant;
    if (at === null || at === this.#lastInstant) return;
    this.#lastInstant = at;
    this.dispatchEvent(new Event('datechange'));
  }

  override render() {
    const { error, mode, isWaiting } = this.#snapshot;
    const resting = this.#isResting ? 'resting' : '';
    return html`
      ${this.video} ${this.#held.canvas}
      <div
        class="surface ${resting}"
        tabindex="-1"
        @click=${this.#heedTap}
        @dblclick=${this.#heedDoubleTap}
      ></div>
      <div class="shade ${resting}"></div>
      ${error ? this.#renderFailure(error) : nothing} ${isWaiting ? this.#renderWaiting() : nothing}
      ${
        this.#isUnplayed && mode !== 'idle' && !isWaiting && !error
          ? html`<button class="big-play" aria-label=${this.#words.term('play')} @click=${this.#playInstead}>
              ${playIcon}
            </button>`
          : nothing
      }
      <div class="toast" part="message" role="status">${error ? '' : this.#message}</div>
      <div class="said" role="status">${mode === 'live' ? this.#words.term('live') : ''}</div>
      ${this.#renderControls()}
    `;
  }

  /** What takes long is told in words, too. */
  #renderWaiting() {
    return html`
      <div class="waiting" role="status">
        <div class="spinner" role="img" aria-label=${this.#words.term('loading')}></div>
        <p>${this.#words.term('stillWaiting')}</p>
      </div>
    `;
  }

  /** What holds for as long as playback waits goes before what has just happened. */
  get #message(): string {
    const { silentSince, isWaiting } = this.#snapshot;
    if (silentSince === null || !isWaiting) return this.#toast.text;
    return this.#words.term('silentSince', this.#dateFormat.time(silentSince));
  }

  get #dateFormat(): DateFormat {
    return new DateFormat(languageOf(this), this.displayZone);
  }

  #renderFailure(error: TimeShiftError) {
    return html`
      <div class="failure" part="message" role="alert">
        <p>${this.#words.named('errors', error.code) ?? error.message}</p>
        <button ?hidden=${error.code === 'invalid-request'} @click=${this.#playInstead}>
          ${this.#words.term('retry')}
        </button>
      </div>
    `;
  }

  #renderControls() {
    if (!this.#controls) return nothing;
    const isResting = this.#isResting;
    // Even a bar that nobody sees is rendered once, so that it can rest.
    const isBarFrozen = !this.#areControlsSeen && this.#wasBarResting === isResting;
    this.#wasBarResting = isResting;
    return this.#controls.renderControls({
      player: this,
      session: this.#session,
      times: this.#times.times,
      isBarFrozen,
      commands: this.#commands,
      panels: this.#panels,
      isResting,
      picture: this.preview === 'off' ? undefined : this.#pictures.shown,
      onPoint: this.#pointAt,
      onCopy: this.#copyTime,
    });
  }

  /** Nobody needs the controls now. */
  get #isResting(): boolean {
    const { error, isWaiting } = this.#snapshot;
    return this.#idle.isIdle && !this.video.paused && !this.#panels.open && !error && !isWaiting;
  }

  get #areControlsSeen(): boolean {
    return this.#controls !== null && !this.#isResting && this.#visibility.isVisible;
  }

  get #timeDisplay(): TimeDisplay {
    const { view } = this.#commands;
    const { mode, seekingTo } = this.#snapshot;
    return {
      isSeen: this.#areControlsSeen,
      pixelMs: view ? (view.end - view.start) / this.clientWidth : 0,
      seekingTo,
      isLatencyShown: mode === 'shifted' && this.end === null && this.vodEnd === null,
    };
  }

  /** Nothing has been played yet, and nothing will be before somebody asks for it. */
  get #isUnplayed(): boolean {
    return this.video.paused && this.video.played.length === 0;
  }

  /** A finger brings the controls first, and takes them away again. */
  #heedTap(event: MouseEvent) {
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    if (this.#panels.open) this.#panels.close();
    else if (!isTouch) this.#commands.togglePlay();
    else if (!this.#idle.wasIdle) this.#idle.rest();
  }

  /** The button goes, and the focus would go with it: then the player would hear no more keys. */
  #playInstead() {
    this.#commands.togglePlay();
    this.renderRoot.querySelector<HTMLElement>('.surface')?.focus();
  }

  /** Of a finger: back or forward, by the side that it is on. */
  #heedDoubleTap(event: MouseEvent) {
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    const { left, width } = this.getBoundingClientRect();
    const isRight = event.clientX > left + width / 2;
    const isForward = isRight === (getComputedStyle(this).direction === 'ltr');
    if (isTouch) this.#commands.stepBy(isForward ? SEEK_STEP_S : -SEEK_STEP_S);
    else this.#commands.toggleFullscreen();
  }

  readonly #pointAt = (at: UnixMs | null) => {
    this.#session.warm(at);
    if (this.preview === 'on') this.#pictures.pointAt(at);
  };

  readonly #copyTime = () => {
    this.#commands.copyTime().then(
      () => this.#toast.say(this.#words.term('copied')),
      () => this.#toast.say(this.#words.term('notCopied')),
    );
  };
}

const asDate = (landing: Promise<UnixMs>): Promise<Date> =>
  ignoreRejection(landing.then((at) => new Date(at)));

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-player': TimeShiftPlayer;
  }
}
