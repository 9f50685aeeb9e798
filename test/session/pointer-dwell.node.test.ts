import { expect } from 'chai';
import { getEventListeners } from 'node:events';
import { beforeEach, describe, it } from 'node:test';
import { PointerDwell } from '../../src/session/pointer-dwell.ts';
import { ManualClock } from '../manual-clock.ts';
import { rejectionOf } from '../network/failure-of.ts';

/** How long a pointer rests before a request is sent, and how long a request outlives its pointer. */
const DWELL_MS = 80;
/** The signal of a pointer that stays. */
const STAYING = new AbortController().signal;

interface SentRequest {
  readonly place: string;
  readonly signal: AbortSignal;
  readonly succeed: () => void;
}

describe('PointerDwell', () => {
  let clock: ManualClock;
  let dwell: PointerDwell;
  let sent: SentRequest[];

  beforeEach(() => {
    clock = new ManualClock();
    dwell = new PointerDwell(clock);
    sent = [];
  });

  const pointAt = (place: string, signal = STAYING): Promise<string> =>
    dwell.at(
      signal,
      (wanted) =>
        new Promise((resolve, reject) => {
          sent.push({ place, signal: wanted, succeed: () => resolve(place) });
          wanted.addEventListener('abort', () => reject(wanted.reason as Error));
        }),
    );
  const places = () => sent.map(({ place }) => place);
  const pending = () => sent.flatMap(({ place, signal }) => (signal.aborted ? [] : [place]));
  const expectAborted = async (promise: Promise<unknown>) =>
    expect(await rejectionOf(promise)).to.have.property('name', 'AbortError');

  it('sends a request only for the place where the pointer rests', async () => {
    const crossed = ['a', 'b'].map((place) => expectAborted(pointAt(place)));
    const rested = pointAt('c');
    await Promise.all(crossed);
    await clock.advance(DWELL_MS - 1);
    expect(places()).to.deep.equal([]);
    await clock.advance(1);
    expect(places()).to.deep.equal(['c']);
    sent[0]!.succeed();
    expect(await rested).to.equal('c');
  });

  it('keeps a request going while the pointer moves, and aborts it when the pointer rests elsewhere', async () => {
    const first = expectAborted(pointAt('a'));
    await clock.advance(DWELL_MS);
    const moves: Promise<unknown>[] = [];
    for (let move = 0; move < 12; move += 1) {
      moves.push(expectAborted(pointAt('on the way')));
      await clock.advance(16);
    }
    // The caller gets no answer as soon as the pointer moves.
    await first;
    const last = expectAborted(pointAt('b'));
    await clock.advance(DWELL_MS);
    expect([places(), pending()]).to.deep.equal([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    await clock.advance(DWELL_MS - 1);
    expect(pending(), 'for a moment, because the next place often needs the same').to.deep.equal(['a', 'b']);
    await clock.advance(1);
    expect(pending()).to.deep.equal(['b']);
    dwell.abort();
    await Promise.all([last, ...moves]);
  });

  for (const how of ['aborts its signal', 'is reported to have left']) {
    it(`aborts a request a moment after the pointer ${how}`, async () => {
      const pointer = new AbortController();
      const left = expectAborted(pointAt('a', pointer.signal));
      await clock.advance(DWELL_MS);
      if (how === 'aborts its signal') pointer.abort();
      else dwell.leave();
      await left;
      await clock.advance(DWELL_MS - 1);
      expect(pending(), 'in case the pointer comes back').to.deep.equal(['a']);
      await clock.advance(1);
      expect(pending()).to.deep.equal([]);
    });
  }

  it('keeps a request going when the pointer comes back at once', async () => {
    const pointer = new AbortController();
    const left = expectAborted(pointAt('a', pointer.signal));
    await clock.advance(DWELL_MS);
    pointer.abort();
    await clock.advance(DWELL_MS - 1);
    const back = expectAborted(pointAt('b'));
    await clock.advance(DWELL_MS);
    expect(pending()).to.deep.equal(['a', 'b']);
    dwell.abort();
    await Promise.all([left, back]);
  });

  it('keeps a request going when the pointer comes back, however often it was reported to have left', async () => {
    const pointer = new AbortController();
    const left = expectAborted(pointAt('a', pointer.signal));
    await clock.advance(DWELL_MS);
    pointer.abort();
    dwell.leave();
    await left;
    const back = expectAborted(pointAt('b'));
    await clock.advance(DWELL_MS);
    expect(pending()).to.deep.equal(['a', 'b']);
    dwell.abort();
    await back;
  });

  it('sends nothing for a pointer that leaves before it has rested', async () => {
    const pointer = new AbortController();
    const left = expectAborted(pointAt('a', pointer.signal));
    await clock.advance(DWELL_MS - 1);
    pointer.abort();
    await left;
    await clock.advance(DWELL_MS);
    expect([places(), clock.nextWaitMs]).to.deep.equal([[], null]);
  });

  it('sends nothing for a pointer that has left already', async () => {
    const reason = new Error('left');
    expect(await rejectionOf(pointAt('a', AbortSignal.abort(reason)))).to.equal(reason);
    expect(clock.nextWaitMs).to.equal(null);
  });

  it('aborts the request of a pointer that has left, also where another one has left already', async () => {
    const left = expectAborted(pointAt('a'));
    await clock.advance(DWELL_MS);
    dwell.leave();
    await Promise.all([left, expectAborted(pointAt('b', AbortSignal.abort()))]);
    await clock.advance(DWELL_MS);
    expect([places(), pending()]).to.deep.equal([['a'], []]);
  });

  it('listens to the signal of a pointer once, however often it moves', async () => {
    const { signal } = new AbortController();
    const moves = ['a', 'b', 'c'].map((place) => expectAborted(pointAt(place, signal)));
    expect(getEventListeners(signal, 'abort')).to.have.length(1);
    dwell.abort();
    await Promise.all(moves);
    expect(getEventListeners(signal, 'abort')).to.be.empty;
  });

  it('ignores that a pointer leaves when another pointer has followed it', async () => {
    const pointer = new AbortController();
    const first = expectAborted(pointAt('a', pointer.signal));
    const second = pointAt('b');
    pointer.abort();
    await clock.advance(DWELL_MS);
    sent[0]!.succeed();
    expect(await second).to.equal('b');
    await first;
  });

  it('aborts its request at once when it is destroyed', async () => {
    const rested = expectAborted(pointAt('a'));
    await clock.advance(DWELL_MS);
    dwell.abort();
    expect(pending()).to.deep.equal([]);
    await rested;
  });

  it('leaves no wait behind when it is destroyed after the pointer has left', async () => {
    const left = expectAborted(pointAt('a'));
    await clock.advance(2 * DWELL_MS);
    dwell.leave();
    dwell.abort();
    await left;
    expect([pending(), clock.nextWaitMs]).to.deep.equal([[], null]);
  });

  it('sends nothing after it is destroyed', async () => {
    const resting = expectAborted(pointAt('a'));
    dwell.abort();
    await resting;
    await clock.advance(DWELL_MS);
    expect([places(), clock.nextWaitMs]).to.deep.equal([[], null]);
  });
});
