/** Shows an element in full screen, in landscape orientation on a phone; leaves full screen if it is there already. */
export async function toggleFullScreen(element: Element): Promise<void> {
  if (document.fullscreenElement === element) {
    await document.exitFullscreen();
    return;
  }
  await element.requestFullscreen();
  // Only phones rotate their screens, and only some browsers let a page ask for it.
  const { orientation } = screen as { orientation?: { lock?: (to: string) => Promise<void> } };
  await orientation?.lock?.('landscape').catch(() => undefined);
}
