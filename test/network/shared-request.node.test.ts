import { expect } from 'chai';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { SharedRequests } from '../../src/network/shared-request.ts';
import { rejectionOf } from './failure-of.ts';

const NEVER = new AbortController().signal;

interface SentRequest {
  readonly key: string;
  readonly signal: AbortSignal;
  readonly succeed: (result: string) => void;
  readonly fail: (reason: Error) => void;
}

/** Requests that the test ends, in the order in which they were sent. */
function stage() {
  const requests = new SharedRequests<string>();
  const sent: SentRequest[] = [];
  const join = (key: string, signal = NEVER) =>
    requests.join(key, signal, (shared) => {
      return new Promise<string>((succeed, fail) => {
        sent.push({ key, signal: shared, succeed, fail });
        shared.addEventListener('abort', () => fail(shared.reason as Error));
      });
    });
  return { sent, join };
}

/** All promise callbacks that are pending have run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('SharedRequests', () => {
  it('sends one request for all callers with the same key', async () => {
    const { sent, join } = stage();
    const results = [join('a'), join('b'), join('a')];
    expect(sent.map(({ key }) => key)).to.deep.equal(['a', 'b']);
    sent.forEach(({ key, succeed }) => succeed(`${key}!`));
    expect(await Promise.all(results)).to.deep.equal(['a!', 'b!', 'a!']);
  });

  it('sends a request again when the one before has succeeded or failed', async () => {
    const { sent, join } = stage();
    const first = join('a');
    sent[0]!.succeed('first');
    await first;
    const second = join('a');
    sent[1]!.fail(new Error('second'));
    expect(await rejectionOf(second)).to.have.property('message', 'second');
    void join('a');
    expect(sent).to.have.length(3);
  });

  it('keeps a request going while one caller wants it, even if the first caller leaves', async () => {
    const { sent, join } = stage();
    const [first, second] = [new AbortController(), new AbortController()];
    const left = join('a', first.signal);
    const stayed = join('a', second.signal);
    const reason = new Error('elsewhere');
    first.abort(reason);
    expect(await rejectionOf(left)).to.equal(reason);
    expect(sent[0]!.signal.aborted).to.equal(false);
    sent[0]!.succeed('done');
    expect(await stayed).to.equal('done');
    second.abort();
    expect(sent[0]!.signal.aborted, 'after the end').to.equal(false);
  });

  it('aborts a request as soon as the last caller leaves, and sends another for the next caller', async () => {
    const { sent, join } = stage();
    const callers = [new AbortController(), new AbortController()];
    const left = callers.map(({ signal }) => rejectionOf(join('a', signal)));
    const reason = new Error('elsewhere');
    callers.forEach((caller) => caller.abort(reason));
    expect(sent[0]!.signal.reason).to.equal(reason);
    const late = join('a');
    expect(sent).to.have.length(2);
    await Promise.all(left);
    // The end of the first request must not make it forget the second one.
    await settle();
    const later = join('a');
    expect(sent).to.have.length(2);
    sent[1]!.succeed('done');
    expect(await Promise.all([late, later])).to.deep.equal(['done', 'done']);
  });

  it('does not listen to its callers after the end', async () => {
    const { sent, join } = stage();
    const { signal } = new AbortController();
    const joined = [join('a', signal), rejectionOf(join('b', signal))];
    sent[0]!.succeed('done');
    sent[1]!.fail(new Error('no'));
    await Promise.all(joined);
    await settle();
    // A caller's signal may live as long as the session, and what listens to it is kept in memory.
    expect(getEventListeners(signal, 'abort')).to.be.empty;
  });

  it('sends nothing for a caller that has left already', async () => {
    const { sent, join } = stage();
    const reason = new Error('gone');
    expect(await rejectionOf(join('a', AbortSignal.abort(reason)))).to.equal(reason);
    expect(sent).to.be.empty;
  });
});
