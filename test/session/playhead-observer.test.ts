import { expect } from 'chai';
import { systemClock, type TimeRange, type UnixMs } from '../../src/core/index.ts';
import { PlayheadObserver } from '../../src/session/gap-controller.ts';
import { until } from '../until.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
const HOLE = { start: T0 + 10_000, end: T0 + 70_000 };

/** Ten seconds of media, a hole of a minute, and media again. */
class Scene {
  readonly video = { currentTime: 0, readyState: 4, seeking: false };
  loaded: readonly TimeRange[] = [
    { start: T0, end: HOLE.start },
    { start: HOLE.end, end: T0 + 100_000 },
  ];
  hasTime = true;
  /** Where playback of another playlist starts. */
  startsAt: UnixMs | null = null;
  readonly #observer = new PlayheadObserver(systemClock);

  lookAt(mediaTimeS: number, seeking = false) {
    Object.assign(this.video, { currentTime: mediaTimeS, seeking });
    return this.#observer.observe(this.video, this);
  }

  forget(): void {
    this.#observer.reset();
  }

  get currentInstant(): UnixMs | null {
    const mediaTimeS = this.video.currentTime;
    if (!this.hasTime) return null;
    if (this.startsAt !== null) return this.startsAt;
    return T0 + mediaTimeS * 1000 + (mediaTimeS < 10 ? 0 : HOLE.end - HOLE.start);
  }
}

describe('PlayheadObserver', () => {
  let scene: Scene;
  beforeEach(() => (scene = new Scene()));

  it('tells the instant of the picture', () => expect(scene.lookAt(2.5).at).to.equal(T0 + 2500));

  it('tells no instant during a seek', () => expect(scene.lookAt(2.5, true).at).to.equal(null));

  it('tells no hole where the media element begins with 0 again', () => {
    scene.lookAt(9);
    scene.video.readyState = 0;
    scene.loaded = [{ start: T0 + 500_000, end: T0 + 600_000 }];
    scene.startsAt = T0 + 510_000;
    expect(scene.lookAt(0)).to.include({ at: null, hole: null });
    scene.video.readyState = 4;
    expect(scene.lookAt(10)).to.include({ at: T0 + 510_000, hole: null });
  });

  it('tells no instant where the time is not known', () => {
    scene.hasTime = false;
    expect(scene.lookAt(2.5).at).to.equal(null);
  });

  it('tells no hole at the first look, nor while playback goes on', () => {
    expect(scene.lookAt(9).hole).to.equal(null);
    expect(scene.lookAt(9.25).hole).to.equal(null);
  });

  it('tells the hole that playback has run over, once', () => {
    scene.lookAt(9.9);
    expect(scene.lookAt(10.15).hole).to.deep.equal(HOLE);
    expect(scene.lookAt(10.4).hole).to.equal(null);
  });

  it('tells no hole where a seek has led over it', () => {
    scene.lookAt(9.9);
    scene.forget();
    expect(scene.lookAt(10.15).hole).to.equal(null);
    scene.lookAt(9.9);
    scene.lookAt(10.15, true);
    expect(scene.lookAt(10.15).hole).to.equal(null);
  });

  it('tells for how long the end of what is loaded has not moved', async () => {
    expect(scene.lookAt(1).unchangedMs).to.equal(0);
    await until(() => scene.lookAt(1).unchangedMs > 30);
    scene.loaded = [{ start: T0, end: T0 + 104_000 }];
    expect(scene.lookAt(1).unchangedMs).to.equal(0);
    // A live playlist that only forgets has not grown.
    scene.loaded = [{ start: T0 + 50_000, end: T0 + 104_000 }];
    await until(() => scene.lookAt(1).unchangedMs > 30);
  });
});
