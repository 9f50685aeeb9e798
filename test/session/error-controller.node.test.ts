import { expect } from 'chai';
import { describe, it } from 'node:test';
import { RecordedRanges, TimeShiftError, type UnixMs } from '../../src/core/index.ts';
import { ErrorController } from '../../src/session/error-controller.ts';
import { SessionStore } from '../../src/session/session-store.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
const mediaError = new TimeShiftError('media', 'The stream is damaged here.');
const networkError = new TimeShiftError('network', 'The server cannot be reached.');
const notLive = new TimeShiftError('not-recorded', 'Nothing is live now.');

const recordedUntil = (end: UnixMs): RecordedRanges =>
  RecordedRanges.empty.learn({ start: T0, end: T0 + 3_600_000 }, [{ start: T0, end }]);

function stage(lastInstant: UnixMs | null = T0) {
  const store = new SessionStore(() => undefined);
  const restarts: UnixMs[] = [];
  const scene = { lastInstant, retries: 0, failsAtOnce: false };
  const errors: ErrorController = new ErrorController({
    store,
    lastInstant: () => scene.lastInstant,
    restart: (at) => {
      restarts.push(at);
      if (!scene.failsAtOnce) return;
      scene.failsAtOnce = false;
      errors.handleError(networkError);
    },
    retry: () => (scene.retries += 1),
  });
  const seekTo = (target: UnixMs | null) =>
    store.set({
      seek: { phase: 'locating', request: {}, target, expectedAt: target ?? T0, isLive: target === null },
    });
  return { store, restarts, scene, errors, seekTo };
}

/** All microtasks that are pending have run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('ErrorController', () => {
  it('restarts playback where it was after a media error, when hls.js has dispatched it', async () => {
    const { store, restarts, errors } = stage();
    errors.handleError(mediaError);
    expect(restarts).to.deep.equal([]);
    await settle();
    expect([restarts, store.snapshot.error]).to.deep.equal([[T0], null]);
  });

  it('restarts at the target of a pending seek', async () => {
    const { restarts, errors, seekTo } = stage();
    seekTo(T0 + 60_000);
    errors.handleError(mediaError);
    await settle();
    expect(restarts).to.deep.equal([T0 + 60_000]);
  });

  it('restarts where the picture was when the pending seek is for live', async () => {
    const { restarts, errors, seekTo } = stage();
    seekTo(null);
    errors.handleError(mediaError);
    await settle();
    expect(restarts).to.deep.equal([T0]);
  });

  it('ignores further errors until playback has been restarted', async () => {
    const { restarts, errors } = stage();
    errors.handleError(mediaError);
    errors.handleError(mediaError);
    errors.handleError(networkError);
    await settle();
    expect(restarts).to.deep.equal([T0]);
    errors.handleError(mediaError);
    await settle();
    expect(restarts, 'and a little later for the same error').to.deep.equal([T0, T0 + 5000]);
  });

  it('ends in the error of a start that fails at once', async () => {
    const { store, restarts, scene, errors } = stage();
    scene.failsAtOnce = true;
    errors.handleError(mediaError);
    await settle();
    expect([restarts, store.snapshot.error]).to.deep.equal([[T0], networkError]);
  });

  it('ends in the error after four restarts at about the same place', async () => {
    const { store, restarts, scene, errors } = stage();
    for (let failures = 0; failures < 5; failures += 1) {
      errors.handleError(mediaError);
      await settle();
      scene.lastInstant = restarts.at(-1)!;
    }
    expect(restarts).to.deep.equal([0, 5, 10, 15].map((seconds) => T0 + seconds * 1000));
    expect(store.snapshot.error).to.equal(mediaError);
  });

  const fatal: [what: string, error: TimeShiftError, lastInstant: UnixMs | null][] = [
    ['of another kind', networkError, T0],
    ['of media before there has been any picture', mediaError, null],
  ];
  for (const [what, error, lastInstant] of fatal) {
    it(`ends at once in an error ${what}`, async () => {
      const { store, restarts, errors, seekTo } = stage(lastInstant);
      seekTo(T0 + 60_000);
      errors.handleError(error);
      await settle();
      expect([store.snapshot.error, restarts]).to.deep.equal([error, []]);
    });
  }

  describe('when nothing was live', () => {
    const fail = () => {
      const staged = stage();
      const { store, errors, seekTo } = staged;
      seekTo(null);
      store.set({ recorded: recordedUntil(T0 + 60_000) });
      errors.handleError(notLive);
      return staged;
    };

    it('retries when something has been recorded since', () => {
      const { scene, errors } = fail();
      errors.handleRecorded(recordedUntil(T0 + 60_000));
      expect(scene.retries).to.equal(0);
      errors.handleRecorded(recordedUntil(T0 + 64_000));
      expect(scene.retries).to.equal(1);
    });

    it('retries when anything is recorded, if nothing was known before', () => {
      const { scene, errors, seekTo } = stage();
      seekTo(null);
      errors.handleError(notLive);
      errors.handleRecorded(RecordedRanges.empty);
      expect(scene.retries).to.equal(0);
      errors.handleRecorded(recordedUntil(T0 + 4000));
      expect(scene.retries).to.equal(1);
    });

    it('retries when something has been recorded since, however much was before', () => {
      const { store, scene, errors, seekTo } = stage();
      const known = { start: T0, end: T0 + 3_600_000 };
      const first = { start: T0, end: T0 + 60_000 };
      const second = { start: T0 + 120_000, end: T0 + 180_000 };
      const before = RecordedRanges.empty.learn(known, [first, second]);
      seekTo(null);
      store.set({ recorded: before });
      errors.handleError(notLive);
      errors.handleRecorded(before);
      expect(scene.retries).to.equal(0);
      const third = { start: T0 + 240_000, end: T0 + 244_000 };
      errors.handleRecorded(before.learn(known, [third]));
      expect(scene.retries).to.equal(1);
    });

    it('does not retry where no seek is pending', () => {
      const { store, scene, errors } = stage();
      errors.handleError(notLive);
      expect([store.snapshot.error, store.snapshot.seek.phase]).to.deep.equal([notLive, 'idle']);
      errors.handleRecorded(recordedUntil(T0 + 64_000));
      expect(scene.retries).to.equal(0);
    });

    it('does not retry without an error, or after an error of another kind', () => {
      const { store, scene, errors } = fail();
      for (const error of [null, networkError]) {
        store.set({ error });
        errors.handleRecorded(recordedUntil(T0 + 64_000));
      }
      expect(scene.retries).to.equal(0);
    });

    it('does not retry a seek into the past', () => {
      const { scene, errors, seekTo } = fail();
      seekTo(T0);
      errors.handleRecorded(recordedUntil(T0 + 64_000));
      expect(scene.retries).to.equal(0);
    });
  });

  it('retries when the browser is online again, but only after an error of the network', () => {
    const { store, scene, errors } = stage();
    for (const error of [null, mediaError, notLive]) {
      store.set({ error });
      errors.handleOnline();
    }
    expect(scene.retries).to.equal(0);
    store.set({ error: networkError });
    errors.handleOnline();
    expect(scene.retries).to.equal(1);
  });
});
