/** Whether an element is in full screen, also within the shadow root of another element. */
export const isFullScreen = (element: Element): boolean =>
  (element.getRootNode() as Document | ShadowRoot).fullscreenElement === element;

/** Shows an element in full screen, in landscape orientation on a phone; leaves full screen if it is there already. */
export async function toggleFullScreen(element: Element): Promise<void> {
  if (isFullScreen(element)) {
    await document.exitFullscreen();
    return;
  }
  await element.requestFullscreen();
  // Only phones rotate their screens, and only some browsers let a page ask for it.
  const { orientation } = screen as { orientation?: { lock?: (to: string) => Promise<void> } };
  await orientation?.lock?.('landscape').catch(() => undefined);
}
