import { expect } from 'chai';
import { waitToRetry } from '../../src/network/fetcher.ts';
import { ManualClock } from '../manual-clock.ts';
import { rejectionOf } from './failure-of.ts';

const PAUSE_MS = 4000;

describe('waitToRetry', () => {
  let clock: ManualClock;
  let abort: AbortController;
  let isOver: boolean;
  beforeEach(() => {
    clock = new ManualClock();
    abort = new AbortController();
    isOver = false;
  });

  const pause = (ms = PAUSE_MS): Promise<void> =>
    waitToRetry(ms, clock, abort.signal).then(() => void (isOver = true));

  it('ends when its time is over, and not before', async () => {
    const waiting = pause();
    await clock.advance(PAUSE_MS - 1);
    expect(isOver).to.equal(false);
    await clock.advance(1);
    expect(isOver).to.equal(true);
    await waiting;
  });

  it('ends at once when the browser is online again, and leaves no wait behind', async () => {
    const waiting = pause();
    await clock.advance(0);
    window.dispatchEvent(new Event('online'));
    await waiting;
    expect(clock.nextWaitMs).to.equal(null);
  });

  it('does not end when the browser goes offline', async () => {
    const waiting = pause();
    window.dispatchEvent(new Event('offline'));
    await clock.advance(PAUSE_MS - 1);
    expect(isOver).to.equal(false);
    await clock.advance(1);
    await waiting;
  });

  it('waits also when the browser came online just before', async () => {
    window.dispatchEvent(new Event('online'));
    const waiting = pause();
    await clock.advance(PAUSE_MS - 1);
    expect(isOver).to.equal(false);
    await clock.advance(1);
    await waiting;
  });

  it("rejects with the signal's reason as soon as the signal is aborted, and leaves no wait behind", async () => {
    const waiting = rejectionOf(pause());
    const reason = new Error('a newer seek');
    abort.abort(reason);
    expect(await waiting).to.equal(reason);
    expect(clock.nextWaitMs).to.equal(null);
  });

  it('rejects when the signal is aborted already, even if the browser comes online', async () => {
    const reason = new Error('a newer seek');
    abort.abort(reason);
    const waiting = rejectionOf(pause(0));
    window.dispatchEvent(new Event('online'));
    expect(await waiting).to.equal(reason);
  });

  it('removes its listener when it is over', async () => {
    const addEventListener = window.addEventListener.bind(window);
    const signals: (AbortSignal | undefined)[] = [];
    window.addEventListener = (...[type, listener, options]: Parameters<typeof window.addEventListener>) => {
      if (type === 'online') signals.push((options as AddEventListenerOptions).signal);
      addEventListener(type, listener, options);
    };
    try {
      const waiting = pause();
      await clock.advance(PAUSE_MS);
      await waiting;
    } finally {
      Reflect.deleteProperty(window, 'addEventListener');
    }
    expect(signals.map((signal) => signal?.aborted)).to.deep.equal([true]);
  });
});
