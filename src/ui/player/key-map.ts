import { isHandledInside } from '../panels/keys/handled-inside.ts';
import { KEY_ROWS, type PlayerIntent } from '../panels/keys/key-rows.ts';
import { type KeyLike, mirroredKey, usKey } from '../panels/keys/keyboard-layout.ts';

const INTENTS = new Map(KEY_ROWS.flatMap(({ intents }) => Object.entries(intents)));

/**
 * What a key asks of the player that listens for it; null where it asks for nothing, or is for something else: the
 * browser, a text that is written, or the control that has the focus.
 */
export function playerIntent(event: KeyLike, isRtl: boolean): PlayerIntent | null {
  const isTaken = event.defaultPrevented || event.isComposing || isOfBrowser(event);
  const key = usKey(event);
  if (isTaken || isHandledInside(event, key)) return null;
  return INTENTS.get(mirroredKey(withModifiers(event, key), isRtl)) ?? null;
}

const isOfBrowser = (event: KeyLike): boolean =>
  event.ctrlKey || event.metaKey || event.getModifierState('AltGraph');

/** `Alt+ArrowLeft`, `Shift+k`; signs are as they are written, wherever Shift is needed for them. */
function withModifiers({ altKey, shiftKey }: KeyLike, key: string): string {
  const isSign = /^[!-@[-`{-~]$/.test(key);
  const name = key.length === 1 ? key.toLowerCase() : key;
  return `${altKey ? 'Alt+' : ''}${shiftKey && !isSign ? 'Shift+' : ''}${name}`;
}
