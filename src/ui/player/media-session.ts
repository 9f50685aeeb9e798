import { SEEK_STEP_S } from '../controls/seek-step.ts';
import type { PlayerCommands } from './player-commands.ts';

/** The player that media keys control: among several on a page, the one that started playing last. */
let owner: PlayerCommands | null = null;

/** Lets the media keys of a keyboard, a headset or a lock screen control a player. */
export function claimMediaSession(commands: PlayerCommands): void {
  if (!('mediaSession' in navigator)) return;
  owner = commands;
  const stepBy = (sign: number) => (details: MediaSessionActionDetails) =>
    commands.stepBy(sign * (details.seekOffset ?? SEEK_STEP_S));
  navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
  setActionHandlers({
    play: () => commands.play(),
    pause: () => commands.pause(),
    seekbackward: stepBy(-1),
    seekforward: stepBy(1),
  });
}

/** Takes the media keys from a player, unless another player has claimed them since. */
export function releaseMediaSession(commands: PlayerCommands): void {
  if (owner !== commands) return;
  owner = null;
  navigator.mediaSession.metadata = null;
  setActionHandlers({ play: null, pause: null, seekbackward: null, seekforward: null });
}

function setActionHandlers(
  handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler | null>>,
): void {
  for (const [action, handler] of Object.entries(handlers)) {
    navigator.mediaSession.setActionHandler(action as MediaSessionAction, handler);
  }
}
