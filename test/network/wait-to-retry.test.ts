import { expect } from 'chai';
import { systemClock } from '../../src/core/index.ts';
import { waitToRetry } from '../../src/network/fetcher.ts';
import { rejectionOf } from './failure-of.ts';
import { WoundClock } from '../session/wound-clock.ts';

const PAUSE_MS = 4000;

describe('waitToRetry', () => {
  let clock: WoundClock;
  let abort: AbortController;
  let isOver = false;
  beforeEach(() => {
    clock = new WoundClock();
    abort = new AbortController();
    isOver = false;
  });
  afterEach(() => clock.stop());

  const pause = (ms = PAUSE_MS): Promise<void> =>
    waitToRetry(ms, systemClock, abort.signal).then(() => void (isOver = true));
  /** Until all that has happened has had its effect. */
  const nextTask = () => new Promise((resolve) => setTimeout(resolve));

  it('ends when its time is over, and not before', async () => {
    const waiting = pause();
    await nextTask();
    expect(isOver).to.equal(false);
    expect(clock.nextMs).to.be.within(PAUSE_MS - 500, PAUSE_MS);
    clock.windOn();
    await waiting;
    expect(clock.nextMs, 'nothing is left waiting').to.equal(null);
  });

  it('ends at once when the browser is online again', async () => {
    const waiting = pause();
    await nextTask();
    window.dispatchEvent(new Event('online'));
    await waiting;
    expect(clock.nextMs, 'nothing is left waiting').to.equal(null);
  });

  it('does not end where the browser goes offline', async () => {
    const waiting = pause();
    window.dispatchEvent(new Event('offline'));
    await nextTask();
    expect(isOver).to.equal(false);
    clock.windOn();
    await waiting;
  });

  it('waits again after the browser was online before it', async () => {
    window.dispatchEvent(new Event('online'));
    const waiting = pause();
    await nextTask();
    expect(isOver).to.equal(false);
    clock.windOn();
    await waiting;
  });

  it("rejects with the signal's reason as soon as it is aborted", async () => {
    const waiting = rejectionOf(pause());
    const reason = new Error('a newer seek');
    abort.abort(reason);
    expect(await waiting).to.equal(reason);
    expect(clock.nextMs, 'nothing is left waiting').to.equal(null);
  });

  it('rejects where the signal is aborted already, online or not', async () => {
    const reason = new Error('a newer seek');
    abort.abort(reason);
    const waiting = rejectionOf(pause(0));
    window.dispatchEvent(new Event('online'));
    expect(await waiting).to.equal(reason);
  });

  it('listens no more once it is over', async () => {
    const addEventListener = window.addEventListener.bind(window);
    const signals: (AbortSignal | undefined)[] = [];
    window.addEventListener = (...[type, listener, options]: Parameters<typeof window.addEventListener>) => {
      if (type === 'online') signals.push((options as AddEventListenerOptions).signal);
      addEventListener(type, listener, options);
    };
    try {
      const waiting = pause();
      clock.windOn();
      await waiting;
    } finally {
      Reflect.deleteProperty(window, 'addEventListener');
    }
    expect(signals.map((signal) => signal?.aborted)).to.deep.equal([true]);
  });
});
