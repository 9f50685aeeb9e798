import type { KeyLike } from './key-like.ts';

const rolesOf = (roles: string): string => roles.replace(/\w+/g, '[role="$&"]');

/** Inputs that nothing is written into. */
const NO_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']
  .map((type) => `[type="${type}"]`)
  .join();
const MOVES = /^(?:Arrow|Page|Home$|End$)/;

/** Elements that handle keys themselves, and which ones. */
const HANDLERS: readonly { readonly selector: string; readonly handles: (key: string) => boolean }[] = [
  {
    // Where something is written, and what finds its entries by their first letter or is a world of its own.
    selector: `input:not(${NO_TEXT}), textarea, select, dialog, [contenteditable]:not([contenteditable="false"]), ${rolesOf('textbox, searchbox, spinbutton, combobox, listbox, menu, menubar, tree, grid, dialog, alertdialog')}`,
    handles: () => true,
  },
  {
    selector: `input:is([type="range"], [type="radio"]), ${rolesOf('slider, scrollbar, radiogroup, tablist')}`,
    handles: (key) => MOVES.test(key),
  },
  {
    selector: `button, summary, a[href], input, ${rolesOf('button, link, checkbox, switch, radio, tab, option')}`,
    handles: (key) => key === ' ' || key === 'Enter',
  },
];

/** Whether an element that the event comes through, below the one that listens, handles the key itself. */
export function isHandledInside(event: KeyLike, key: string): boolean {
  const path = event.composedPath();
  const end = event.currentTarget ? path.indexOf(event.currentTarget) : -1;
  const inside = path.slice(0, end < 0 ? undefined : end).filter((target) => target instanceof Element);
  return HANDLERS.some(
    ({ selector, handles }) => handles(key) && inside.some((element) => element.matches(selector)),
  );
}
