/** What the player needs as soon as somebody is after its controls: loaded on demand, in one. */
import '../controls/control-bar.ts';
export { heedKey } from './player-keys.ts';
export { renderControls } from './render-controls.ts';
