import type { PlayerCommands } from './player-commands.ts';

const STEP_S = 10;

/** Lets a keyboard, a headset or a lock screen handle what plays; null lets it go. */
export function offerMediaSession(commands: PlayerCommands | null): void {
  if (!('mediaSession' in navigator)) return;
  const { mediaSession } = navigator;
  const stepBy = (sign: number) => (details: MediaSessionActionDetails) =>
    commands?.stepBy(sign * (details.seekOffset ?? STEP_S));
  mediaSession.metadata = commands && new MediaMetadata({ title: document.title });
  mediaSession.setActionHandler('play', commands && (() => commands.togglePlay()));
  mediaSession.setActionHandler('pause', commands && (() => commands.togglePlay()));
  mediaSession.setActionHandler('seekbackward', commands && stepBy(-1));
  mediaSession.setActionHandler('seekforward', commands && stepBy(1));
}
