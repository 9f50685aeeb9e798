import type { LitElement, TemplateResult } from 'lit';
import type { UnixMs } from '../../core/index.ts';
import { ignoreRejection } from '../../network/ignore-rejection.ts';
import type { TimeShiftSession } from '../../session/session.ts';
import '../controls/control-bar.ts';
import { DisplayedTimes, type TimeDisplay } from './displayed-times.ts';
import type { HoverThumbnail } from './hover-thumbnail.ts';
import { loadedKeys } from './loaded-keys.ts';
import type { PlayerCommands } from './player-commands.ts';
import type { PlayerPanels } from './player-panels.ts';
import { renderControls, type ControlledPlayer, type ControlsScene } from './render-controls.ts';
import { Visibility } from './visibility.ts';

type MediaKeys = typeof import('./media-session.ts');

const noop = (): void => undefined;

export interface ControlsOptions {
  readonly player: ControlledPlayer & LitElement;
  readonly session: TimeShiftSession;
  readonly commands: PlayerCommands;
  readonly panels: PlayerPanels;
  /** Whether the controls fade out, since the viewer does not use them. */
  readonly isResting: () => boolean;
  /** The viewer has pressed the clock to copy its time. */
  readonly onCopy: () => void;
}

/**
 * The part of the player that is loaded on demand: the control bar with its times and thumbnails, and then keys, media
 * keys and frame steps. The player creates it once its module is loaded, and renders it.
 */
export class PlayerControls {
  readonly #visibility: Visibility;
  readonly #times: DisplayedTimes;
  /** Null until the viewer points at the timeline. */
  #thumbnail: HoverThumbnail | null = null;
  #mediaKeys: Promise<MediaKeys> | null = null;
  /** What the control bar was last rendered with; null before it is rendered at all. */
  #rendered: Pick<ControlsScene, 'isResting' | 'times'> | null = null;

  constructor(private readonly options: ControlsOptions) {
    const { player, session, commands } = options;
    const { video } = player;
    this.#visibility = new Visibility(player);
    this.#times = new DisplayedTimes(player, session, () => this.#timeDisplay);
    // It measures how long a frame is while the video plays, before the viewer asks for one.
    commands.frames = ignoreRejection(
      import('./frame-step.ts').then(({ FrameStep }) => new FrameStep(video)),
    );
    import('./player-keys.ts').catch(noop);
    video.addEventListener('play', () => this.#claimMediaKeys());
    if (!video.paused) this.#claimMediaKeys();
  }

  handleKey(event: KeyboardEvent): void {
    loadedKeys.handle?.(event, this.options.commands, this.options.panels);
  }

  render(): TemplateResult {
    const isResting = this.options.isResting();
    const { times } = this.#times;
    const before = this.#rendered;
    // A bar that nobody sees is rendered to fade out, and with new times for assistive technology.
    const isBarFrozen = !this.#isSeen && before?.isResting === isResting && before.times === times;
    this.#rendered = { isResting, times };
    return renderControls({
      ...this.options,
      times,
      isResting,
      isBarFrozen,
      thumbnail: this.options.player.preview === 'off' ? undefined : this.#thumbnail?.shown,
      onPoint: (at) => this.#handlePoint(at),
    });
  }

  /** Gives the media keys back. The player calls it when it leaves the page. */
  release(): void {
    this.#mediaKeys?.then(({ releaseMediaSession }) => releaseMediaSession(this.options)).catch(noop);
  }

  /** The code is loaded when playback starts. Without it, media keys do what they do for any media element. */
  #claimMediaKeys(): void {
    this.#mediaKeys = import('./media-session.ts');
    this.#mediaKeys.then(({ claimMediaSession }) => claimMediaSession(this.options)).catch(noop);
  }

  get #isSeen(): boolean {
    return !this.options.isResting() && this.#visibility.isVisible;
  }

  get #timeDisplay(): TimeDisplay {
    const { player, session, commands } = this.options;
    const { view } = commands;
    const { mode, seekingTo } = session.snapshot;
    return {
      isSeen: this.#isSeen,
      isVisible: this.#visibility.isVisible,
      pixelMs: view ? (view.end - view.start) / player.clientWidth : 0,
      seekingTo,
      isLatencyShown: mode === 'shifted' && player.end === null && player.vodEnd === null,
    };
  }

  #handlePoint(at: UnixMs | null): void {
    const { player, session } = this.options;
    session.warm(at);
    if (player.preview === 'on') ignoreRejection(this.#showThumbnail(at));
  }

  async #showThumbnail(at: UnixMs | null): Promise<void> {
    const { player, session } = this.options;
    const { HoverThumbnail } = await import('./hover-thumbnail.ts');
    this.#thumbnail ??= new HoverThumbnail(player, (wanted, signal) => session.thumbnail(wanted, signal));
    this.#thumbnail.pointAt(at);
  }
}
