import type { KeyLike } from './keyboard-layout.ts';

const rolesOf = (roles: string): string => roles.replace(/\w+/g, '[role="$&"]');

/** The types of inputs that take no text. */
const WITHOUT_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']
  .map((type) => `[type="${type}"]`)
  .join();
const MOVING_KEY = /^(?:Arrow|Page|Home$|End$)/;

/** Elements that handle keys themselves, and the keys that they handle. */
const HANDLERS: readonly { readonly selector: string; readonly handles: (key: string) => boolean }[] = [
  {
    // Text fields, lists that find their entries by the first letter, and dialogs, which are separate from the player.
    selector: `input:not(${WITHOUT_TEXT}), textarea, select, dialog, [contenteditable]:not([contenteditable="false"]), ${rolesOf('textbox, searchbox, spinbutton, combobox, listbox, menu, menubar, tree, grid, dialog, alertdialog')}`,
    handles: () => true,
  },
  {
    selector: `input:is([type="range"], [type="radio"]), ${rolesOf('slider, scrollbar, radiogroup, tablist')}`,
    handles: (key) => MOVING_KEY.test(key),
  },
  {
    selector: `button, summary, a[href], input, ${rolesOf('button, link, checkbox, switch, radio, tab, option')}`,
    handles: (key) => key === ' ' || key === 'Enter',
  },
];

/** Whether an element between the target of the event and its listener handles the key itself. */
export function isHandledInside(event: KeyLike, key: string): boolean {
  const path = event.composedPath();
  const end = event.currentTarget ? path.indexOf(event.currentTarget) : -1;
  const inside = path.slice(0, end < 0 ? undefined : end).filter((target) => target instanceof Element);
  return HANDLERS.some(
    ({ selector, handles }) => handles(key) && inside.some((element) => element.matches(selector)),
  );
}
