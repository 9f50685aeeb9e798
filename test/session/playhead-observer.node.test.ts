import { expect } from 'chai';
import { beforeEach, describe, it } from 'node:test';
import type { TimeRange, UnixMs } from '../../src/core/index.ts';
import { PlayheadObserver } from '../../src/session/gap-controller.ts';
import { ManualClock } from '../manual-clock.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
const HOLE = { start: T0 + 10_000, end: T0 + 70_000 };

/** A playlist of ten seconds of media, a hole of a minute, and media again. */
class Scene {
  readonly clock = new ManualClock();
  loaded: readonly TimeRange[] = [
    { start: T0, end: HOLE.start },
    { start: HOLE.end, end: T0 + 100_000 },
  ];
  isTimeKnown = true;
  readyState = 4;
  /** Where playback starts, while the media element has no metadata. */
  startsAt: UnixMs | null = null;
  #mediaTimeS = 0;
  readonly #observer = new PlayheadObserver(this.clock);

  observe(mediaTimeS: number, seeking = false) {
    this.#mediaTimeS = mediaTimeS;
    return this.#observer.observe({ currentTime: mediaTimeS, readyState: this.readyState, seeking }, this);
  }

  reset(): void {
    this.#observer.reset();
  }

  get currentInstant(): UnixMs | null {
    if (!this.isTimeKnown) return null;
    if (this.startsAt !== null) return this.startsAt;
    return T0 + this.#mediaTimeS * 1000 + (this.#mediaTimeS < 10 ? 0 : HOLE.end - HOLE.start);
  }
}

describe('PlayheadObserver', () => {
  let scene: Scene;
  beforeEach(() => (scene = new Scene()));

  it('returns the instant of the picture', () => {
    expect(scene.observe(2.5).at).to.equal(T0 + 2500);
  });

  it('returns no instant during a seek', () => {
    expect(scene.observe(2.5, true).at).to.equal(null);
  });

  it('returns no instant while the time is not known', () => {
    scene.isTimeKnown = false;
    expect(scene.observe(2.5).at).to.equal(null);
  });

  it('returns neither an instant nor a hole while the media element has no metadata', () => {
    scene.observe(9);
    scene.readyState = 0;
    scene.loaded = [{ start: T0 + 500_000, end: T0 + 600_000 }];
    scene.startsAt = T0 + 510_000;
    expect(scene.observe(0)).to.include({ at: null, hole: null });
    scene.readyState = 4;
    expect(scene.observe(10)).to.include({ at: T0 + 510_000, hole: null });
  });

  it('returns no hole the first time, nor while playback goes on without one', () => {
    expect(scene.observe(9).hole).to.equal(null);
    expect(scene.observe(9.25).hole).to.equal(null);
  });

  it('returns a hole that playback has crossed, once', () => {
    scene.observe(9.9);
    expect(scene.observe(10.15).hole).to.deep.equal(HOLE);
    expect(scene.observe(10.4).hole).to.equal(null);
  });

  it('returns no hole that a seek has crossed', () => {
    scene.observe(9.9);
    scene.reset();
    expect(scene.observe(10.15).hole).to.equal(null);
    scene.observe(9.9);
    scene.observe(10.15, true);
    expect(scene.observe(10.15).hole).to.equal(null);
  });

  it('returns the instant of the picture also while nothing is loaded', () => {
    scene.loaded = [];
    expect(scene.observe(2.5)).to.deep.equal({ at: T0 + 2500, hole: null, unchangedMs: 0 });
  });

  it('measures by the last range for how long the end of the playlist has not moved', () => {
    const rangesOf = (...minutes: [start: number, end: number][]): TimeRange[] =>
      minutes.map(([start, end]) => ({ start: T0 + start * 60_000, end: T0 + end * 60_000 }));
    const afterMs = (ms: number): number => {
      scene.clock.sleep(ms);
      return scene.observe(1).unchangedMs;
    };
    scene.loaded = rangesOf([0, 2], [3, 5], [6, 8]);
    expect([afterMs(500), afterMs(3000)]).to.deep.equal([0, 3000]);
    scene.loaded = rangesOf([0, 2], [3, 5], [6, 9]);
    expect([afterMs(500), afterMs(3000)]).to.deep.equal([0, 3000]);
    scene.loaded = rangesOf([3, 5], [6, 9]);
    expect(afterMs(1000)).to.equal(4000);
  });

  it('measures for how long the end of the playlist has not moved', () => {
    const afterMs = (ms: number): number => {
      scene.clock.sleep(ms);
      return scene.observe(1).unchangedMs;
    };
    expect([afterMs(500), afterMs(3000), afterMs(2000)]).to.deep.equal([0, 3000, 5000]);
    scene.loaded = [{ start: T0, end: T0 + 104_000 }];
    expect([afterMs(500), afterMs(3000)]).to.deep.equal([0, 3000]);
    // A live playlist that only drops its first segments has not grown.
    scene.loaded = [{ start: T0 + 50_000, end: T0 + 104_000 }];
    expect(afterMs(1000)).to.equal(4000);
  });
});
