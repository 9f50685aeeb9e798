import type { PlayerCommands } from './player-commands.ts';
import { SEEK_STEP_S } from '../controls/seek-step.ts';

/** Who has it: of several players on a page the one that has begun to play last. */
let owner: PlayerCommands | null = null;

/** Lets a keyboard, a headset or a lock screen handle what plays. */
export function takeMediaSession(commands: PlayerCommands): void {
  if (!('mediaSession' in navigator)) return;
  owner = commands;
  const stepBy = (sign: number) => (details: MediaSessionActionDetails) =>
    commands.stepBy(sign * (details.seekOffset ?? SEEK_STEP_S));
  navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
  handle({
    play: () => commands.play(),
    pause: () => commands.pause(),
    seekbackward: stepBy(-1),
    seekforward: stepBy(1),
  });
}

export function leaveMediaSession(commands: PlayerCommands): void {
  if (owner !== commands) return;
  owner = null;
  navigator.mediaSession.metadata = null;
  handle({ play: null, pause: null, seekbackward: null, seekforward: null });
}

function handle(handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler | null>>): void {
  for (const [action, handler] of Object.entries(handlers)) {
    navigator.mediaSession.setActionHandler(action as MediaSessionAction, handler);
  }
}
