import type { KeyLike } from './key-like.ts';

const ASCII = /^[\x20-\x7e]$/;
const ONE_SIGN = /^.$/u;
const DIGIT = /^\p{Nd}$/u;
/** Latin ones are left alone: where `é` is written, `2` is with Shift. */
const OTHER_LETTER = /^(?!\p{Script=Latin})\p{L}$/u;
/** Alone, and with Shift. */
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
};

/**
 * What a key writes; where that is no ASCII, as on Arabic, Cyrillic or Greek keyboards, what the key in its place writes
 * on an American one.
 * @see https://developer.mozilla.org/en-US/docs/Web/API/KeyboardEvent/code
 */
export function usKey({ key, code, shiftKey }: KeyLike): string {
  if (ASCII.test(key) || !ONE_SIGN.test(key)) return key;
  const inPlace = /^(?:Key|Digit|Numpad)(.)$/.exec(code)?.[1]?.toLowerCase();
  if (inPlace && (DIGIT.test(key) || OTHER_LETTER.test(key))) return inPlace;
  return SIGNS[code]?.[shiftKey ? 1 : 0] ?? key;
}
