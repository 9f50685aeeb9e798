/** Returns the focused element within an element, through all shadow roots; the element itself if none is focused. */
export function deepActiveElement(element: HTMLElement): HTMLElement {
  const inner = element.shadowRoot?.activeElement;
  return inner instanceof HTMLElement ? deepActiveElement(inner) : element;
}
