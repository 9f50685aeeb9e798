import { expect } from 'chai';
import { FrameStep } from '../../../src/ui/player/frame-step.ts';

/** The members of a media element that FrameStep uses, with frames of equal duration. */
class FakeVideo extends EventTarget {
  readonly #callbacks: VideoFrameRequestCallback[] = [];
  #currentTime = 0;

  constructor(
    private readonly frameS: number,
    private readonly hasFrameCallback: boolean,
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
    return this.hasFrameCallback
      ? (callback: VideoFrameRequestCallback) => this.#callbacks.push(callback)
      : undefined;
  }

  /** Presents the frame of a time. */
  show(atS = this.#currentTime): void {
    const mediaTime = Math.floor(atS / this.frameS + 1e-6) * this.frameS;
    for (const callback of this.#callbacks.splice(0))
      callback(0, { mediaTime } as VideoFrameCallbackMetadata);
  }
}

/** Plays some frames of it. */
async function play(video: FakeVideo, fromS: number, frameS: number): Promise<void> {
  video.dispatchEvent(new Event('playing'));
  for (let shown = 0; shown < 12; shown += 1) {
    await Promise.resolve();
    // One frame is dropped, as on a busy machine.
    if (shown !== 1) video.show(fromS + shown * frameS);
    await Promise.resolve();
  }
}

async function stage({ frameS = 1 / 30, hasFrameCallback = true } = {}) {
  const video = new FakeVideo(frameS, hasFrameCallback);
  const steps = new FrameStep(video as unknown as HTMLVideoElement);
  if (hasFrameCallback) await play(video, 9, frameS);
  const frameOf = (atS: number) => Math.floor(atS / frameS + 1e-6);
  const step = async (direction: 1 | -1) => {
    const offsetS = await steps.offsetS(direction);
    // A seek lands a little after its target.
    video.currentTime += offsetS + 0.001;
    return frameOf(video.currentTime);
  };
  return { video, steps, step, frameOf };
}

describe('FrameStep', () => {
  for (const frameS of [1 / 25, 1 / 30, 1 / 60, 1 / 15]) {
    it(`steps by one frame from any place in a frame, at ${Math.round(1 / frameS)} frames a second`, async () => {
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

  it('steps by one frame each time over a hundred steps', async () => {
    const { video, step, frameOf } = await stage();
    video.currentTime = 10;
    const from = frameOf(10);
    for (let count = 1; count <= 100; count += 1) expect(await step(1)).to.equal(from + count);
  });

  it('ignores a frame from before the pause', async () => {
    const { video, steps, frameOf } = await stage();
    video.currentTime = 10.01;
    const offset = steps.offsetS(1);
    video.show(9.9);
    await Promise.resolve();
    await Promise.resolve();
    video.show();
    expect(frameOf(10.01 + (await offset))).to.equal(frameOf(10.01) + 1);
  });

  it('steps by 40 ms where the browser cannot tell when frames begin', async () => {
    const { video, steps } = await stage({ hasFrameCallback: false });
    video.currentTime = 10;
    expect(await steps.offsetS(-1)).to.be.closeTo(-0.04, 1e-9);
  });

  it('forgets the duration of frames when another source is loaded', async () => {
    const { video, steps } = await stage({ frameS: 1 / 15 });
    video.dispatchEvent(new Event('emptied'));
    video.currentTime = 10;
    expect(await steps.offsetS(1)).to.be.closeTo(0.06, 1e-9);
  });
});
