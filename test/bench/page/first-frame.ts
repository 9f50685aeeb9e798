/**
 * When the first frame was presented that `isRight` accepts, by `performance.now()`, on whichever `<video>` the
 * player has at that time: some make a new one for a new source. Watching has begun when this returns.
 */
export function firstFrame(
  video: () => HTMLVideoElement | null,
  isRight: (video: HTMLVideoElement) => boolean,
  deadlineMs: number,
): Promise<number> {
  let watched: HTMLVideoElement | null = null;
  let isOver = false;
  return new Promise((resolve, reject) => {
    const watch = (of: HTMLVideoElement): number =>
      of.requestVideoFrameCallback(() => {
        const nowMs = performance.now();
        if (isOver || of !== watched) return;
        if (!isRight(of)) {
          watch(of);
          return;
        }
        isOver = true;
        resolve(nowMs);
      });
    const look = () => {
      const now = video();
      if (now && now !== watched) {
        watched = now;
        watch(now);
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
