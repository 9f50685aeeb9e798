import { expect } from 'chai';
import { systemClock } from '../../../src/core/time/clock.ts';
import { rejectionOf } from '../../network/failure-of.ts';

const { delay, now, steady } = systemClock;

describe('systemClock', () => {
  it("tells the machine's wall-clock time", () => {
    const before = Date.now();
    expect(now()).to.be.within(before, Date.now());
  });

  it('tells a time that does not jump', () => {
    const before = performance.now();
    expect(steady()).to.be.within(before, performance.now());
  });

  it('waits', async () => {
    const startedMs = steady();
    await delay(50, new AbortController().signal);
    expect(steady() - startedMs).to.be.at.least(49);
  });

  it("rejects a wait with the signal's reason as soon as it is aborted", async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const waiting = rejectionOf(delay(60_000, abort.signal));
    abort.abort(reason);
    expect(await waiting).to.equal(reason);
  });

  it('rejects a wait where the signal is aborted already', async () => {
    const reason = new Error('enough');
    expect(await rejectionOf(delay(0, AbortSignal.abort(reason)))).to.equal(reason);
  });

  it('leaves a signal that is aborted after the wait alone', async () => {
    const abort = new AbortController();
    const waited = delay(0, abort.signal);
    await waited;
    abort.abort();
    await waited;
  });
});
