/** The assumed duration of a frame until it has been measured: 25 frames a second. */
const DEFAULT_FRAME_S = 0.04;
/** The shortest of this many frames is taken as the duration, since the browser may drop some of them. */
const MEASURED_FRAMES = 10;
/** The measurement ends if no frame comes for this long. */
const NEXT_FRAME_TIMEOUT_MS = 1000;
/** A seek to the current position shows its frame again within this time. */
const SAME_FRAME_TIMEOUT_MS = 300;
/** How far the position after a seek may be from its target. */
const SEEK_TOLERANCE_S = 0.005;

/**
 * Computes how far to seek for the next or the previous frame. `PlayerCommands` owns it, one for each media element.
 * Only `requestVideoFrameCallback` tells when a frame begins and how long it lasts; each step aims at the middle of a
 * frame, so that rounding leads to no other one.
 */
export class FrameStep {
  #frameS = DEFAULT_FRAME_S;
  #isMeasured = false;
  /** The target of the last step, in the middle of a frame. */
  #targetS = NaN;

  constructor(private readonly video: HTMLVideoElement) {
    video.addEventListener('emptied', () => this.#reset());
    video.addEventListener('playing', () => void this.#measureFrame());
    if (!video.paused) void this.#measureFrame();
  }

  /** Returns the seconds from the current position to the middle of the next frame, or of the previous one. */
  async offsetS(direction: 1 | -1): Promise<number> {
    const isAtTarget = Math.abs(this.video.currentTime - this.#targetS) < SEEK_TOLERANCE_S;
    const middleS = isAtTarget ? this.#targetS : await this.#findFrameMiddle();
    this.#targetS = middleS + direction * this.#frameS;
    return this.#targetS - this.video.currentTime;
  }

  #reset(): void {
    this.#frameS = DEFAULT_FRAME_S;
    this.#isMeasured = false;
    this.#targetS = NaN;
  }

  /** Takes the shortest distance between successive frames during playback as the duration of a frame. */
  async #measureFrame(): Promise<void> {
    let previousS = NaN;
    for (let count = 0; count < MEASURED_FRAMES; count += 1) {
      const startS = await this.#nextFrameStart(NEXT_FRAME_TIMEOUT_MS);
      if (startS === null) return;
      const durationS = startS - previousS;
      if (durationS > 0) this.#frameS = this.#isMeasured ? Math.min(this.#frameS, durationS) : durationS;
      this.#isMeasured ||= durationS > 0;
      previousS = startS;
    }
  }

  /** Seeks to the current position, so that the browser presents the frame there again and tells when it begins. */
  async #findFrameMiddle(): Promise<number> {
    const { video } = this;
    video.currentTime += 0;
    for (;;) {
      const startS = await this.#nextFrameStart(SAME_FRAME_TIMEOUT_MS);
      if (startS === null) return video.currentTime;
      // A frame from before the pause may still be presented first.
      if (startS > video.currentTime - this.#frameS) return startS + this.#frameS / 2;
    }
  }

  /** Resolves with the media time at which the next presented frame begins, or with null if none comes in time. */
  #nextFrameStart(timeoutMs: number): Promise<number | null> {
    const { video } = this;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), timeoutMs);
      // Some browsers do not have the method.
      (video as Partial<HTMLVideoElement>).requestVideoFrameCallback?.((_, { mediaTime }) => {
        clearTimeout(timer);
        resolve(mediaTime);
      });
    });
  }
}
