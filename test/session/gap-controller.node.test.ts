import { expect } from 'chai';
import { describe, it } from 'node:test';
import { contains, RecordedRanges, type TimeRange, type UnixMs } from '../../src/core/index.ts';
import type { StreamSource } from '../../src/network/stream-source.ts';
import { GapController } from '../../src/session/gap-controller.ts';
import type { Playback } from '../../src/session/playback.ts';
import { SessionStore } from '../../src/session/session-store.ts';
import type { StreamContext } from '../../src/session/stream-context.ts';
import { ManualClock } from '../manual-clock.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
const seconds = (count: number): UnixMs => T0 + count * 1000;
/** Ten seconds are recorded, then there is a hole of a minute. */
const HOLE: TimeRange = { start: seconds(10), end: seconds(70) };
const LOADED: readonly TimeRange[] = [
  { start: T0, end: HOLE.start },
  { start: HOLE.end, end: seconds(100) },
];
const FRAME_MS = 40;

/** The part of a media element that the controller uses. */
class FakeVideo {
  currentTime = 0;
  seeking = false;
  paused = false;
  ended = false;
  playbackRate = 1;

  pause(): void {
    this.paused = true;
  }

  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }
}

class Stage {
  readonly clock = new ManualClock(seconds(1000));
  readonly video = new FakeVideo();
  readonly events: unknown[] = [];
  readonly seeks: UnixMs[] = [];
  readonly store = new SessionStore((type, detail) => {
    if (type === 'gapskip') this.events.push(detail);
  });
  loaded = LOADED;
  /** Whether the media times of the playlist are known. */
  isTimeKnown = true;
  isIdle = false;
  bounds: TimeRange = { start: T0 - 3_600_000, end: seconds(1000) };
  readonly gaps: GapController;

  constructor(source: Partial<StreamSource> = {}) {
    const context = {
      source: { request: {}, ...source },
      video: this.video,
      store: this.store,
      clock: this.clock,
      serverNow: this.clock.now,
      isIdle: () => this.isIdle,
    };
    this.gaps = new GapController(context as unknown as StreamContext, {
      bounds: () => this.bounds,
      seekTo: (at) => this.seeks.push(at),
    });
  }

  /** The media has no hole: ten seconds of it, and then what comes after the hole. */
  get currentInstant(): UnixMs | null {
    if (!this.isTimeKnown) return null;
    const { currentTime } = this.video;
    return T0 + currentTime * 1000 + (currentTime < 10 ? 0 : HOLE.end - HOLE.start);
  }

  holds(at: UnixMs): boolean {
    return this.loaded.some((range) => contains(range, at));
  }

  mediaTimeOf(at: UnixMs): number | null {
    if (!this.isTimeKnown) return null;
    if (at >= HOLE.end) return (at - HOLE.end + 10_000) / 1000;
    return at >= T0 && at < HOLE.start ? (at - T0) / 1000 : null;
  }

  get playback(): Playback {
    return this as unknown as Playback;
  }

  /** Looks at the picture at a media time. */
  observe(mediaTimeS: number, video: Partial<FakeVideo> = {}) {
    Object.assign(this.video, { currentTime: mediaTimeS, ...video });
    return this.gaps.observe(this.playback);
  }
}

