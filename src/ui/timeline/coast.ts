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
    const ms = Math.max(nowMs - lastMs, 0);
    lastMs = nowMs;
    speed *= Math.exp(-ms / SLOWING_MS);
    if (Math.abs(speed) < SLOWEST_PX_PER_MS) return;
    frame = requestAnimationFrame(step);
    move(speed * ms);
  };
  let frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
