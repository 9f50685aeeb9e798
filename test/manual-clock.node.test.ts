import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ManualClock } from './manual-clock.ts';
import { rejectionOf } from './network/failure-of.ts';

const START = Date.UTC(2028, 1, 29, 23, 59, 40);
const never = (): AbortSignal => new AbortController().signal;

/** Waits again and again, and notes the time after each wait. */
function tick(clock: ManualClock, everyMs: number, signal = never()): number[] {
  const ticks: number[] = [];
  const run = async (): Promise<void> => {
    for (;;) {
      await clock.delay(everyMs, signal);
      ticks.push(clock.steady());
    }
  };
  run().catch(() => undefined);
  return ticks;
}

describe('ManualClock', () => {
  it('stands still until it is advanced', async () => {
    const clock = new ManualClock(START);
    expect([clock.now(), clock.steady()]).to.deep.equal([START, 0]);
    await clock.advance(20_000);
    expect([clock.now(), clock.steady()]).to.deep.equal([Date.UTC(2028, 2, 1), 20_000]);
  });

  it('ends a wait at the very millisecond that it is due', async () => {
    const clock = new ManualClock(START);
    const ticks = tick(clock, 1000);
    await clock.advance(999);
    expect(ticks).to.deep.equal([]);
    await clock.advance(1);
    expect(ticks).to.deep.equal([1000]);
  });

  it('ends a wait of 0 ms only when it is advanced, by 0 ms or more', async () => {
    const clock = new ManualClock();
    let hasEnded = false;
    const wait = clock.delay(0, never()).then(() => (hasEnded = true));
    await Promise.resolve();
    expect(hasEnded).to.equal(false);
    await clock.advance(0);
    expect(hasEnded).to.equal(true);
    await wait;
  });

  it('ends waits in the order in which they are due, also those that begin on the way', async () => {
    const clock = new ManualClock();
    const order: string[] = [];
    const wait = async (name: string, ...waitsMs: number[]): Promise<void> => {
      for (const ms of waitsMs) {
        await clock.delay(ms, never());
        order.push(`${name} ${clock.steady()}`);
      }
    };
    const all = [wait('late', 300), wait('chain', 100, 100, 100), wait('early', 50), wait('same', 300)];
    await clock.advance(300);
    expect(order).to.deep.equal(['early 50', 'chain 100', 'chain 200', 'late 300', 'same 300', 'chain 300']);
    await Promise.all(all);
  });

  it('tells what waits, and advances to the end of the shortest wait', async () => {
    const clock = new ManualClock();
    expect([clock.nextWaitMs, clock.waitsMs]).to.deep.equal([null, []]);
    tick(clock, 5000);
    tick(clock, 2000);
    expect([clock.nextWaitMs, clock.waitsMs]).to.deep.equal([2000, [2000, 5000]]);
    expect(await clock.advanceToNextWait()).to.equal(2000);
    expect([clock.steady(), clock.waitsMs]).to.deep.equal([2000, [2000, 3000]]);
  });

  it('refuses to advance to the next wait while nothing waits', async () => {
    expect(await rejectionOf(new ManualClock().advanceToNextWait()))
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.includes('Nothing waits');
  });

  it('rejects a wait with the reason of its signal, and forgets the wait', async () => {
    const clock = new ManualClock();
    const reason = new Error('the viewer has left');
    const leaving = new AbortController();
    const rejected = rejectionOf(clock.delay(1000, leaving.signal));
    leaving.abort(reason);
    expect(await rejected).to.equal(reason);
    expect(await rejectionOf(clock.delay(1000, leaving.signal))).to.equal(reason);
    expect(clock.nextWaitMs).to.equal(null);
  });

  it('ends overdue waits late after a sleep, and then goes on at the new time', async () => {
    const clock = new ManualClock(START);
    const ticks = tick(clock, 1000);
    clock.sleep(60_000);
    await Promise.resolve();
    expect([ticks, clock.nextWaitMs, clock.now()]).to.deep.equal([[], -59_000, START + 60_000]);
    await clock.advance(1000);
    expect(ticks).to.deep.equal([60_000, 61_000]);
  });

  it('keeps its steady time and its waits when the wall clock is set', async () => {
    const clock = new ManualClock(START);
    const ticks = tick(clock, 1000);
    clock.setNow(0);
    await clock.advance(1000);
    expect([clock.now(), clock.steady(), ticks]).to.deep.equal([1000, 1000, [1000]]);
  });

  it('hands on its functions by themselves', async () => {
    const { now, steady, delay } = new ManualClock(START);
    expect([now(), steady()]).to.deep.equal([START, 0]);
    expect(await rejectionOf(delay(1, AbortSignal.abort(new Error('over'))))).to.be.instanceOf(Error);
  });
});
