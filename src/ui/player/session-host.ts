import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type {
  TimeFormat,
  TimeRange,
  TimeShiftError,
  TimeUnit,
  TimeZoneHours,
  UnixMs,
  Variant,
} from '../../core/index.ts';
import type { PlaybackMode } from '../../core/policy/playback-mode.ts';
import type { Authorize } from '../../network/fetcher.ts';
import { ignoreRejection } from '../../network/ignore-rejection.ts';
import type { SessionEventMap, SessionSnapshot } from '../../session/session-store.ts';
import { TimeShiftSession, type HlsClass } from '../../session/session.ts';
import { dateAttribute } from './date-attribute.ts';
import type { TimeShiftPlayerEventMap } from './player-events.ts';
import { SOURCE_PROPERTIES, toStreamSource, type SourceProperties } from './source-properties.ts';
import { VideoHost } from './video-host.ts';

/** The session's detail of a gap that playback has skipped. */
export type GapSkip = SessionEventMap['gapskip']['detail'];

/**
 * An element that plays a time-shifted stream, without any user interface: the properties that name the source, and the
 * methods, properties and events in wall-clock time. `TimeShiftPlayer` adds the controls.
 *
 * It owns the session, loads the source when the element is on the page and a source property changes, and unloads it
 * when the element leaves the page.
 */
export abstract class SessionHost extends VideoHost implements SourceProperties {
  /** The stream's conventional URL, `https://domain/app/stream.m3u8`. Its query is kept. */
  @property() src = '';
  /** The address of timeline queries. By default they go to the origin of `src`. */
  @property({ attribute: 'timeline-src' }) timelineSrc = '';
  /** The application in timeline queries. By default it is read from `src`. */
  @property() app = '';
  /** The stream's name in timeline queries. By default it is read from `src`. */
  @property() stream = '';
  /** The instant at which playback begins. */
  @property({ converter: dateAttribute }) start: Date | null = null;
  /** The instant at which playback from `start` ends, in a live-style playlist. */
  @property({ converter: dateAttribute }) end: Date | null = null;
  /** The instant at which the recording from `start` ends, in a VOD playlist. */
  @property({ attribute: 'vod-end', converter: dateAttribute }) vodEnd: Date | null = null;
  /** How many seconds behind live playback begins. It excludes `start`. */
  @property({ type: Number }) offset: number | null = null;
  /** How times are written in URLs. */
  @property({ attribute: 'time-format' }) timeFormat: TimeFormat = 'unix';
  /** The unit of times in URLs. */
  @property({ attribute: 'time-unit' }) timeUnit: TimeUnit = 's';
  /** The hours that are added to UTC in URLs, 0-9. */
  @property({ attribute: 'time-zone', type: Number }) timeZone: TimeZoneHours = 0;
  /** How many days back the server keeps the stream. */
  @property({ type: Number }) retention = 7;
  /** `windowed` plays one endless playlist that the player writes; `direct` plays the playlists of the service as they are. */
  @property() strategy: 'windowed' | 'direct' = 'windowed';
  /** Whether playback skips a gap in the recording or stops there. */
  @property() gaps: 'skip' | 'stop' = 'skip';
  /** Whether live playback that has fallen behind runs a little faster until it has caught up. */
  @property({ attribute: 'catch-up' }) catchUp: 'on' | 'off' = 'on';

  /** Signs URLs; it is called for each load. */
  @property({ attribute: false }) authorize: Authorize | undefined;
  /** The page's own hls.js. By default its light build is loaded on demand; null uses the browser's own HLS. */
  @property({ attribute: false }) Hls: HlsClass | null | undefined;

  /** @internal */
  protected readonly session: TimeShiftSession;
  #lastInstant: UnixMs | null = null;

  constructor() {
    super();
    this.session = new TimeShiftSession(this.video);
    this.session.addEventListener('change', ({ detail }) => {
      this.requestUpdate();
      this.#dispatchChanges(detail.snapshot, detail.before);
    });
    this.session.addEventListener('gapskip', ({ detail }) => this.reportGap(detail));
    this.session.addEventListener('warning', ({ detail }) => this.warn(detail.error));
    for (const type of ['timeupdate', 'seeked']) {
      this.video.addEventListener(type, () => this.#dispatchDateChange());
    }
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated && !this.session.isLoaded) this.loadSource();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    // An element that is moved within the page is connected again by then, and plays on.
    queueMicrotask(() => {
      if (!this.isConnected) this.leave();
    });
  }

  /** The wall-clock time of the picture by the server's clock, or null while it is unknown. Setting it seeks. */
  get currentDate(): Date | null {
    const at = this.session.currentInstant;
    return at === null ? null : new Date(at);
  }

  set currentDate(date: Date | null) {
    if (date) void this.seekTo(date);
  }

  /** The wall-clock time of the picture by the encoder's clock: what `EXT-X-PROGRAM-DATE-TIME` says. */
  get encoderDate(): Date | null {
    const at = this.session.encoderInstant;
    return at === null ? null : new Date(at);
  }

