import { expect } from 'chai';
import { readBarcode } from '../demo/origin/media/barcode.ts';
import type { UnixMs } from '../src/core/time/time-range.ts';
import { until } from './until.ts';

/** The pictures of the built-in origin change this often. */
export const FRAME_MS = 40;

const STRIP = { width: 640, height: 32 };

/** What the clock in the picture says, read from the pixels of the video; null while there is no picture. */
export function pictureInstant(video: HTMLVideoElement): UnixMs | null {
  const canvas = new OffscreenCanvas(STRIP.width, STRIP.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const stripHeight = (video.videoWidth / STRIP.width) * STRIP.height;
  context?.drawImage(video, 0, 0, video.videoWidth, stripHeight, 0, 0, STRIP.width, STRIP.height);
  const pixels = context?.getImageData(0, 0, STRIP.width, STRIP.height);
  return (pixels && readBarcode(pixels)?.ms) ?? null;
}

/** Enough for a seek to be one, and far too little for another frame. */
const OTHER_TIME_S = 0.00001;

/** Pauses, and returns what the clock in the picture says once the picture of that very media time is shown. */
export async function stillPicture(video: HTMLVideoElement): Promise<UnixMs> {
  video.pause();
  // A pause may leave the frame before on the screen. A seek shows the frame of its time, even if it is there already;
  // but Chromium without MediaSource skips a seek of paused playback to the very time that it is at.
  const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  const shown = currentFrame(video);
  // At the end, a seek on shows none.
  video.currentTime += video.ended ? -FRAME_MS / 2000 : OTHER_TIME_S;
  await Promise.all([sought, shown]);
  await until(() => !video.seeking && pictureInstant(video) !== null);
  return pictureInstant(video) ?? NaN;
}

/** Resolves when the frame of `currentTime` is shown. A frame from before the seek may still come first. */
function currentFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const check: VideoFrameRequestCallback = (_, { mediaTime }) => {
      const aheadMs = (video.currentTime - mediaTime) * 1000;
      if (aheadMs >= -FRAME_MS / 2 && aheadMs < FRAME_MS) resolve();
      else video.requestVideoFrameCallback(check);
    };
    video.requestVideoFrameCallback(check);
  });
}

/**
 * hls.js begins a segment with its first audio frame. In segments of 4 s, that is up to half an audio frame away from
 * the first picture.
 */
const AUDIO_OFFSET_MS = 11;
/** In segments of a second, and where an encoder has restarted, it is up to a whole audio frame away. */
export const AUDIO_FRAME_MS = 22;

/** Expects the clock in a still picture to be right: the instant said lies in the frame that is shown. */
export function expectRightClock(pictureAt: UnixMs, saidAt: UnixMs, audioOffsetMs = AUDIO_OFFSET_MS): void {
  expect(pictureAt - saidAt, 'from the instant said to the picture, in milliseconds').to.be.within(
    -FRAME_MS - audioOffsetMs,
    audioOffsetMs,
  );
}
