import { expect } from 'chai';
import { TimeShiftError } from '../../src/core/index.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { failureOf } from '../network/failure-of.ts';
import { windowMiddle, ownStream } from './own-stream.ts';
import { SentRequests } from './sent-requests.ts';
import {
  clearSessions,
  emptySession,
  expectRightPicture,
  sourceOf,
  STRATEGIES,
  stageSession,
  untilLanded,
} from './session-stage.ts';

const refuse = (): Promise<URL> => Promise.reject(new Error('no session'));

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  describe(`unload, ${strategy}`, () => {
    let sent: SentRequests;
    beforeEach(() => (sent = new SentRequests()));
    afterEach(() => sent.stop());

    const isPicture = ({ readyState }: HTMLVideoElement) => readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    const moments: [what: string, isReached: (asked: string[], video: HTMLVideoElement) => boolean][] = [
      ['at once', () => true],
      ['while the first playlist is loaded', (asked) => asked.some((url) => url.endsWith('.m3u8'))],
      ['while the first segment is loaded', (asked) => asked.some((url) => url.endsWith('.ts'))],
      ['at the first picture', (_, video) => isPicture(video)],
    ];
    for (const [what, isReached] of moments) {
      it(`${what} leaves nothing: no event, no request, no picture`, async () => {
        const src = ownStream('~latency=40');
        const session = emptySession();
        session.load(sourceOf({ strategy, src }), true);
        await until(() => isReached(sent.of(src), session.video));
        session.unload();
        const requests = sent.of(src);
        const told: unknown[] = [];
        expect(session.snapshot).to.include({ mode: 'idle', playbackUrl: '', seekingTo: null, error: null });
        for (const type of ['change', 'switch', 'warning', 'gapskip'] as const) {
          session.addEventListener(type, ({ detail }) => told.push([type, detail]));
        }
        // All that was under way has come back by the time that another one plays.
        await untilLanded(stageSession({ strategy, src: ownStream('~latency=40') }));
        expect(told).to.be.empty;
        expect(sent.of(src)).to.deep.equal(requests);
        expect(session.currentInstant).to.equal(null);
        expect(session.video.readyState).to.equal(HTMLMediaElement.HAVE_NOTHING);
        expect(session.video.src).to.equal('');
      });
    }

    it('lets another source begin clean', async () => {
      const session = stageSession({ strategy, src: ownStream(), request: { start: windowMiddle(HOUR_MS) } });
      await untilLanded(session);
      session.load(sourceOf({ strategy, src: ownStream('~fail=timeline:500:all') }), true);
      expect(session.snapshot.recorded.ranges).to.be.empty;
      expect(session.currentInstant).to.equal(null);
      await untilLanded(session);
      expect(session.snapshot.mode).to.equal('live');
      await expectRightPicture(session);
    });

    it('lets the newest of several sources play, whenever they come', async () => {
      const session = emptySession();
      const starts = [3, 2, 1].map((hours) => windowMiddle(hours * HOUR_MS));
      for (const start of starts) {
        session.load(sourceOf({ strategy, src: ownStream(), request: { start } }));
        await Promise.resolve();
      }
      await untilLanded(session);
      expect(session.currentInstant).to.be.closeTo(starts[2]!, 20);
      await expectRightPicture(session);
    });
  });

  describe(`after an error, ${strategy}`, () => {
    it('from before the first picture, retry begins where playback was to begin', async () => {
      const start = windowMiddle(HOUR_MS);
      const session = emptySession();
      session.authorize = refuse;
      session.load(sourceOf({ strategy, src: ownStream(), request: { start } }));
      await until(() => session.snapshot.error);
      expect(session.snapshot).to.include({ isWaiting: false, seekingTo: null });
      expect(session.snapshot.error?.code).to.equal('forbidden');
      session.authorize = undefined;
      expect(await session.retry()).to.be.closeTo(start, 20);
      expect(session.snapshot.error).to.equal(null);
    });

    it('of a seek, retry goes where the seek was to go', async () => {
      const session = stageSession({ strategy, src: ownStream(), autoplay: false });
      await untilLanded(session);
      session.authorize = refuse;
      const target = windowMiddle(3 * HOUR_MS);
      session.seekTo(target).catch(() => undefined);
      await until(() => session.snapshot.error);
      session.authorize = undefined;
      expect(await session.retry()).to.be.closeTo(target, 20);
      expect(session.snapshot.error).to.equal(null);
    });

    it('a seek fails with it', async () => {
      const session = stageSession({ strategy, src: ownStream(), autoplay: false });
      await untilLanded(session);
      session.authorize = refuse;
      expect((await failureOf(session.seekTo(windowMiddle(3 * HOUR_MS)))).code).to.equal('forbidden');
    }).timeout(4000);

    it('a seek to where something is plays on', async () => {
      const session = stageSession({
        strategy,
        src: ownStream(),
        request: { start: Date.now() - 30 * 86_400_000 },
        autoplay: false,
      });
      await until(() => session.snapshot.error);
      expect(session.snapshot.error?.code).to.equal('not-recorded');
      const target = windowMiddle(HOUR_MS);
      expect(await session.seekTo(target)).to.be.closeTo(target, 20);
      expect(session.snapshot.error).to.equal(null);
    });
  });
}

describe('a source', () => {
  it('that is wrong is told and not asked for', () => {
    const session = stageSession({ src: 'nonsense' });
    expect(session.snapshot.error).to.be.instanceOf(TimeShiftError);
    expect(session.snapshot.error?.code).to.equal('invalid-request');
    expect(session.snapshot.playbackUrl).to.equal('');
  });
});
