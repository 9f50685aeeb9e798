import { html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TimeShiftError } from '../../core/index.ts';
import { importOnDemand } from '../../network/import-on-demand.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { SEEK_STEP_S } from '../controls/seek-step.ts';
import { DateFormat } from '../i18n/date-format.ts';
import { languageOf } from '../i18n/language.ts';
import { Localization } from '../i18n/localization.ts';
import { isZone } from '../i18n/zone.ts';
import { FrozenFrame } from './frozen-frame.ts';
import { PlayerCommands } from './player-commands.ts';
import { playerStyles } from './player-styles.ts';
import type { PlayerControls } from './player-controls.ts';
import { PlayerPanels } from './player-panels.ts';
import type { ControlledPlayer } from './render-controls.ts';
import { renderMessages, sentenceOf } from './render-messages.ts';
import { SessionHost, type GapSkip } from './session-host.ts';
import { Toast } from './toast.ts';
import { UserActivity } from './user-activity.ts';
import { rememberedVolume } from './volume-memory.ts';

/** The controls are loaded after this time even if the first picture is not there yet. */
const LOAD_CONTROLS_AFTER_MS = 1000;

/**
 * Plays a live stream of ApsaraVideo Live and scrubs back through its recording.
 *
 * @fires datechange - The wall-clock time of the picture has changed.
 * @fires modechange - `mode` has changed.
 * @fires qualitychange - `quality` or `qualities` has changed.
 * @fires recordedchange - `recorded` has changed.
 * @fires timeshiftchange - `canTimeShift` has changed.
 * @fires gapskip - Playback has skipped a gap in the recording, or a seek into a gap landed next to it: `{ from, to }`.
 * @fires markchange - The viewer has marked a beginning or an end: `{ from, to }`.
 * @fires warning - Something does not work, but playback goes on: `{ error }`.
 * @fires error - Playback cannot go on: `{ error }`.
 * @csspart video - The media element.
 * @csspart bar - The timeline and the row of controls.
 * @csspart timeline - The timeline.
 * @csspart clock - The wall-clock time of the picture.
 * @csspart message - A message or an error over the picture.
 * @cssproperty [--time-shift-accent=#4cc2ff] - The colour of what has been played and what is chosen.
 * @cssproperty [--time-shift-live=#ff4d4f] - The colour of what is live.
 */
@customElement('time-shift-player')
export class TimeShiftPlayer extends SessionHost implements ControlledPlayer {
  static override styles = [controlStyles, playerStyles];

  /** The IANA zone in which times are shown; '' is the viewer's zone. */
  @property({ attribute: 'display-zone' }) displayZone = '';
  /** Whether pointing at the timeline shows thumbnails of the stream. */
  @property() preview: 'on' | 'off' = 'on';

  readonly #localize = new Localization(this);
  readonly #toast = new Toast(this);
  readonly #activity = new UserActivity(this);
  readonly #panels = new PlayerPanels(this, (error) => this.#showLoadFailure(error));
  readonly #commands: PlayerCommands;
  readonly #frozenFrame: FrozenFrame;
  /** The controls; null until their module is loaded. */
  #controls: PlayerControls | null = null;
  #controlsTimer = 0;

