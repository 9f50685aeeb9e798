import type { PlayerCommands } from './player-commands.ts';
import type { PlayerPanels } from './player-panels.ts';

/** The code of the keys enters itself here once it is loaded, as a custom element defines itself. */
export const loadedKeys: {
  handle?: (event: KeyboardEvent, commands: PlayerCommands, panels: PlayerPanels) => void;
} = {};
