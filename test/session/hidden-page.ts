/** Makes `document.hidden` say that the page is hidden or shown, until {@link unhidePage}. */
export function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

export const unhidePage = (): boolean => Reflect.deleteProperty(document, 'hidden');
