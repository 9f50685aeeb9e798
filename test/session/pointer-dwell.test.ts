import { expect } from 'chai';
import { systemClock } from '../../src/core/index.ts';
import { PointerDwell } from '../../src/session/pointer-dwell.ts';
import { until } from '../until.ts';
import { rejectionOf } from '../network/failure-of.ts';

/** Of whoever goes on pointing. */
const STAYING = new AbortController().signal;

describe('PointerDwell', () => {
  let pointing: PointerDwell;
  /** What was begun, and for whom it still goes on. */
  let begun: { readonly place: string; readonly signal: AbortSignal; readonly end: () => void }[];

  beforeEach(() => {
    pointing = new PointerDwell(systemClock);
    begun = [];
  });
  afterEach(() => pointing.destroy());

  const at = (place: string, signal = STAYING): Promise<string> =>
    pointing.at(
      signal,
      (wanted) =>
        new Promise((resolve, reject) => {
          begun.push({ place, signal: wanted, end: () => resolve(place) });
          wanted.addEventListener('abort', () => reject(wanted.reason as Error));
        }),
    );
  const places = () => begun.map(({ place }) => place);
  const going = () => begun.flatMap(({ place, signal }) => (signal.aborted ? [] : [place]));

  it('begins only where the pointer rests', async () => {
    const passed = ['a', 'b'].map((place) => rejectionOf(at(place)));
    const rested = at('c');
    for (const failure of await Promise.all(passed)) expect(failure).to.have.property('name', 'AbortError');
    expect(begun).to.be.empty;
    await until(() => begun.length > 0);
    begun[0]!.end();
    expect(await rested).to.equal('c');
    expect(places()).to.deep.equal(['c']);
  });

  it('goes on with what was begun while the pointer moves, and gives it up when that rests elsewhere', async () => {
    const first = rejectionOf(at('a'));
    await until(() => begun.length === 1);
    const moves: Promise<unknown>[] = [];
    for (let move = 0; move < 12; move += 1) {
      moves.push(rejectionOf(at('on the way')));
      await new Promise((resolve) => setTimeout(resolve, 16));
    }
    const last = rejectionOf(at('b'));
    expect(await first, 'as soon as it moves').to.have.property('name', 'AbortError');
    await until(() => places().includes('b'));
    await until(() => !going().includes('a'));
    expect(going()).to.deep.equal(['b']);
    pointing.destroy();
    await Promise.all([last, ...moves]);
  });

  it('hands over what is wanted by both places', async () => {
    const first = rejectionOf(at('a'));
    await until(() => begun.length === 1);
    const second = rejectionOf(at('b'));
    await until(() => begun.length === 2);
    expect(going(), 'for a moment').to.deep.equal(['a', 'b']);
    pointing.destroy();
    await Promise.all([first, second]);
  });

  for (const how of ['by its own signal', 'as it is told']) {
    it(`gives up a moment after the pointer has left, ${how}`, async () => {
      const pointer = new AbortController();
      const left = rejectionOf(at('a', pointer.signal));
      await until(() => begun.length === 1);
      if (how === 'by its own signal') pointer.abort();
      else pointing.leave();
      expect(await left).to.have.property('name', 'AbortError');
      expect(going(), 'it may come back').to.deep.equal(['a']);
      await until(() => going().length === 0);
    });
  }

  it('goes on where the pointer comes back at once', async () => {
    const pointer = new AbortController();
    const left = rejectionOf(at('a', pointer.signal));
    await until(() => begun.length === 1);
    pointer.abort();
    const back = rejectionOf(at('b'));
    await until(() => begun.length === 2);
    expect(going()).to.deep.equal(['a', 'b']);
    pointing.destroy();
    await Promise.all([left, back]);
  });

  it('does not mind that a pointer leaves which has been followed by another', async () => {
    const pointer = new AbortController();
    const first = rejectionOf(at('a', pointer.signal));
    const second = at('b');
    pointer.abort();
    await until(() => begun.length === 1);
    begun[0]!.end();
    expect(await second).to.equal('b');
    await first;
  });

  it('ends at once when it is destroyed', async () => {
    const resting = rejectionOf(at('a'));
    await until(() => begun.length === 1);
    pointing.destroy();
    expect(going()).to.be.empty;
    expect(await resting).to.have.property('name', 'AbortError');
  });
});
