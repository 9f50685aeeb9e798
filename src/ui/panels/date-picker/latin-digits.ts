const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** As on Arabic and on Persian keyboards, whichever digits the browser itself writes for the language. */
const OTHERS = ['ar-u-nu-arab', 'fa-u-nu-arabext'];

/** Digits of the language as `0` to `9`, and nothing of what only says in which direction a text runs. */
export function withLatinDigits(text: string, language: string): string {
  const latinOf = new Map([...OTHERS, language].flatMap(digitsOf));
  return text.replace(/\p{Bidi_Control}/gu, '').replace(/\p{Nd}/gu, (digit) => latinOf.get(digit) ?? digit);
}

function digitsOf(language: string): [string, string][] {
  const numbers = new Intl.NumberFormat(language);
  return DIGITS.map((digit) => [numbers.format(digit), String(digit)]);
}