describe('GapController.observe', () => {
  it('returns the instant of the picture, and none during a seek', () => {
    const stage = new Stage();
    expect(stage.observe(2)).to.deep.equal({ at: seconds(2), hasEnded: false });
    expect(stage.observe(2, { seeking: true })).to.deep.equal({ at: null, hasEnded: false });
    expect(stage.observe(2, { seeking: true, ended: true })).to.deep.equal({ at: null, hasEnded: true });
  });

  it('reports a hole that playback has crossed', () => {
    const stage = new Stage();
    stage.observe(9.9);
    stage.observe(10.15);
    expect(stage.events).to.deep.equal([{ hole: HOLE, landedAt: HOLE.end + 150 }]);
    expect([stage.video.paused, stage.seeks]).to.deep.equal([false, []]);
  });

  it('reports no hole that a seek has crossed', () => {
    const stage = new Stage();
    stage.observe(9.9);
    stage.gaps.reset();
    stage.observe(10.15);
    expect(stage.events).to.be.empty;
  });

  it('stops at a hole with the last picture before it, where the source says so', () => {
    const stage = new Stage({ gaps: 'stop' });
    stage.observe(9.9);
    stage.observe(10.15);
    const { video, events } = stage;
    expect([video.paused, video.currentTime, events]).to.deep.equal([true, 9.96, []]);
    // The way back is not a hole either.
    stage.observe(9.96);
    expect(events).to.be.empty;
  });

  it('stops where it is at a hole whose last picture is not in the playlist any more', () => {
    const stage = new Stage({ gaps: 'stop' });
    stage.mediaTimeOf = () => null;
    stage.observe(9.9);
    stage.observe(10.15);
    expect([stage.video.paused, stage.video.currentTime]).to.deep.equal([true, 10.15]);
  });

  describe('at the end of a playlist that the server has cut', () => {
    /** Everything is recorded, and the playlist ends at 100 s. */
    const cut = (source?: Partial<StreamSource>) => {
      const stage = new Stage(source);
      const range = { start: T0, end: seconds(900) };
      stage.store.set({ recorded: RecordedRanges.empty.learn(range, [range]) });
      return stage;
    };
    const LAST_S = 39.9;

    it('goes on when the playlist has not grown for 15 s', () => {
      const stage = cut();
      stage.observe(LAST_S);
      stage.clock.sleep(14_999);
      stage.observe(LAST_S);
      expect(stage.seeks).to.deep.equal([]);
      stage.clock.sleep(1);
      stage.observe(LAST_S);
      expect(stage.seeks).to.deep.equal([seconds(100)]);
    });

    it('does not go on before the picture is at its end', () => {
      const stage = cut();
      stage.observe(LAST_S - 1.5);
      stage.clock.sleep(15_000);
      stage.observe(LAST_S - 1.5);
      expect(stage.seeks).to.deep.equal([]);
    });

    it('does not go on while it is paused, or while a seek is pending', () => {
      const stage = cut();
      stage.observe(LAST_S);
      stage.clock.sleep(15_000);
      stage.observe(LAST_S, { paused: true });
      const target = { request: {}, target: T0, expectedAt: T0, isLive: false };
      stage.store.set({ seek: { phase: 'locating', ...target } });
      stage.observe(LAST_S, { paused: false });
      expect(stage.seeks).to.deep.equal([]);
    });

    it('goes on at once, and plays, when the playlist has ended although more is recorded', () => {
      const stage = cut();
      stage.observe(LAST_S, { ended: true, paused: true });
      expect([stage.seeks, stage.video.paused]).to.deep.equal([[seconds(100)], false]);
    });

    it('believes a playlist that has ended where it is not known what is recorded', () => {
      const stage = cut();
      stage.store.set({ recorded: RecordedRanges.empty });
      expect(stage.observe(LAST_S, { ended: true }).hasEnded).to.equal(true);
      expect(stage.seeks).to.deep.equal([]);
    });

    it('believes a playlist that has ended where it is not known what is recorded after its end', () => {
      const stage = cut();
      // The picture is within what is known, and the end of the playlist is not.
      const known = { start: T0, end: seconds(99.95) };
      stage.store.set({ recorded: RecordedRanges.empty.learn(known, [known]) });
      stage.loaded = [
        { start: T0, end: seconds(5) },
        { start: seconds(6), end: HOLE.start },
        { start: HOLE.end, end: seconds(100) },
      ];
      stage.observe(LAST_S, { ended: true });
      expect(stage.seeks).to.deep.equal([]);
    });

    it('goes on within the bounds only', () => {
      const stage = cut();
      stage.bounds = { start: T0, end: seconds(100) };
      stage.observe(LAST_S, { ended: true });
      expect(stage.seeks).to.deep.equal([]);
    });
  });

  describe('with an end', () => {
    it('ends, and pauses, at the last picture before it', () => {
      const stage = new Stage({ request: { start: T0, end: seconds(5) } });
      expect(stage.observe(5 - FRAME_MS / 1000 - 0.001).hasEnded).to.equal(false);
      expect(stage.video.paused).to.equal(false);
      expect(stage.observe(5 - FRAME_MS / 1000).hasEnded).to.equal(true);
      expect(stage.video.paused).to.equal(true);
    });

    it('goes by the end, whatever the media element says', () => {
      const stage = new Stage({ request: { start: T0, end: seconds(5) } });
      expect(stage.observe(2, { ended: true }).hasEnded).to.equal(false);
    });

    it('goes by the media element where there is none', () => {
      expect(new Stage({ request: { start: T0 } }).observe(2, { ended: true }).hasEnded).to.equal(true);
    });
  });

  describe('keeps the latency', () => {
    const nearLive = (source?: Partial<StreamSource>) => {
      const stage = new Stage(source);
      stage.clock.setNow(seconds(14));
      stage.observe(2);
      stage.clock.setNow(seconds(16));
      return stage;
    };

    it('by playing a little faster after a stall', () => {
      const stage = nearLive();
      stage.observe(2);
      expect(stage.video.playbackRate).to.equal(1.05);
      stage.gaps.reset();
      expect(stage.video.playbackRate, 'until a seek begins').to.equal(1);
    });

    it('that it had when the first picture was there', () => {
      const stage = new Stage();
      stage.clock.setNow(seconds(14));
      stage.observe(2, { seeking: true });
      stage.observe(2, { seeking: false });
      stage.clock.setNow(seconds(16));
      stage.observe(2);
      expect(stage.video.playbackRate).to.equal(1.05);
    });

    it('not while nobody watches, because the live playlist is polled less often then (case 30)', () => {
      const stage = nearLive();
      stage.isIdle = true;
      stage.observe(2);
      expect(stage.video.playbackRate).to.equal(1);
      stage.isIdle = false;
      stage.observe(2);
      expect(stage.video.playbackRate, 'when the viewer is back').to.equal(1.05);
    });

    it('not where the source says so, nor during a seek', () => {
      const off = nearLive({ catchUp: 'off' });
      off.observe(2);
      expect(off.video.playbackRate).to.equal(1);
      const seeking = nearLive();
      const target = { request: {}, target: T0, expectedAt: T0, isLive: false };
      seeking.store.set({ seek: { phase: 'locating', ...target } });
      seeking.observe(2);
      expect(seeking.video.playbackRate).to.equal(1);
    });
  });
});

