import { expect } from 'chai';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { rejectionOf } from '../network/failure-of.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { SentRequests } from './sent-requests.ts';
import {
  clearSessions,
  expectRightPicture,
  playedSince,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

/** As the browser does when it puts the page into its back/forward cache, and when the viewer comes back. */
const pageIs = (type: 'pagehide' | 'pageshow', persisted = true): boolean =>
  window.dispatchEvent(new PageTransitionEvent(type, { persisted }));

let sent: SentRequests;
beforeEach(() => (sent = new SentRequests()));
afterEach(() => {
  clearSessions();
  sent.stop();
});

for (const strategy of STRATEGIES) {
  describe(`In the back/forward cache, ${strategy},`, () => {
    async function stage(request: object) {
      const [src, clock] = [ownStream(), new SkippingClock()];
      const session = stageSession({ strategy, src, request, clock, retentionMs: HOUR_MS });
      await untilLanded(session);
      await until(() => session.snapshot.recorded.ranges.length > 0);
      await until(() => session.currentInstant !== null && session.video.currentTime > 0);
      return { src, clock, session };
    }

    const starts: [where: string, request: object][] = [
      ['live', {}],
      ['the past', { start: windowMiddle(HOUR_MS / 2) }],
    ];
    for (const [where, request] of starts) {
      it(`${where} is halted: nothing is asked for; and it goes on where it was`, async () => {
        const { src, clock, session } = await stage(request);
        const { video } = session;
        await until(() => !video.paused && video.currentTime > 0.2);
        pageIs('pagehide');
        expect(video.paused).to.equal(true);
        const at = session.currentInstant!;
        // Nothing waits to ask again.
        await until(() => (clock.nextWaitMs ?? Infinity) > HOUR_MS);
        const { length } = sent.of(src);
        await passMinutes(clock);
        expect(sent.of(src)).to.have.length(length);
        pageIs('pageshow');
        await untilPlayed(session, at + 1000);
        expect(playedSince(session), 'no jump of media time').to.be.at.most(at + 100);
        await until(() =>
          sent
            .of(src)
            .slice(length)
            .some((url) => url.includes('timeline')),
        );
        await until(() => sent.of(src).slice(length).some(isMedia));
        await expectRightPicture(session);
      });
    }

    it('what is paused stays paused', async () => {
      const { session } = await stage({});
      session.video.pause();
      pageIs('pagehide');
      pageIs('pageshow');
      expect(session.video.paused).to.equal(true);
      await session.seekTo(windowMiddle(HOUR_MS / 2));
      expect(session.video.paused).to.equal(true);
    });

    it('a seek that is pending is aborted, and repeated when the page comes back', async () => {
      const target = windowMiddle(HOUR_MS / 2) + 2000;
      const session = stageSession({ strategy, src: ownStream('~latency=1500'), autoplay: false });
      await untilLanded(session);
      const seek = rejectionOf(session.seekTo(target));
      pageIs('pagehide');
      expect(await seek).to.have.property('name', 'AbortError');
      expect(
        session.currentInstant === null || Math.abs(session.currentInstant - target) > MINUTE_MS,
      ).to.equal(true);
      pageIs('pageshow');
      await untilLanded(session);
      expect(session.currentInstant).to.be.closeTo(target, 50);
      await expectRightPicture(session);
    });

    it('nothing is done where the page is given up anyway', async () => {
      const { session } = await stage({});
      await until(() => !session.video.paused);
      pageIs('pagehide', false);
      expect(session.video.paused).to.equal(false);
    });
  });
}

it('A source that has failed is not tried again because the page comes back from the cache', async () => {
  const session: TimeShiftSession = stageSession({ strategy: 'windowed', src: '/live/nobody.m3u8' });
  await until(() => session.snapshot.error);
  pageIs('pagehide');
  const { length } = sent.all;
  pageIs('pageshow');
  expect(session.snapshot.error?.code).to.equal('not-recorded');
  expect(sent.all.slice(length).filter(({ url }) => isMedia(url))).to.deep.equal([]);
});

const isMedia = (url: string): boolean => /\.(ts|m3u8)/.test(url);

/** Lets minutes pass. Whoever asks without a wait of the clock does so in less than a second. */
async function passMinutes(clock: SkippingClock): Promise<void> {
  clock.skip(5 * MINUTE_MS);
  await new Promise((resolve) => setTimeout(resolve, 700));
}
