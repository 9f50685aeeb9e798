/** The part of the player that is loaded on demand: the control bar, and what draws it and handles its keys. */
import '../controls/control-bar.ts';
export { handleKey } from './player-keys.ts';
export { renderControls } from './render-controls.ts';
