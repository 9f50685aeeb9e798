import type { PlayerIntent } from '../panels/keys/key-rows.ts';
import { findPlayerIntent } from './key-map.ts';
import { loadedKeys } from './loaded-keys.ts';
import type { PlayerCommands } from './player-commands.ts';
import type { PlayerPanels } from './player-panels.ts';

/** Carries out what a key asks of the player, and keeps the browser from acting on it as well. */
export function handleKey(event: KeyboardEvent, commands: PlayerCommands, panels: PlayerPanels): void {
  const isRtl = getComputedStyle(event.currentTarget as Element).direction === 'rtl';
  const intent = findPlayerIntent(event, isRtl);
  if (!intent) return;
  // If no panel is open, Escape is left to the browser, which leaves full screen.
  const isForBrowser = intent.kind === 'escape' && !panels.open;
  if (isForBrowser) return;
  event.preventDefault();
  const isRepeatable = intent.kind === 'step' || intent.kind === 'frame' || intent.kind === 'speed';
  if (!event.repeat || isRepeatable) carryOut(intent, commands, panels);
}

loadedKeys.handle = handleKey;

function carryOut(intent: PlayerIntent, commands: PlayerCommands, panels: PlayerPanels): void {
  switch (intent.kind) {
    case 'play-pause':
      commands.togglePlay();
      break;
    case 'step':
      commands.stepBy(intent.seconds);
      break;
    case 'frame':
      void commands.stepFrame(intent.direction);
      break;
    case 'speed':
      commands.changeRate(intent.direction);
      break;
    case 'recording':
      commands.goToRecording(intent.direction);
      break;
    case 'share':
      commands.goToShare(intent.share);
      break;
    case 'start':
      commands.goToStart();
      break;
    case 'live':
      commands.goLive();
      break;
    case 'mark-in':
      commands.mark('in');
      break;
    case 'mark-out':
      commands.mark('out');
      break;
    case 'go-to-date':
      panels.toggle('date');
      break;
    case 'keys':
      panels.toggle('keys');
      break;
    case 'escape':
      panels.close();
      break;
    case 'mute':
      commands.toggleMuted();
      break;
    case 'full-screen':
      commands.toggleFullscreen();
      break;
    case 'picture-in-picture':
      commands.togglePictureInPicture();
      break;
    case 'subtitles':
      void commands.toggleSubtitles();
      break;
  }
}
