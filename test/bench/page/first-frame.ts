/**
 * Resolves with the time (`performance.now()`) when the first frame was presented that `isWanted` accepts. A player may
 * replace its `<video>` for a new source, so `video` is asked again in each animation frame. Watching has begun when
 * the function returns.
 *
 * @throws an Error when no such frame came before the deadline
 */
export function firstFrame(
  video: () => HTMLVideoElement | null,
  isWanted: (video: HTMLVideoElement) => boolean,
  deadlineMs: number,
): Promise<number> {
  let watched: HTMLVideoElement | null = null;
  let isOver = false;
  return new Promise((resolve, reject) => {
    const watch = (element: HTMLVideoElement): number =>
      element.requestVideoFrameCallback(() => {
        const nowMs = performance.now();
        if (isOver || element !== watched) return;
        if (!isWanted(element)) {
          watch(element);
          return;
        }
        isOver = true;
        resolve(nowMs);
      });
    const look = () => {
      const current = video();
      if (current && current !== watched) {
        watched = current;
        watch(current);
      }
      if (!isOver) requestAnimationFrame(look);
    };
    look();
    setTimeout(() => {
      isOver = true;
      reject(new Error(`There was no such frame within ${deadlineMs} ms.`));
    }, deadlineMs);
  });
}
