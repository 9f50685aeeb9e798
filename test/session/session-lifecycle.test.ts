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
  describe(`unload, ${strategy},`, () => {
    let sent: SentRequests;
    beforeEach(() => (sent = new SentRequests()));
    afterEach(() => sent.stop());

    const isPicture = ({ readyState }: HTMLVideoElement) => readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    const moments: [what: string, isReached: (urls: string[], video: HTMLVideoElement) => boolean][] = [
      ['at once', () => true],
      ['while the first playlist is being loaded', (urls) => urls.some((url) => url.endsWith('.m3u8'))],
      ['while the first segment is being loaded', (urls) => urls.some((url) => url.endsWith('.ts'))],
      ['at the first picture', (_, video) => isPicture(video)],
    ];
    for (const [what, isReached] of moments) {
      it(`${what} leaves nothing behind: no event, no request, no picture`, async () => {
        const src = ownStream('~latency=40');
        const session = emptySession();
        session.load(sourceOf({ strategy, src }), true);
        await until(() => isReached(sent.of(src), session.video));
        session.unload();
        const requests = sent.of(src);
        const events: unknown[] = [];
        expect(session.snapshot).to.include({ mode: 'idle', playbackUrl: '', seekingTo: null, error: null });
        for (const type of ['change', 'switch', 'warning', 'gapskip'] as const) {
          session.addEventListener(type, ({ detail }) => events.push([type, detail]));
        }
        // By the time that another session plays, all responses have arrived that were pending.
        await untilLanded(stageSession({ strategy, src: ownStream('~latency=40') }));
        expect(events).to.be.empty;
        expect(sent.of(src)).to.deep.equal(requests);
        expect(session.currentInstant).to.equal(null);
        expect(session.video.readyState).to.equal(HTMLMediaElement.HAVE_NOTHING);
        expect(session.video.src).to.equal('');
      });
    }

    it('keeps nothing of the old source when another one is loaded', async () => {
      const session = stageSession({ strategy, src: ownStream(), request: { start: windowMiddle(HOUR_MS) } });
      await untilLanded(session);
      session.load(sourceOf({ strategy, src: ownStream('~fail=timeline:500:all') }), true);
      expect(session.snapshot.recorded.ranges).to.be.empty;
      expect(session.currentInstant).to.equal(null);
      await untilLanded(session);
      expect(session.snapshot.mode).to.equal('live');
      await expectRightPicture(session);
    });

    it('is part of load: of several sources, the last one plays', async () => {
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

  describe(`After an error, ${strategy},`, () => {
    it('retry begins playback where it was to begin, if there has been no picture', async () => {
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

    it('retry repeats the start that has failed', async () => {
      const target = windowMiddle(3 * HOUR_MS);
      const session = emptySession();
      session.authorize = refuse;
      session.load(sourceOf({ strategy, src: ownStream(), request: { start: target } }));
      await until(() => session.snapshot.error);
      session.authorize = undefined;
      expect(await session.retry()).to.be.closeTo(target, 20);
      expect(session.snapshot.error).to.equal(null);
    });

    it('the next seek plays, after one that has failed', async () => {
      const session = stageSession({ strategy, src: ownStream(), autoplay: false });
      await untilLanded(session);
      session.authorize = refuse;
      const target = windowMiddle(3 * HOUR_MS);
      expect((await failureOf(session.seekTo(target))).code).to.equal('forbidden');
      session.authorize = undefined;
      expect(await session.seekTo(target)).to.be.closeTo(target, 20);
      expect(session.snapshot.error).to.equal(null);
    });

    it('the seek that has failed rejects with the error', async () => {
      const session = stageSession({ strategy, src: ownStream(), autoplay: false });
      await untilLanded(session);
      session.authorize = refuse;
      expect((await failureOf(session.seekTo(windowMiddle(3 * HOUR_MS)))).code).to.equal('forbidden');
    });

    it('a seek to where something is recorded plays', async () => {
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

describe('A source', () => {
  it('that is invalid ends in an error and sends no request', () => {
    const sent = new SentRequests();
    const session = stageSession({ src: 'nonsense' });
    sent.stop();
    expect(sent.all).to.be.empty;
    expect(session.snapshot.error).to.be.instanceOf(TimeShiftError);
    expect(session.snapshot.error?.code).to.equal('invalid-request');
    expect(session.snapshot.playbackUrl).to.equal('');
  });
});
