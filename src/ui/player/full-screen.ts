/** The whole screen for an element, lying on its side on a phone; or the way back. */
export async function toggleFullScreen(element: Element): Promise<void> {
  if (document.fullscreenElement === element) {
    await document.exitFullscreen();
    return;
  }
  await element.requestFullscreen();
  // Only phones turn their screens, and only some browsers let a page ask for it.
  const { orientation } = screen as { orientation?: { lock?: (to: string) => Promise<void> } };
  await orientation?.lock?.('landscape').catch(() => undefined);
}
