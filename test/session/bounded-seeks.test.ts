import { expect } from 'chai';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { clearSessions, expectRightPicture, stageSession, STRATEGIES, untilLanded } from './session-stage.ts';

/** What is newer than this may not be listed yet. */
const NEWEST_MS = 20_000;

describe('A recording of a single segment', () => {
  afterEach(clearSessions);

  for (const strategy of STRATEGIES) {
    it(`is sought up to its last pictures: ${strategy}`, async () => {
      const segment = windowMiddle(2 * HOUR_MS);
      const request = { start: segment + 4000, vodEnd: segment + 5900 };
      const src = ownStream('~segment=6000');
      const session = stageSession({ strategy, src, request, autoplay: false });
      await untilLanded(session);
      const target = segment + 5860;
      expect(await session.seekTo(target)).to.be.closeTo(target, 50);
      await expectRightPicture(session);
    });
  }
});

describe('A source that ends in the future', () => {
  afterEach(clearSessions);

  for (const strategy of STRATEGIES) {
    it(`is sought up to what is recorded already, with a picture: ${strategy}`, async () => {
      const now = Date.now();
      const request = { start: now - HOUR_MS, end: now + HOUR_MS };
      const session = stageSession({ strategy, src: ownStream('~segment=1000'), request });
      await untilLanded(session);
      await until(() => session.snapshot.recorded.ranges.length > 0);
      const landed = await session.seekTo(now + HOUR_MS / 2);
      expect(session.serverInstant - landed).to.be.within(0, NEWEST_MS);
      await expectRightPicture(session);
      await session.seekTo(now - 30 * MINUTE_MS);
      expect(session.currentInstant! - (now - 30 * MINUTE_MS)).to.be.within(-50, 1050);
      await expectRightPicture(session);
    });
  }
});

describe('A source that ends in the past', () => {
  afterEach(clearSessions);

  for (const strategy of STRATEGIES) {
    it(`plays on at live after a failure there: ${strategy}`, async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const request = { start, vodEnd: start + MINUTE_MS };
      const session = stageSession({ strategy, src: ownStream(), request });
      await untilLanded(session);
      await session.goLive();
      await session.retry();
      expect(session.snapshot).to.include({ error: null });
      expect(session.serverInstant - session.currentInstant!).to.be.within(0, MINUTE_MS);
      await expectRightPicture(session);
    });
  }
});
