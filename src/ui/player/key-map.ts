import { isHandledInside } from '../panels/keys/handled-inside.ts';
import { KEY_ROWS, type PlayerIntent } from '../panels/keys/key-rows.ts';
import { type KeyLike, mirroredKey, usKey } from '../panels/keys/keyboard-layout.ts';

const INTENTS = new Map(KEY_ROWS.flatMap(({ intents }) => Object.entries(intents)));

/**
 * Finds what a key asks of the player. Returns null if the key is none of the player's, or if it belongs to the
 * browser, to a text field or to the control that has the focus.
 */
export function findPlayerIntent(event: KeyLike, isRtl: boolean): PlayerIntent | null {
  const isTaken = event.defaultPrevented || event.isComposing || isBrowserShortcut(event);
  const key = usKey(event);
  if (isTaken || isHandledInside(event, key)) return null;
  return INTENTS.get(mirroredKey(addModifiers(event, key), isRtl)) ?? null;
}

const isBrowserShortcut = (event: KeyLike): boolean =>
  event.ctrlKey || event.metaKey || event.getModifierState('AltGraph');

/** `Alt+ArrowLeft`, `Shift+k`. Signs get no `Shift+`, since some keyboards need Shift to type them and others do not. */
function addModifiers({ altKey, shiftKey }: KeyLike, key: string): string {
  const isSign = /^[!-@[-`{-~]$/.test(key);
  const name = key.length === 1 ? key.toLowerCase() : key;
  return `${altKey ? 'Alt+' : ''}${shiftKey && !isSign ? 'Shift+' : ''}${name}`;
}
