import type { UnixMs } from '../../src/core/index.ts';
import { readBarcode } from '../origin/media/barcode.ts';

/** The top of the picture, where the built-in origin writes its barcode. */
const STRIP = { width: 640, height: 32 };

const makeContext = () =>
  new OffscreenCanvas(STRIP.width, STRIP.height).getContext('2d', { willReadFrequently: true });

let context = makeContext();

/** What the clock in the picture says, read from its pixels; null where there is none, or none that may be read. */
export function pictureInstant(video: HTMLVideoElement): UnixMs | null {
  if (!context || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  const stripHeight = (video.videoWidth / STRIP.width) * STRIP.height;
  context.drawImage(video, 0, 0, video.videoWidth, stripHeight, 0, 0, STRIP.width, STRIP.height);
  try {
    return readBarcode(context.getImageData(0, 0, STRIP.width, STRIP.height))?.ms ?? null;
  } catch {
    // Pixels of another origin: no canvas that has once held them can be read again.
    context = makeContext();
    return null;
  }
}
