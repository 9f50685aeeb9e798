/** The part of a `KeyboardEvent` that decides what a key asks for. */
export type KeyLike = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'shiftKey'
  | 'altKey'
  | 'ctrlKey'
  | 'metaKey'
  | 'isComposing'
  | 'defaultPrevented'
  | 'currentTarget'
  | 'composedPath'
  | 'getModifierState'
>;

const ASCII = /^[\x20-\x7e]$/;
const ONE_CHARACTER = /^.$/u;
const DIGIT = /^\p{Nd}$/u;
/** Latin letters are not replaced: on a keyboard with a key for `é`, `2` is that key with Shift. */
const OTHER_LETTER = /^(?!\p{Script=Latin})\p{L}$/u;
/** What keys write on an American keyboard: alone, and with Shift. */
const US_SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
};

/**
 * The name of a key in the key map. This is what the key writes. On keyboards that do not write ASCII, such as Arabic,
 * Cyrillic or Greek ones, it is what the key in the same place writes on an American keyboard.
 * @see https://developer.mozilla.org/en-US/docs/Web/API/KeyboardEvent/code
 */
export function usKey({ key, code, shiftKey }: KeyLike): string {
  if (ASCII.test(key) || !ONE_CHARACTER.test(key)) return key;
  const inPlace = /^(?:Key|Digit|Numpad)(.)$/.exec(code)?.[1]?.toLowerCase();
  if (inPlace && (DIGIT.test(key) || OTHER_LETTER.test(key))) return inPlace;
  return US_SIGNS[code]?.[shiftKey ? 1 : 0] ?? key;
}

/**
 * Swaps the left and the right arrow where text runs from right to left, because time runs to the left there and an
 * arrow moves in the direction that it points in.
 */
export function mirroredKey(key: string, isRtl: boolean): string {
  if (!isRtl) return key;
  if (key.endsWith('ArrowLeft')) return key.replace('Left', 'Right');
  return key.replace('ArrowRight', 'ArrowLeft');
}
