import { expect } from 'chai';
import type { ReactiveControllerHost } from 'lit';
import type { TimeShiftSession } from '../../../src/session/session.ts';
import { DisplayedTimes } from '../../../src/ui/player/displayed-times.ts';
import { DAY_MS, HOUR_MS } from '../stage.ts';

const NOW = Date.parse('2026-11-21T13:05:30Z');

/** Returns a session whose clocks a test moves, and the controller that reads them. */
function stage({ pixelMs = 30_000, isLatencyShown = false } = {}) {
  const video = document.createElement('video');
  const session = {
    video,
    serverInstant: NOW,
    currentInstant: NOW - HOUR_MS,
    get bounds() {
      return { start: this.serverInstant - DAY_MS, end: this.serverInstant };
    },
    get buffered() {
      return [{ start: this.currentInstant, end: this.currentInstant + 20_000 }];
    },
    seekable: [],
  };
  const display = {
    isSeen: true,
    isVisible: true,
    pixelMs,
    seekingTo: null as number | null,
    isLatencyShown,
  };
  let updates = 0;
  const host = { addController: () => undefined, requestUpdate: () => (updates += 1) };
  const displayed = new DisplayedTimes(
    host as unknown as ReactiveControllerHost,
    session as unknown as TimeShiftSession,
    () => display,
  );
  displayed.hostUpdate();
  const tell = (type = 'timeupdate') => video.dispatchEvent(new Event(type));
  const play = (ms: number) => {
    session.serverInstant += ms;
    session.currentInstant += ms;
    tell();
  };
  const count = (act: () => void) => {
    const before = updates;
    act();
    return updates - before;
  };
  return { displayed, session, display, tell, play, count };
}

describe('the displayed times', () => {
  const staged: DisplayedTimes[] = [];
  const realTimers = {
    setInterval: window.setInterval.bind(window),
    clearInterval: window.clearInterval.bind(window),
  };
  const show = (...args: Parameters<typeof stage>) => {
    const staging = stage(...args);
    staged.push(staging.displayed);
    return staging;
  };
  afterEach(() => {
    Object.assign(window, realTimers);
    staged.splice(0).forEach((each) => each.hostDisconnected());
  });

  it('are the same object until the viewer would see a difference', () => {
    const { displayed, play } = show();
    const { times } = displayed;
    play(999);
    expect(displayed.times).to.equal(times);
    play(1);
    expect(displayed.times).to.not.equal(times);
    expect(displayed.times.playhead).to.equal(NOW - HOUR_MS + 1000);
  });

  it('cost one update a second while a pixel is longer than a second', () => {
    const { play, count } = show();
    expect(count(() => Array.from({ length: 400 }, () => play(25)))).to.equal(10);
  });

  it('cost an update for each pixel that the playhead moves', () => {
    const { play, count } = show({ pixelMs: 100 });
    expect(count(() => Array.from({ length: 400 }, () => play(25)))).to.equal(100);
  });

  it('cost an update every 5 s while playback is paused and nothing shows the latency', () => {
    const { session, tell, count } = show();
    const wait = (ms: number) => {
      session.serverInstant += ms;
      tell('progress');
    };
    expect(count(() => Array.from({ length: 49 }, () => wait(100)))).to.equal(0);
    expect(count(() => wait(100))).to.equal(1);
  });

  it('cost an update each second while playback is paused and the latency is shown', () => {
    const { session, tell, count } = show({ isLatencyShown: true });
    const wait = () => {
      session.serverInstant += 100;
      tell('progress');
    };
    expect(count(() => Array.from({ length: 40 }, wait))).to.equal(4);
  });

  it('cost no update for playback while the clock shows the target of a seek', () => {
    const { display, play, count } = show();
    display.seekingTo = NOW - 2 * HOUR_MS;
    expect(count(() => Array.from({ length: 49 }, () => play(100)))).to.equal(0);
  });

  for (const type of ['timeupdate', 'progress', 'seeking', 'seeked', 'emptied']) {
    it(`are read again after ${type}`, () => {
      const { session, tell, count } = show();
      session.currentInstant += 1000;
      expect(count(() => tell(type))).to.equal(1);
    });
  }

  it('are not read while the controls cannot be seen, and at once when they can', () => {
    const { displayed, display, play, count } = show();
    display.isSeen = false;
    displayed.hostUpdate();
    const { times } = displayed;
    expect(count(() => Array.from({ length: 100 }, () => play(1000)))).to.equal(0);
    expect(displayed.times).to.equal(times);
    display.isSeen = true;
    displayed.hostUpdate();
    expect(displayed.times.playhead).to.equal(NOW - HOUR_MS + 100_000);
  });

  describe('have a timer', () => {
    /** The callbacks of the timers that run, by their delay. */
    const running = new Map<number, () => void>();
    beforeEach(() => {
      running.clear();
      window.setInterval = ((callback: () => void, ms: number) => (
        running.set(ms, callback),
        ms
      )) as unknown as typeof setInterval;
      window.clearInterval = (id) => void running.delete(Number(id));
    });
    const delays = () => [...running.keys()];

    it('of a second while the controls are seen, of ten seconds while they rest, and none out of view', () => {
      const { displayed, display } = show();
      expect(delays(), 'seen').to.deep.equal([1000]);
      displayed.hostUpdate();
      expect(delays(), 'seen and updated again').to.deep.equal([1000]);
      display.isSeen = false;
      displayed.hostUpdate();
      expect(delays(), 'at rest').to.deep.equal([10_000]);
      display.isVisible = false;
      displayed.hostUpdate();
      expect(delays(), 'out of view').to.deep.equal([]);
      Object.assign(display, { isSeen: true, isVisible: true });
      displayed.hostUpdate();
      displayed.hostDisconnected();
      expect(delays(), 'off the page').to.deep.equal([]);
    });

    it('that brings assistive technology new times while the controls rest', () => {
      const { displayed, display, play, count } = show();
      display.isSeen = false;
      displayed.hostUpdate();
      play(10_000);
      expect(count(() => running.get(10_000)?.())).to.equal(1);
      expect(displayed.times.playhead).to.equal(NOW - HOUR_MS + 10_000);
    });
  });
});
