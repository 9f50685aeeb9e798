import type { UnixMs } from '../../src/core/index.ts';
import type { TimeShiftPlayer } from '../../src/index.ts';
import { readBarcode } from '../origin/media/barcode.ts';

/** The time in a frame of the picture. */
export interface PictureReading {
  readonly at: UnixMs;
  /** How far `currentDate` was ahead of the picture in that frame. */
  readonly aheadMs: number | null;
}

const BETWEEN_READINGS_MS = 150;

/** Reads the clock in the player's picture, frame by frame. The readouts have one for the player that they show. */
export class PictureWatch {
  #lastRead: PictureReading | null = null;
  #lastReadMs = -Infinity;
  #request = 0;

  constructor(private readonly player: TimeShiftPlayer) {
    this.#awaitFrame();
  }

  /** The reading of the current frame, or of a frame a moment ago; null if the picture has no clock. */
  get reading(): PictureReading | null {
    const { video } = this.player;
    // While paused, a seek reports its only frame before the frame can be drawn, so the frame is read here.
    if (video.paused && !video.seeking) this.#lastRead = this.#read(video.currentTime);
    return this.#lastRead;
  }

  stop(): void {
    this.player.video.cancelVideoFrameCallback(this.#request);
  }

  #awaitFrame(): void {
    this.#request = this.player.video.requestVideoFrameCallback((nowMs, { mediaTime }) => {
      if (nowMs - this.#lastReadMs >= BETWEEN_READINGS_MS) {
        this.#lastReadMs = nowMs;
        this.#lastRead = this.#read(mediaTime);
      }
      this.#awaitFrame();
    });
  }

  #read(frameTimeS: number): PictureReading | null {
    const { video, currentDate } = this.player;
    const at = pictureInstant(video);
    if (at === null) return null;
    // This callback may be late, and playback has gone on since the frame was presented.
    const sinceFrameMs = (video.currentTime - frameTimeS) * 1000;
    return { at, aheadMs: currentDate && currentDate.getTime() - sinceFrameMs - at };
  }
}

/** The size at which the top of the picture is read. The built-in origin paints its barcode there. */
const STRIP = { width: 640, height: 32 };

const makeContext = () =>
  new OffscreenCanvas(STRIP.width, STRIP.height).getContext('2d', { willReadFrequently: true });

let context = makeContext();

/** Reads the time from the barcode in the picture; null if there is none, or the page may not read the pixels. */
function pictureInstant(video: HTMLVideoElement): UnixMs | null {
  if (!context || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  const stripHeight = (video.videoWidth / STRIP.width) * STRIP.height;
  context.drawImage(video, 0, 0, video.videoWidth, stripHeight, 0, 0, STRIP.width, STRIP.height);
  try {
    return readBarcode(context.getImageData(0, 0, STRIP.width, STRIP.height))?.ms ?? null;
  } catch {
    // The pixels are of another origin. A canvas that has held them once can never be read again.
    context = makeContext();
    return null;
  }
}
