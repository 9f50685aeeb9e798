import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ManualClock } from './manual-clock.ts';
import { rejectionOf } from './network/failure-of.ts';
import { SkippingClock } from './skipping-clock.ts';

const NEVER = new AbortController().signal;
const START = Date.UTC(2028, 1, 29, 23, 59, 40);

/** A skipping clock on a machine whose own clock a test moves. */
function stage() {
  const real = new ManualClock(START);
  const clock = new SkippingClock(real);
  const ended: number[] = [];
  const wait = (ms: number): void => void clock.delay(ms, NEVER).then(() => ended.push(ms));
  return { real, clock, ended, wait };
}

describe('SkippingClock', () => {
  it('tells the time of the machine and the time that has been skipped', async () => {
    const { real, clock } = stage();
    await real.advance(5000);
    expect([clock.now(), clock.steady()]).to.deep.equal([START + 5000, 5000]);
    clock.skip(60_000);
    expect([clock.now(), clock.steady()]).to.deep.equal([START + 65_000, 65_000]);
  });

  it('ends a wait of less than a second by itself', async () => {
    const { real, clock, ended, wait } = stage();
    wait(999);
    expect(clock.nextWaitMs).to.equal(null);
    await real.advance(999);
    expect(ended).to.deep.equal([999]);
  });

  it('holds a wait of a second, however much time passes or is skipped', async () => {
    const { real, clock, ended, wait } = stage();
    wait(1000);
    await real.advance(600);
    expect(clock.nextWaitMs).to.equal(400);
    clock.skip(5000);
    await real.advance(0);
    expect([clock.nextWaitMs, ended]).to.deep.equal([-4600, []]);
    expect(clock.skipToNextWait(), 'for an overdue wait').to.equal(0);
    await real.advance(0);
    expect(ended).to.deep.equal([1000]);
  });

  it('skips to the end of the shortest wait that it holds', async () => {
    const { real, clock, ended, wait } = stage();
    wait(5000);
    wait(2000);
    expect([clock.skipToNextWait(), clock.skipToNextWait()]).to.deep.equal([2000, 3000]);
    await real.advance(0);
    expect([ended, clock.steady()]).to.deep.equal([[2000, 5000], 5000]);
    expect(() => clock.skipToNextWait()).to.throw('No wait is held');
  });

  it('holds shorter waits too where a test says so', () => {
    const { clock, wait } = stage();
    clock.heldFromMs = 80;
    wait(79);
    expect(clock.nextWaitMs).to.equal(null);
    wait(80);
    expect(clock.nextWaitMs).to.equal(80);
  });

  it('rejects a held wait with the reason of its signal, and forgets the wait', async () => {
    const { clock } = stage();
    const reason = new Error('the viewer has left');
    const leaving = new AbortController();
    const rejected = rejectionOf(clock.delay(1000, leaving.signal));
    leaving.abort(reason);
    expect(await rejected).to.equal(reason);
    expect(clock.nextWaitMs).to.equal(null);
  });
});
