/** Until it has been seen how long a picture lasts. */
const USUAL_FRAME_S = 0.04;
/** Some of them may be dropped. */
const FRAMES_TO_SEE = 10;
/** Fewer pictures than one a second are no video. */
const LONGEST_FRAME_MS = 1000;
/** After a seek to where it is. */
const SHOWN_WITHIN_MS = 300;
/** A seek lands so near to where it was told to go. */
const LANDS_WITHIN_S = 0.005;

/** Where the next picture is, or the one before: how long each is shown, and since when, only the browser knows. */
export class FrameStep {
  #frameS = USUAL_FRAME_S;
  #isMeasured = false;
  /** Where the last step has led to: the middle of a picture. */
  #middleS = NaN;

  constructor(private readonly video: HTMLVideoElement) {
    video.addEventListener('emptied', () => this.#forget());
    video.addEventListener('playing', () => void this.#measure());
  }

  /** How far it is from where the element stands to the middle of the picture after this one, or before it. */
  async offsetS(direction: 1 | -1): Promise<number> {
    const isWhereItLed = Math.abs(this.video.currentTime - this.#middleS) < LANDS_WITHIN_S;
    const middleS = isWhereItLed ? this.#middleS : await this.#shownMiddleS();
    this.#middleS = middleS + direction * this.#frameS;
    return this.#middleS - this.video.currentTime;
  }

  #forget(): void {
    this.#frameS = USUAL_FRAME_S;
    this.#isMeasured = false;
    this.#middleS = NaN;
  }

  /** The shortest time from one picture to the next, of some that come while it plays. */
  async #measure(): Promise<void> {
    let lastS = NaN;
    for (let seen = 0; seen < FRAMES_TO_SEE; seen += 1) {
      const beginsS = await this.#nextFrameS(LONGEST_FRAME_MS);
      if (beginsS === null) return;
      const lengthS = beginsS - lastS;
      if (lengthS > 0) this.#frameS = this.#isMeasured ? Math.min(this.#frameS, lengthS) : lengthS;
      this.#isMeasured ||= lengthS > 0;
      lastS = beginsS;
    }
  }

  /** A seek to where it is has the picture come again, and so tell when it begins. */
  async #shownMiddleS(): Promise<number> {
    const { video } = this;
    video.currentTime += 0;
    for (;;) {
      const beginsS = await this.#nextFrameS(SHOWN_WITHIN_MS);
      if (beginsS === null) return video.currentTime;
      // One from before the pause may still come.
      if (beginsS > video.currentTime - this.#frameS) return beginsS + this.#frameS / 2;
    }
  }

  /** The media time at which the next picture begins that comes to the screen; null where none does. */
  #nextFrameS(withinMs: number): Promise<number | null> {
    const { video } = this;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), withinMs);
      // Not every browser can tell.
      (video as Partial<HTMLVideoElement>).requestVideoFrameCallback?.((_, { mediaTime }) => {
        clearTimeout(timer);
        resolve(mediaTime);
      });
    });
  }
}