describe('GapController.resume', () => {
  it('seeks past the hole that playback has stopped at, once', () => {
    const stage = new Stage({ gaps: 'stop' });
    stage.observe(9.9);
    stage.observe(10.15);
    stage.gaps.resume(stage.playback);
    expect(stage.seeks).to.deep.equal([HOLE.end]);
    stage.gaps.resume(stage.playback);
    expect(stage.seeks).to.have.length(1);
  });

  it('plays on where the viewer has sought elsewhere after the stop', () => {
    const stage = new Stage({ gaps: 'stop' });
    stage.observe(9.9);
    stage.observe(10.15);
    stage.video.currentTime = 3;
    stage.gaps.resume(stage.playback);
    expect(stage.seeks).to.deep.equal([]);
  });

  it('seeks nowhere while the instant of the picture is not known', () => {
    const stage = new Stage();
    stage.isTimeKnown = false;
    stage.gaps.resume(stage.playback);
    expect(stage.seeks).to.deep.equal([]);
  });

  it('seeks to the picture where the playlist does not hold it any more', () => {
    const stage = new Stage();
    stage.video.currentTime = 3;
    stage.gaps.resume(stage.playback);
    expect(stage.seeks).to.deep.equal([]);
    stage.loaded = LOADED.slice(1);
    stage.gaps.resume(stage.playback);
    expect(stage.seeks).to.deep.equal([seconds(3)]);
  });
});
