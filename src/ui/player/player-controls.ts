import type { LitElement, TemplateResult } from 'lit';
import type { TimeShiftSession } from '../../session/session.ts';
import '../controls/control-bar.ts';
import { FrameStep } from './frame-step.ts';
import { HoverThumbnail } from './hover-thumbnail.ts';
import { claimMediaSession, releaseMediaSession } from './media-session.ts';
import type { PlayerCommands } from './player-commands.ts';
import { handleKey } from './player-keys.ts';
import type { PlayerPanels } from './player-panels.ts';
import { renderControls, type ControlledPlayer, type ControlsScene } from './render-controls.ts';

export interface ControlsOptions {
  readonly player: ControlledPlayer & LitElement;
  readonly session: TimeShiftSession;
  readonly commands: PlayerCommands;
  readonly panels: PlayerPanels;
}

/**
 * The part of the player that is loaded on demand: the control bar with its thumbnails, keys, media keys and frame
 * steps. The player creates it once its module is loaded.
 */
export class PlayerControls {
  readonly thumbnail: HoverThumbnail;

  constructor(private readonly options: ControlsOptions) {
    const { player, session, commands } = options;
    const { video } = player;
    this.thumbnail = new HoverThumbnail(player, (at, signal) => session.thumbnail(at, signal));
    commands.frames = new FrameStep(video);
    video.addEventListener('play', () => claimMediaSession(commands));
    if (!video.paused) claimMediaSession(commands);
  }

  handleKey(event: KeyboardEvent): void {
    handleKey(event, this.options.commands, this.options.panels);
  }

  render(scene: Omit<ControlsScene, keyof ControlsOptions>): TemplateResult {
    return renderControls({ ...this.options, ...scene });
  }

  /** The player has been taken from the page. */
  release(): void {
    releaseMediaSession(this.options.commands);
  }
}
