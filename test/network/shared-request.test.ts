import { expect } from 'chai';
import { SharedRequests } from '../../src/network/shared-request.ts';
import { rejectionOf } from './failure-of.ts';

/** Works that a test ends by hand, in the order in which they were begun. */
function stage() {
  const works = new SharedRequests<string>();
  const begun: {
    key: string;
    signal: AbortSignal;
    end: (result: string) => void;
    fail: (reason: Error) => void;
  }[] = [];
  const want = (key: string, signal = new AbortController().signal) =>
    works.join(key, signal, (wanted) => {
      return new Promise<string>((resolve, reject) => {
        begun.push({ key, signal: wanted, end: resolve, fail: reject });
        wanted.addEventListener('abort', () => reject(wanted.reason as Error));
      });
    });
  return { begun, want };
}

describe('SharedRequests', () => {
  it('are done once for all who want the same', async () => {
    const { begun, want } = stage();
    const wanted = [want('a'), want('b'), want('a')];
    expect(begun.map(({ key }) => key)).to.deep.equal(['a', 'b']);
    begun.forEach(({ key, end }) => end(`${key}!`));
    expect(await Promise.all(wanted)).to.deep.equal(['a!', 'b!', 'a!']);
  });

  it('are done again when they are over', async () => {
    const { begun, want } = stage();
    const first = want('a');
    begun[0]!.end('first');
    await first;
    const second = want('a');
    begun[1]!.fail(new Error('second'));
    expect(await rejectionOf(second)).to.have.property('message', 'second');
    void want('a');
    expect(begun).to.have.length(3);
  });

  it('go on for as long as one wants them, whoever wanted them first', async () => {
    const { begun, want } = stage();
    const [first, second] = [new AbortController(), new AbortController()];
    const gone = want('a', first.signal);
    const stayed = want('a', second.signal);
    const reason = new Error('elsewhere');
    first.abort(reason);
    expect(await rejectionOf(gone)).to.equal(reason);
    expect(begun[0]!.signal.aborted).to.equal(false);
    begun[0]!.end('done');
    expect(await stayed).to.equal('done');
    second.abort();
    expect(begun[0]!.signal.aborted, 'when it is over').to.equal(false);
  });

  it('are given up at once when nobody wants them, and begun anew for who comes then', async () => {
    const { begun, want } = stage();
    const pointers = [new AbortController(), new AbortController()];
    const gone = pointers.map(({ signal }) => rejectionOf(want('a', signal)));
    pointers.forEach((pointer) => pointer.abort());
    expect(begun[0]!.signal.aborted).to.equal(true);
    const late = want('a');
    expect(begun).to.have.length(2);
    await Promise.all(gone);
    const later = want('a');
    expect(begun).to.have.length(2);
    begun[1]!.end('done');
    expect(await Promise.all([late, later])).to.deep.equal(['done', 'done']);
  });

  it('are not begun for who has gone already', async () => {
    const { begun, want } = stage();
    const reason = new Error('gone');
    expect(await rejectionOf(want('a', AbortSignal.abort(reason)))).to.equal(reason);
    expect(begun).to.be.empty;
  });
});
