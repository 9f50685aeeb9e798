import { expect } from 'chai';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream } from './own-stream.ts';
import { clearSessions, expectRightPicture, STRATEGIES, stageSession, untilLanded } from './session-stage.ts';
import { ThriftyHls } from './thrifty-hls.ts';

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  describe(`live, ${strategy}`, () => {
    it('is some segments behind the time of the server', async () => {
      const session = stageSession({ strategy, src: ownStream() });
      await untilLanded(session);
      expect(session.snapshot.mode).to.equal('live');
      expect(session.serverInstant - session.currentInstant!).to.be.within(1000, 20_000);
      await expectRightPicture(session);
    });

    it('is come back to from the past', async () => {
      const session = stageSession({ strategy, src: ownStream(), request: { start: Date.now() - HOUR_MS } });
      await untilLanded(session);
      expect(session.snapshot.mode).to.equal('shifted');
      const landed = await session.goLive();
      expect(session.serverInstant - landed).to.be.within(1000, 20_000);
      expect(session.snapshot.mode).to.equal('live');
      expect(session.snapshot.playbackUrl).to.not.contain('lhs_');
    });

    it('that was paused goes on from there, without a jump, though the playlist has forgotten it', async () => {
      const session = stageSession({
        strategy,
        src: ownStream('~segment=1000~edge=3~delay=4000'),
        Hls: ThriftyHls,
      });
      await untilLanded(session);
      session.video.pause();
      const pausedAt = session.currentInstant!;
      await until(() => session.serverInstant - pausedAt > 11_500);
      await session.play();
      let last = pausedAt;
      let longestJumpMs = 0;
      await until(() => {
        const at = session.currentInstant ?? last;
        longestJumpMs = Math.max(longestJumpMs, at - last);
        last = at;
        return at > pausedAt + 5000;
      });
      expect(longestJumpMs).to.be.below(2500);
      await expectRightPicture(session, AUDIO_FRAME_MS);
    }).timeout(40_000);
  });
}
