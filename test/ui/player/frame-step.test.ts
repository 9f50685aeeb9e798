import { expect } from 'chai';
import { FrameStep } from '../../../src/ui/player/frame-step.ts';

/** As much of a media element as it looks at, with pictures of equal length. */
class FakeVideo extends EventTarget {
  readonly #looks: VideoFrameRequestCallback[] = [];
  #currentTime = 0;

  constructor(
    private readonly frameS: number,
    private readonly canTell: boolean,
  ) {
    super();
  }

  get currentTime(): number {
    return this.#currentTime;
  }

  set currentTime(currentTime: number) {
    this.#currentTime = currentTime;
    queueMicrotask(() => this.show());
  }

  get requestVideoFrameCallback() {
    return this.canTell ? (look: VideoFrameRequestCallback) => this.#looks.push(look) : undefined;
  }

  /** The picture of a time comes to the screen. */
  show(atS = this.#currentTime): void {
    const mediaTime = Math.floor(atS / this.frameS + 1e-6) * this.frameS;
    for (const look of this.#looks.splice(0)) look(0, { mediaTime } as VideoFrameCallbackMetadata);
  }
}

/** Plays some pictures of it. */
async function play(video: FakeVideo, fromS: number, frameS: number): Promise<void> {
  video.dispatchEvent(new Event('playing'));
  for (let shown = 0; shown < 12; shown += 1) {
    await Promise.resolve();
    // As on a busy machine, one is left out.
    if (shown !== 1) video.show(fromS + shown * frameS);
    await Promise.resolve();
  }
}

async function stage({ frameS = 1 / 30, canTell = true } = {}) {
  const video = new FakeVideo(frameS, canTell);
  const steps = new FrameStep(video as unknown as HTMLVideoElement);
  if (canTell) await play(video, 9, frameS);
  const frameOf = (atS: number) => Math.floor(atS / frameS + 1e-6);
  const step = async (direction: 1 | -1) => {
    const offsetS = await steps.offsetS(direction);
    // A seek lands a little into the picture.
    video.currentTime += offsetS + 0.001;
    return frameOf(video.currentTime);
  };
  return { video, steps, step, frameOf };
}

describe('a step by a picture', () => {
  for (const frameS of [1 / 25, 1 / 30, 1 / 60, 1 / 15]) {
    it(`is one picture, wherever in one it begins, at ${Math.round(1 / frameS)} a second`, async () => {
      const { video, step, frameOf } = await stage({ frameS });
      for (const share of [0.01, 0.4, 0.99]) {
        video.currentTime = 10 + share * frameS;
        const from = frameOf(video.currentTime);
        expect(await step(1)).to.equal(from + 1);
        expect(await step(-1)).to.equal(from);
        expect(await step(-1)).to.equal(from - 1);
      }
    });
  }

  it('is one picture, however many there are', async () => {
    const { video, step, frameOf } = await stage();
    video.currentTime = 10;
    const from = frameOf(10);
    for (let count = 1; count <= 100; count += 1) expect(await step(1)).to.equal(from + count);
  });

  it('is not taken in by a picture from before the pause', async () => {
    const { video, steps, frameOf } = await stage();
    video.currentTime = 10.01;
    const offset = steps.offsetS(1);
    video.show(9.9);
    await Promise.resolve();
    await Promise.resolve();
    video.show();
    expect(frameOf(10.01 + (await offset))).to.equal(frameOf(10.01) + 1);
  });

  it('is what pictures mostly last where the browser cannot tell', async () => {
    const { video, steps } = await stage({ canTell: false });
    video.currentTime = 10;
    expect(await steps.offsetS(-1)).to.be.closeTo(-0.04, 1e-9);
  });

  it('forgets how long pictures were when there are others', async () => {
    const { video, steps } = await stage({ frameS: 1 / 15 });
    video.dispatchEvent(new Event('emptied'));
    video.currentTime = 10;
    expect(await steps.offsetS(1)).to.be.closeTo(0.06, 1e-9);
  });
});