  constructor() {
    super();
    const { session, video } = this;
    this.#commands = new PlayerCommands(this, session);
    this.#frozenFrame = new FrozenFrame(video);
    video.volume = rememberedVolume() ?? 1;
    session.addEventListener('switch', () => this.#frozenFrame.capture());
    session.addEventListener('change', ({ detail }) => {
      if (detail.snapshot.error) this.#loadControls();
      if (detail.snapshot.seekingTo === null) this.#frozenFrame.hide();
    });
    video.addEventListener('loadeddata', () => this.#loadControls(), { once: true });
    // `pointerenter` is not one of them: it also fires where the player appears under a pointer at rest.
    for (const type of ['pointermove', 'pointerdown', 'focusin'] as const) {
      this.addEventListener(type, () => this.#loadControls(), { once: true });
    }
    this.addEventListener('keydown', (event) => this.#controls?.handleKey(event));
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#controlsTimer = window.setTimeout(() => this.#loadControls(), LOAD_CONTROLS_AFTER_MS);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#controlsTimer);
  }

  /** @internal */
  protected override leave() {
    super.leave();
    this.#controls?.release();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    super.willUpdate(changed);
    if (changed.has('displayZone')) this.#checkZone();
  }

  /** @internal */
  protected override loadSource() {
    this.#toast.clear();
    this.#commands.clearMarks();
    super.loadSource();
  }

  /** @internal */
  protected override warn(error: TimeShiftError) {
    this.#toast.show(error.message);
    super.warn(error);
  }

  /** @internal */
  protected override reportGap(gap: GapSkip) {
    const { hole, landedAt } = gap;
    const format = this.#dateFormat;
    const [from, to, at] = [format.time(hole.start), format.time(hole.end), format.time(landedAt)];
    this.#toast.show(this.#localize.term('skippedHole', from, to, at));
    super.reportGap(gap);
  }

  #checkZone() {
    if (this.displayZone === '' || isZone(this.displayZone)) return;
    const problem = `display-zone is not an IANA time zone: "${this.displayZone}".`;
    this.warn(new TimeShiftError('invalid-request', `${problem} Times are shown in the viewer's zone.`));
  }

  /**
   * Loads the controls. That happens after the first picture, which they would delay, or as soon as the viewer moves the
   * pointer or the focus to the player.
   */
  #loadControls() {
    clearTimeout(this.#controlsTimer);
    if (this.#controls) return;
    importOnDemand(import('./player-controls.ts')).then(
      ({ PlayerControls }) => {
        this.#controls ??= new PlayerControls({
          player: this,
          session: this.session,
          commands: this.#commands,
          panels: this.#panels,
          isResting: () => this.#isResting,
          onCopy: () => this.#copyTime(),
        });
        this.requestUpdate();
      },
      (error: unknown) => this.#showLoadFailure(error),
    );
  }

  #showLoadFailure(error: unknown) {
    if (error instanceof TimeShiftError) this.#toast.show(sentenceOf(error, this.#localize));
  }

  override render() {
    const resting = this.#isResting ? 'resting' : '';
    return html`
      ${this.video} ${this.#frozenFrame.canvas}
      <div
        class="surface ${resting}"
        tabindex="-1"
        @click=${this.#handleTap}
        @dblclick=${this.#handleDoubleTap}
      ></div>
      <div class="shade ${resting}"></div>
      ${renderMessages({
        snapshot: this.session.snapshot,
        toast: this.#toast.text,
        isUnplayed: this.video.paused && this.video.played.length === 0,
        localize: this.#localize,
        dateFormat: this.#dateFormat,
        onPlay: this.#handlePlayPress,
      })}
      ${this.#controls?.render()}
    `;
  }

  get #dateFormat(): DateFormat {
    return new DateFormat(languageOf(this), this.displayZone);
  }

  /** Whether the controls fade out: the viewer is idle, and nothing on the screen waits for an answer. */
  get #isResting(): boolean {
    const { error, isWaiting } = this.session.snapshot;
    return this.#activity.isIdle && !this.video.paused && !this.#panels.open && !error && !isWaiting;
  }

  /** A click of a mouse plays or pauses; a tap of a finger shows the controls or hides them. */
  readonly #handleTap = (event: MouseEvent): void => {
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    if (this.#panels.open) this.#panels.close();
    else if (!isTouch) this.#commands.togglePlay();
    else if (!this.#activity.wasIdleBeforePress) this.#activity.endActivity();
  };

  /** A double tap of a finger seeks back on the side where time begins, and forward on the other one. */
  readonly #handleDoubleTap = (event: MouseEvent): void => {
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    const { left, width } = this.getBoundingClientRect();
    const isRight = event.clientX > left + width / 2;
    const isForward = isRight === (getComputedStyle(this).direction === 'ltr');
    if (isTouch) this.#commands.stepBy(isForward ? SEEK_STEP_S : -SEEK_STEP_S);
    else this.#commands.toggleFullscreen();
  };

  /** The pressed button disappears. Its focus moves to the picture, so that the player still receives keys. */
  readonly #handlePlayPress = () => {
    this.#commands.togglePlay();
    this.renderRoot.querySelector<HTMLElement>('.surface')?.focus();
  };

  #copyTime() {
    this.#commands.copyTime().then(
      () => this.#toast.show(this.#localize.term('copied')),
      () => this.#toast.show(this.#localize.term('notCopied')),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-shift-player': TimeShiftPlayer;
  }
}