  /**
   * By how many milliseconds `currentDate` may be wrong: 0 where the stream itself dates the picture; null while there is
   * no picture.
   */
  get currentDateAccuracy(): number | null {
    return this.session.currentDateAccuracy;
  }

  /** The server's time; the viewer's time until the server has told its own. */
  get serverDate(): Date {
    return new Date(this.session.serverInstant);
  }

  /** How many seconds the picture is behind the server's time; NaN while the time of the picture is unknown. */
  get latency(): number {
    return (this.session.serverInstant - (this.session.currentInstant ?? NaN)) / 1000;
  }

  get mode(): PlaybackMode {
    return this.session.snapshot.mode;
  }

  /** The ranges that are known to be recorded, in epoch milliseconds and in order. */
  get recorded(): readonly TimeRange[] {
    return this.session.snapshot.recorded.ranges;
  }

  /** Whether the past can be played. It is false once the server has answered for the past with what is live. */
  get canTimeShift(): boolean {
    return this.session.snapshot.canTimeShift;
  }

  /** The URL of the playlist in use, before `authorize` has signed it. */
  get playbackUrl(): string {
    return this.session.snapshot.playbackUrl;
  }

  get error(): TimeShiftError | null {
    return this.session.snapshot.error;
  }

  /** The variants of the stream by ascending bandwidth. It is empty if there is only one, or none is known. */
  get qualities(): readonly Variant[] {
    return this.session.snapshot.qualities;
  }

  /**
   * The variant that plays; null if it is none of `qualities`. Setting it chooses a variant; setting null lets the
   * player choose by the bandwidth of the network.
   */
  get quality(): Variant | null {
    return this.session.snapshot.quality;
  }

  set quality(quality: Variant | null) {
    this.session.choose(quality);
  }

  get ended(): boolean {
    return this.session.snapshot.hasEnded;
  }

  play(): Promise<void> {
    return this.session.play();
  }

  /**
   * Shows the picture of an instant; in a gap, the picture of the next recorded instant.
   *
   * @returns the instant that is shown
   * @throws AbortError when a newer seek takes over; TimeShiftError when the instant cannot be shown
   */
  seekTo(date: Date): Promise<Date> {
    return toDate(this.session.seekTo(date.getTime()));
  }

  /** Seeks by seconds from the current position, or from the target of a seek under way. */
  seekBy(seconds: number): Promise<Date> {
    return toDate(this.session.seekBy(seconds));
  }

  /**
   * Fetches ahead what a seek to an instant needs. Null tells that it is no longer needed. Each call replaces the one
   * before.
   */
  warm(date: Date | null): void {
    this.session.warm(date?.getTime() ?? null);
  }

  goLive(): Promise<Date> {
    return toDate(this.session.goLive());
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    this.session.authorize = this.authorize;
    this.session.Hls = this.Hls;
    super.willUpdate(changed);
    // An element that has just left the page updates once more.
    if (this.isConnected && SOURCE_PROPERTIES.some((name) => changed.has(name))) this.loadSource();
  }

  /** @internal Loads what the source properties say, whatever was loaded before. */
  protected loadSource() {
    if (this.src === '') this.session.unload();
    else this.session.load(toStreamSource(this), this.autoplay);
  }

  /** @internal The element has left the page. */
  protected leave() {
    this.session.unload();
  }

  /** @internal Reports a problem that does not stop playback. */
  protected warn(error: TimeShiftError) {
    this.#dispatch('warning', { error });
  }

  /** @internal Reports that playback has skipped a gap. */
  protected reportGap({ hole }: GapSkip) {
    this.#dispatch('gapskip', { from: new Date(hole.start), to: new Date(hole.end) });
  }

  #dispatchChanges(now: SessionSnapshot, before: SessionSnapshot) {
    if (now.mode !== before.mode) this.#dispatch('modechange');
    const isOtherQuality = now.quality !== before.quality || now.qualities !== before.qualities;
    if (isOtherQuality) this.#dispatch('qualitychange');
    if (now.recorded !== before.recorded) this.#dispatch('recordedchange');
    if (now.canTimeShift !== before.canTimeShift) this.#dispatch('timeshiftchange');
    // At a `vodEnd`, the media element fires the event itself.
    if (now.hasEnded && !before.hasEnded && !this.video.ended) this.dispatchEvent(new Event('ended'));
    if (now.error && now.error !== before.error) this.#dispatch('error', { error: now.error });
  }

  #dispatchDateChange() {
    const at = this.session.currentInstant;
    if (at === null || at === this.#lastInstant) return;
    this.#lastInstant = at;
    this.#dispatch('datechange');
  }

  #dispatch(type: keyof TimeShiftPlayerEventMap, detail?: object) {
    this.dispatchEvent(detail ? new CustomEvent(type, { detail }) : new Event(type));
  }
}

const toDate = (landing: Promise<UnixMs>): Promise<Date> =>
  ignoreRejection(landing.then((at) => new Date(at)));
