/** The language of an element's surroundings, also across shadow roots; else the viewer's. */
export function languageOf(element: Element): string {
  let at: Element | undefined = element;
  while (at) {
    const labelled: HTMLElement | null = at.closest<HTMLElement>('[lang]');
    if (labelled && isLanguage(labelled.lang)) return labelled.lang;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  // Some browsers say `en-US@posix`, which is none.
  return isLanguage(navigator.language)
    ? navigator.language
    : new Intl.DateTimeFormat().resolvedOptions().locale;
}

/** Intl throws at what is no language tag, and pages write all sorts of things there. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1 && tag !== '';
  } catch {
    return false;
  }
}
