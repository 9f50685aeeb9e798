/** What has the focus in an element, however deep; the element itself where nothing has. */
export function focusedIn(element: HTMLElement): HTMLElement {
  const inner = element.shadowRoot?.activeElement;
  return inner instanceof HTMLElement ? focusedIn(inner) : element;
}
