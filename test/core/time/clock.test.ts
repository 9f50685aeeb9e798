import { expect } from 'chai';
import { systemClock } from '../../../src/core/time/clock.ts';

const { delay, now, steady } = systemClock;

interface Timer {
  readonly ms: number;
  readonly fire: () => void;
}

/** Timers that fire when a test says so. */
class FakeTimers {
  readonly running = new Map<number, Timer>();
  #lastId = 0;

  readonly setTimeout = (fire: () => void, ms: number): number => {
    this.#lastId += 1;
    this.running.set(this.#lastId, { fire, ms });
    return this.#lastId;
  };

  readonly clearTimeout = (id: number): boolean => this.running.delete(id);

  get waitsMs(): number[] {
    return [...this.running.values()].map(({ ms }) => ms);
  }

  fireAll(): void {
    const timers = [...this.running.values()];
    this.running.clear();
    timers.forEach(({ fire }) => fire());
  }
}

/** Replaces a member of a global object; the returned function restores it. */
function replace(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  return () => {
    Reflect.deleteProperty(owner, name);
    if (before) Object.defineProperty(owner, name, before);
  };
}

describe('systemClock', () => {
  let timers: FakeTimers;
  let restore: (() => void)[];

  beforeEach(() => {
    timers = new FakeTimers();
    restore = [
      replace(globalThis, 'setTimeout', timers.setTimeout),
      replace(globalThis, 'clearTimeout', timers.clearTimeout),
    ];
  });
  afterEach(() => restore.forEach((each) => each()));

  it('tells the wall-clock time of the machine, also after that was changed', () => {
    for (const at of [1502280113123, 1502276400000]) {
      restore.unshift(replace(Date, 'now', () => at));
      expect(now()).to.equal(at);
    }
  });

  it('tells the steady time of the machine', () => {
    restore.push(replace(performance, 'now', () => 1234.5));
    expect(steady()).to.equal(1234.5);
  });

  it('waits as long as it is asked to', async () => {
    let isOver = false;
    const waiting = delay(50, new AbortController().signal).then(() => (isOver = true));
    expect(timers.waitsMs).to.deep.equal([50]);
    await Promise.resolve();
    expect(isOver).to.equal(false);
    timers.fireAll();
    await waiting;
    expect(isOver).to.equal(true);
  });

  it('ends a wait with the reason of the signal as soon as the signal is aborted, and stops the timer', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const waiting = delay(60_000, abort.signal).catch((error: unknown) => error);
    abort.abort(reason);
    expect(await waiting).to.equal(reason);
    expect(timers.waitsMs).to.deep.equal([]);
  });

  it('does not begin to wait if the signal is already aborted', async () => {
    const reason = new Error('enough');
    const waiting = delay(0, AbortSignal.abort(reason)).catch((error: unknown) => error);
    expect(await waiting).to.equal(reason);
    expect(timers.waitsMs).to.deep.equal([]);
  });

  it('lets go of the signal after the wait', async () => {
    const listeners: string[] = [];
    const { signal } = new AbortController();
    restore.push(
      replace(signal, 'addEventListener', (type: string) => listeners.push(type)),
      replace(signal, 'removeEventListener', (type: string) => {
        if (listeners.includes(type)) listeners.splice(listeners.indexOf(type), 1);
      }),
    );
    const waiting = delay(10, signal);
    expect(listeners).to.deep.equal(['abort']);
    timers.fireAll();
    await waiting;
    expect(listeners).to.deep.equal([]);
  });
});
