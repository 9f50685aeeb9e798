/** Keeps the focus among these elements, the first one after the last, as in every modal dialog. */
export function tabRing(event: KeyboardEvent, stops: readonly HTMLElement[], focused: Element | null): void {
  const [leaving, entering] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (event.key !== 'Tab' || focused !== leaving) return;
  event.preventDefault();
  entering?.focus();
}
