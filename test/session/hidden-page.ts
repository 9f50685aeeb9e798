/** Hides the page from what looks at `document.hidden`, or shows it; {@link unhidePage} leaves that to the browser again. */
export function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

export const unhidePage = (): boolean => Reflect.deleteProperty(document, 'hidden');
