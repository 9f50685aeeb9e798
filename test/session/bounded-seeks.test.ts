import { expect } from 'chai';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream } from './own-stream.ts';
import { clearSessions, expectRightPicture, stageSession, STRATEGIES, untilLanded } from './session-stage.ts';

/** What is newer than this may not be listed yet. */
const NEWEST_MS = 20_000;

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
