import type { UnixMs } from '../../src/core/index.ts';
import type { TimeShiftPlayer } from '../../src/index.ts';
import { pictureInstant } from './picture-instant.ts';

/** What the picture says, and by how much `currentDate` is ahead of it, in that frame. */
export interface PictureReading {
  readonly at: UnixMs;
  readonly aheadMs: number | null;
}

const BETWEEN_READINGS_MS = 150;

/** Reads the clock in the player's picture. */
export class PictureWatch {
  #lastRead: PictureReading | null = null;
  #lastReadMs = -Infinity;
  #request = 0;

  constructor(private readonly player: TimeShiftPlayer) {
    this.#awaitFrame();
  }

  /** Of the picture that is shown, or of one that was shown a moment ago; null where there is no clock in it. */
  get reading(): PictureReading | null {
    const { video } = this.player;
    // The one frame of a seek while paused comes before it may be drawn.
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
    // The media has gone on since the frame was handed out, by as much as this page is late.
    const sinceFrameMs = (video.currentTime - frameTimeS) * 1000;
    return { at, aheadMs: currentDate && currentDate.getTime() - sinceFrameMs - at };
  }
}
