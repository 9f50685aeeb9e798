import { expect } from 'chai';
import { delay } from '../../src/core/delay.ts';
import { rejectionOf } from '../playback/failure-of.ts';

describe('delay', () => {
  it('waits', async () => {
    const startedMs = performance.now();
    await delay(50, new AbortController().signal);
    expect(performance.now() - startedMs).to.be.at.least(49);
  });

  it("rejects with the signal's reason as soon as it is aborted", async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const waiting = rejectionOf(delay(60_000, abort.signal));
    abort.abort(reason);
    expect(await waiting).to.equal(reason);
  });

  it('rejects where the signal is aborted already', async () => {
    const reason = new Error('enough');
    expect(await rejectionOf(delay(0, AbortSignal.abort(reason)))).to.equal(reason);
  });

  it('has no effect on a signal that is aborted afterwards', async () => {
    const abort = new AbortController();
    const waited = delay(0, abort.signal);
    await waited;
    abort.abort();
    await waited;
  });
});
