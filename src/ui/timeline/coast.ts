/** In this time, it gets slower by the factor e. */
const SLOWING_MS = 325;
const SLOWEST_PX_PER_MS = 0.02;

/**
 * Goes on with a movement that was let go of, ever slower.
 *
 * @param move by so many pixels since the last time
 * @returns stops it
 */
export function coast(pxPerMs: number, move: (px: number) => void): () => void {
  let [speed, lastMs] = [pxPerMs, performance.now()];
  const step = (nowMs: number) => {
    const slower = speed * Math.exp(-Math.max(nowMs - lastMs, 0) / SLOWING_MS);
    // The integral of the speed, so that the distance does not depend on the frame rate.
    const px = (speed - slower) * SLOWING_MS;
    [speed, lastMs] = [slower, nowMs];
    if (Math.abs(speed) >= SLOWEST_PX_PER_MS) frame = requestAnimationFrame(step);
    move(px);
  };
  let frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
