import { videoInstant } from './picture.ts';

/** Reading a frame takes time, in which the next one may come: one wrong reading shall not count. */
const FRAMES = 5;

/**
 * By how much the clock in the picture is ahead of media time, while playing: what it grows by over a stretch was left
 * out of the stretch, and what it shrinks by was shown twice. Null where no picture can be read.
 */
export async function mediaClockMs(video: HTMLVideoElement): Promise<number | null> {
  const aheadMs: number[] = [];
  for (let i = 0; i < FRAMES; i += 1) {
    const { instant, mediaTime } = await nextFrame(video);
    if (instant !== null) aheadMs.push(instant - mediaTime * 1000);
  }
  return aheadMs.sort((a, b) => a - b)[Math.floor(aheadMs.length / 2)] ?? null;
}

const nextFrame = (video: HTMLVideoElement): Promise<{ instant: number | null; mediaTime: number }> =>
  new Promise((resolve) =>
    video.requestVideoFrameCallback((_, { mediaTime }) =>
      resolve({ instant: videoInstant(video), mediaTime }),
    ),
  );
