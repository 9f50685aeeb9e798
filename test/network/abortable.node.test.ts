import { expect } from 'chai';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { abortable } from '../../src/network/abortable.ts';
import { rejectionOf } from './failure-of.ts';

const NEVER_SETTLED = new Promise<never>(() => undefined);
const REASON = new Error('a newer seek');

describe('abortable', () => {
  it('settles as the promise does, and does not listen to the signal afterwards', async () => {
    const { signal } = new AbortController();
    const failure = new Error('no');
    expect(await abortable(Promise.resolve('done'), signal)).to.equal('done');
    expect(await rejectionOf(abortable(Promise.reject(failure), signal))).to.equal(failure);
    await new Promise((resolve) => setImmediate(resolve));
    // The signal may live as long as the session, and what listens to it is kept in memory.
    expect(getEventListeners(signal, 'abort')).to.be.empty;
  });

  it('rejects with the reason of the signal as soon as that is aborted', async () => {
    const leaving = new AbortController();
    const failure = rejectionOf(abortable(NEVER_SETTLED, leaving.signal));
    leaving.abort(REASON);
    expect(await failure).to.equal(REASON);
  });

  it('rejects at once where the signal is aborted already', async () => {
    expect(await rejectionOf(abortable(NEVER_SETTLED, AbortSignal.abort(REASON)))).to.equal(REASON);
  });
});
