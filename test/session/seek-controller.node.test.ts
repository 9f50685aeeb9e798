import { expect } from 'chai';
import { describe, it } from 'node:test';
import { TimeShiftError, type UnixMs } from '../../src/core/index.ts';
import { SeekController, type Seek } from '../../src/session/seek-controller.ts';
import { SessionStore, type SeekTarget } from '../../src/session/session-store.ts';
import { rejectionOf } from '../network/failure-of.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
const targetOf = (at: UnixMs): SeekTarget => ({
  request: { start: at },
  target: at,
  expectedAt: at,
  isLive: false,
});
const [FIRST, SECOND] = [targetOf(T0), targetOf(T0 + 60_000)];

/** A seek that is being carried out, until the test ends it. */
interface RunningSeek {
  readonly seek: Seek;
  readonly show: (at: UnixMs) => void;
  readonly fail: (reason: unknown) => void;
}

/** A seek controller, and a log of the phases of seeks and of its callbacks in their order. */
function stage() {
  const log: unknown[] = [];
  const running: RunningSeek[] = [];
  const store = new SessionStore((_, detail) => {
    if (!detail || !('snapshot' in detail)) return;
    const { snapshot, before } = detail;
    if (snapshot.seek !== before.seek) log.push(snapshot.seek);
  });
  const seeks = new SeekController({
    store,
    onBegin: () => log.push('begin'),
    onShown: () => log.push('shown'),
    onError: (error) => log.push(error),
    onMiss: (error) => log.push(['miss', error]),
  });
  const run = (target: SeekTarget): Promise<UnixMs> =>
    seeks.run(
      target,
      (seek) =>
        new Promise((show, fail) => {
          running.push({ seek, show, fail });
        }),
    );
  return { log, running, store, seeks, run };
}

describe('SeekController', () => {
  it('reports each phase of a seek in order, and resolves with the instant of the picture', async () => {
    const { log, running, run } = stage();
    const sought = run(FIRST);
    const { seek, show } = running[0]!;
    seek.loading(null);
    seek.loading(T0 + 20);
    seek.landing(T0 + 20, 8);
    show(T0 + 40);
    expect(await sought).to.equal(T0 + 40);
    expect(log).to.deep.equal([
      { phase: 'locating', ...FIRST },
      'begin',
      { phase: 'loading', ...FIRST, at: null },
      { phase: 'loading', ...FIRST, at: T0 + 20 },
      { phase: 'landing', ...FIRST, at: T0 + 20, mediaTimeS: 8 },
      { phase: 'shown', ...FIRST, at: T0 + 40 },
      'shown',
    ]);
  });

  it('clears what the snapshot says of the playback before', () => {
    const { store, run } = stage();
    const error = new TimeShiftError('network', 'no');
    store.set({ error, hasEnded: true, silentSince: T0 });
    void run(FIRST);
    expect(store.snapshot).to.include({ error: null, hasEnded: false, silentSince: null });
  });

  it('aborts a seek when a newer one begins, and reports nothing more of it', async () => {
    const { log, running, store, run } = stage();
    const older = rejectionOf(run(FIRST));
    const newer = run(SECOND);
    const [{ seek, show }, next] = [running[0]!, running[1]!];
    expect([seek.signal.aborted, next.seek.signal.aborted]).to.deep.equal([true, false]);
    // The older seek was about to end.
    show(T0);
    expect(await older).to.have.property('name', 'AbortError');
    expect(store.snapshot.seek).to.deep.equal({ phase: 'locating', ...SECOND });
    next.show(T0 + 60_000);
    expect(await newer).to.equal(T0 + 60_000);
    expect(log.filter((entry) => entry === 'shown')).to.have.length(1);
    expect(log.filter((entry) => entry instanceof Error)).to.be.empty;
  });

  it('does not report the failure of a seek that a newer one has aborted', async () => {
    const { log, running, run } = stage();
    const older = rejectionOf(run(FIRST));
    void run(SECOND);
    const failure = new TimeShiftError('network', 'no');
    running[0]!.fail(failure);
    expect(await older).to.equal(failure);
    expect(log).to.not.include(failure);
  });

  it('reports a failure, and leaves the seek in its phase for a retry', async () => {
    const { log, running, store, run } = stage();
    const sought = rejectionOf(run(FIRST));
    running[0]!.seek.loading(T0);
    const failure = new TimeShiftError('network', 'no');
    running[0]!.fail(failure);
    expect(await sought).to.equal(failure);
    expect(log.at(-1)).to.equal(failure);
    expect(store.snapshot.seek).to.deep.equal({ phase: 'loading', ...FIRST, at: T0 });
  });

  it('rejects with a bug, and reports that playback has failed (case 45)', async () => {
    const { log, running, run } = stage();
    const sought = rejectionOf(run(FIRST));
    const bug = new RangeError('a bug');
    running[0]!.fail(bug);
    expect(await sought).to.equal(bug);
    expect(log).to.not.include(bug);
    const reported = log.at(-1);
    expect(reported).to.be.instanceOf(TimeShiftError).and.to.include({ code: 'media', cause: bug });
  });

  it('aborts the pending seek when playback fails, and reports that failure once', async () => {
    const { log, running, seeks, run } = stage();
    const sought = rejectionOf(run(FIRST));
    const failure = new TimeShiftError('media', 'damaged');
    seeks.fail(failure);
    const { seek, fail } = running[0]!;
    expect(seek.signal.reason).to.equal(failure);
    fail(seek.signal.reason);
    expect(await sought).to.equal(failure);
    expect(log.filter((entry) => entry === failure)).to.have.length(1);
  });

  it('reports a failure of playback also while no seek is pending', () => {
    const { log, seeks } = stage();
    const failure = new TimeShiftError('media', 'damaged');
    seeks.fail(failure);
    expect(log).to.deep.equal([failure]);
  });

  it('aborts the pending seek when it is told to', async () => {
    const { running, seeks, run } = stage();
    const sought = rejectionOf(run(FIRST));
    seeks.abort();
    running[0]!.show(T0);
    expect(await sought).to.have.property('name', 'AbortError');
  });
});
