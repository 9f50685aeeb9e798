import { expect } from 'chai';
import { describe, it } from 'node:test';
import { RecordedRanges, TimeShiftError } from '../../src/core/index.ts';
import {
  IDLE,
  pendingSeek,
  SessionStore,
  type SeekState,
  type SessionSnapshot,
} from '../../src/session/session-store.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
const TARGET = { request: { start: T0 }, target: T0, expectedAt: T0 + 80, isLive: false };
const error = new TimeShiftError('network', 'The server cannot be reached.');

/** One seek in each phase, and whether it is pending in that phase. */
const PHASES: [seek: SeekState, isPending: boolean][] = [
  [{ phase: 'idle' }, false],
  [{ phase: 'locating', ...TARGET }, true],
  [{ phase: 'loading', ...TARGET, at: null }, true],
  [{ phase: 'landing', ...TARGET, at: T0, mediaTimeS: 8 }, true],
  [{ phase: 'shown', ...TARGET, at: T0 }, false],
];

interface Change {
  readonly snapshot: SessionSnapshot;
  readonly before: SessionSnapshot;
}

function stage() {
  const events: [type: string, detail: unknown][] = [];
  const store = new SessionStore((type, detail) => events.push([type, detail]));
  return { store, events };
}

describe('SessionStore', () => {
  it('is idle at first', () => {
    const { store, events } = stage();
    expect(store.snapshot).to.equal(IDLE);
    expect(IDLE).to.include({ mode: 'idle', isStarved: false, isQualityChosen: false, hasEnded: false });
    expect(IDLE.seek).to.deep.equal({ phase: 'idle' });
    expect(events).to.deep.equal([]);
  });

  it('makes a new snapshot and one event for each change, however many fields change', () => {
    const { store, events } = stage();
    const seek = { phase: 'locating', ...TARGET } as const;
    store.set({ mode: 'live', seek });
    const [[type, detail] = [], ...others] = events;
    expect([type, others]).to.deep.equal(['change', []]);
    const { snapshot, before } = detail as Change;
    expect(before).to.equal(IDLE);
    expect(snapshot).to.equal(store.snapshot);
    expect(snapshot).to.deep.equal({ ...IDLE, mode: 'live', seek, seekingTo: T0 + 80, isWaiting: true });
  });

  it('has the new snapshot by the time of the event', () => {
    const seen: unknown[] = [];
    const store: SessionStore = new SessionStore(() => seen.push(store.snapshot.mode));
    store.set({ mode: 'live' });
    expect(seen).to.deep.equal(['live']);
  });

  it('leaves earlier snapshots as they were', () => {
    const { store, events } = stage();
    store.set({ mode: 'live' });
    const { snapshot } = store;
    store.set({ mode: 'shifted' });
    expect([snapshot.mode, IDLE.mode]).to.deep.equal(['live', 'idle']);
    expect((events[1]![1] as Change).before).to.equal(snapshot);
  });

  it('makes neither snapshot nor event when nothing changes', () => {
    const { store, events } = stage();
    const recorded = RecordedRanges.empty.learn({ start: 0, end: T0 }, []);
    store.set({ recorded, silentSince: T0 });
    const { snapshot } = store;
    store.set({ recorded, silentSince: T0 });
    store.set({});
    expect(store.snapshot).to.equal(snapshot);
    expect(events).to.have.length(1);
  });

  it('is idle again after a reset, with one event', () => {
    const { store, events } = stage();
    store.set({ mode: 'live', seek: { phase: 'locating', ...TARGET }, isStarved: true, error });
    store.reset();
    expect(store.snapshot).to.deep.equal(IDLE);
    expect(events).to.have.length(2);
    store.reset();
    expect(events).to.have.length(2);
  });

  for (const [seek, isPending] of PHASES) {
    it(`derives from a seek that is ${seek.phase}: seekingTo and isWaiting are ${isPending ? '' : 'not '}set`, () => {
      const { store } = stage();
      store.set({ seek });
      expect(store.snapshot).to.include({ seekingTo: isPending ? T0 + 80 : null, isWaiting: isPending });
      expect(pendingSeek(store.snapshot)).to.equal(isPending ? seek : null);
    });

    it(`derives that playback does not wait after an error, with a seek that is ${seek.phase}`, () => {
      const { store } = stage();
      store.set({ seek, isStarved: true, error });
      expect(store.snapshot).to.include({ seekingTo: null, isWaiting: false });
      expect(pendingSeek(store.snapshot), 'for a retry').to.equal(isPending ? seek : null);
    });
  }

  it('derives that playback waits when the buffer is empty', () => {
    const { store } = stage();
    store.set({ isStarved: true });
    expect(store.snapshot).to.include({ seekingTo: null, isWaiting: true });
    store.set({ isStarved: false });
    expect(store.snapshot.isWaiting).to.equal(false);
  });
});
