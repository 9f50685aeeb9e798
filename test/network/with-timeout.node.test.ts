import { expect } from 'chai';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { withTimeout } from '../../src/network/abortable.ts';
import { ManualClock } from '../manual-clock.ts';
import { rejectionOf } from './failure-of.ts';

const NEVER = new AbortController().signal;

/** Something that runs until the test ends it, or its signal is aborted. */
function stage(caller: AbortSignal = NEVER) {
  const clock = new ManualClock();
  let signal!: AbortSignal;
  let end!: (result: string) => void;
  const result = withTimeout(1000, clock, caller, (limited) => {
    signal = limited;
    return new Promise<string>((resolve, reject) => {
      end = resolve;
      limited.addEventListener('abort', () => reject(limited.reason as Error));
    });
  });
  return { clock, signal, end, result };
}

describe('withTimeout', () => {
  it('returns the result, and leaves neither a wait nor anything running behind', async () => {
    const { clock, signal, end, result } = stage();
    await clock.advance(999);
    expect(signal.aborted).to.equal(false);
    end('done');
    expect(await result).to.equal('done');
    expect([signal.aborted, clock.nextWaitMs]).to.deep.equal([true, null]);
  });

  it('rejects with a TimeoutError when the time is over', async () => {
    const { clock, result } = stage();
    const failure = rejectionOf(result);
    await clock.advance(1000);
    expect(await failure).to.have.property('name', 'TimeoutError');
  });

  it("rejects with the reason of the caller's signal when that is aborted", async () => {
    const leaving = new AbortController();
    const { clock, result } = stage(leaving.signal);
    const failure = rejectionOf(result);
    const reason = new Error('a newer seek');
    leaving.abort(reason);
    expect(await failure).to.equal(reason);
    expect(clock.nextWaitMs).to.equal(null);
  });

  it("does not listen to the caller's signal afterwards", async () => {
    const leaving = new AbortController();
    const { signal, end, result } = stage(leaving.signal);
    end('done');
    await result;
    const { reason } = signal as { reason: unknown };
    // The caller's signal may live as long as the session, and what listens to it is kept in memory.
    expect(getEventListeners(leaving.signal, 'abort')).to.be.empty;
    leaving.abort(new Error('a newer seek'));
    expect(signal.reason).to.equal(reason);
  });
});
