import { html, type TemplateResult } from 'lit';

/** What is printed on keys that write nothing. */
const PRINTED: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };
/** More than so many keys are told as from the first to the last. */
const MAX_KEYS = 2;

/**
 * The keys of a row, such as `Shift` `←` `→`: what is held with all of them stands in front once. Said by name where a
 * sign would be read as something else.
 */
export function keyCaps(combinations: readonly string[], nameOf: (key: string) => string | undefined) {
  // Brackets and comparisons are not mirrored: they are what the key writes.
  const cap = (key = ''): TemplateResult => {
    const name = nameOf(key) ?? key.toUpperCase();
    const printed = PRINTED[key];
    return printed
      ? html`<kbd dir="ltr"><span aria-hidden="true">${printed}</span><span class="said">${name}</span></kbd>`
      : html`<kbd dir="auto">${name}</kbd>`;
  };
  const [held, ...keys] = heldAndKeys(combinations);
  const caps = keys.length > MAX_KEYS ? [cap(keys[0]), '–', cap(keys.at(-1))] : keys.map(cap);
  const all = held ? [cap(held), ...caps] : caps;
  return all.flatMap((part) => [part, ' ']);
}

function heldAndKeys(combinations: readonly string[]): (string | undefined)[] {
  const split = combinations.map((combination) => combination.split('+'));
  const held = split[0] && split[0].length > 1 ? split[0][0] : undefined;
  return [held, ...split.map((parts) => parts.at(-1))];
}
