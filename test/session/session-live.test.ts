import { expect } from 'chai';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  playedSince,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';
import { ThriftyHls } from './thrifty-hls.ts';

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  describe(`Live playback, ${strategy}`, () => {
    it('is some segments behind server time', async () => {
      const session = stageSession({ strategy, src: ownStream() });
      await untilLanded(session);
      expect(session.snapshot.mode).to.equal('live');
      expect(session.serverInstant - session.currentInstant!).to.be.within(1000, 20_000);
      await expectRightPicture(session);
    });

    it('begins when goLive is called in the past', async () => {
      const request = { start: windowMiddle(HOUR_MS) };
      const session = stageSession({ strategy, src: ownStream(), request });
      await untilLanded(session);
      expect(session.snapshot.mode).to.equal('shifted');
      const landed = await session.goLive();
      expect(session.serverInstant - landed).to.be.within(1000, 20_000);
      expect(session.snapshot.mode).to.equal('live');
      expect(session.snapshot.playbackUrl).to.not.contain('lhs_');
    });

    it('goes on after a pause without a jump, although the live playlist has dropped the picture', async () => {
      const src = ownStream('~segment=1000~edge=3~delay=8000');
      const session = stageSession({ strategy, src, Hls: ThriftyHls });
      await untilLanded(session);
      session.video.pause();
      const pausedAt = session.currentInstant!;
      // The live playlist begins 11 to 12 s before server time.
      await until(() => session.serverInstant - pausedAt > 12_500);
      session.video.defaultPlaybackRate = session.video.playbackRate = 2;
      await session.play();
      await untilPlayed(session, pausedAt + 5000);
      expect(playedSince(session)).to.be.at.most(pausedAt + 100);
      await expectRightPicture(session, AUDIO_FRAME_MS);
    });
  });
}
