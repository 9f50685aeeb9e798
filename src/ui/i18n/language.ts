/**
 * Returns the language of an element: the `lang` of its nearest ancestor that has a valid one, also through shadow
 * roots, or else the language of the browser.
 */
export function languageOf(element: Element): string {
  let at: Element | undefined = element;
  while (at) {
    const labelled: HTMLElement | null = at.closest<HTMLElement>('[lang]');
    if (labelled && isLanguageTag(labelled.lang)) return labelled.lang;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  // Some browsers report `en-US@posix`, which is not a valid tag.
  return isLanguageTag(navigator.language)
    ? navigator.language
    : new Intl.DateTimeFormat().resolvedOptions().locale;
}

/** Intl throws a RangeError for an invalid tag, and pages may have any text as `lang`. */
function isLanguageTag(tag: string): boolean {
  try {
    return Boolean(Intl.getCanonicalLocales(tag));
  } catch {
    return false;
  }
}
