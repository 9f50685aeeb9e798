import { expect } from 'chai';
import { systemClock } from '../../src/core/time/clock.ts';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { TimeSkip } from '../ui/time-skip.ts';
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
      // The live playlist begins 11 to 12 s before server time. A busy page reads it some seconds late.
      await until(() => session.serverInstant - pausedAt > 15_500);
      await session.play();
      await untilPlayed(session, pausedAt + 3000);
      expect(playedSince(session)).to.be.at.most(pausedAt + 100);
      await expectRightPicture(session, AUDIO_FRAME_MS);
    });
  });
}

describe('Live playback after the computer has slept for 40 s (case 41)', () => {
  let time: TimeSkip | undefined;
  afterEach(() => time?.stop());

  it('tells no hole, and plays what was recorded meanwhile, although the steady clock stood still', async () => {
    const src = ownStream();
    const [now, steady] = [Date.now.bind(Date), performance.now.bind(performance)];
    let sleptMs = 0;
    const clock = { ...systemClock, now: () => now() + sleptMs, steady: () => steady() };
    const session = stageSession({ strategy: 'windowed', src, clock, Hls: ThriftyHls });
    await untilLanded(session);
    await until(() => session.snapshot.recorded.ranges.length > 0);
    const skips: unknown[] = [];
    session.addEventListener('gapskip', ({ detail }) => skips.push(detail));
    const from = session.currentInstant!;
    time = new TimeSkip(src.slice('/live/'.length, -'.m3u8'.length));
    sleptMs = 40_000;
    time.skip(sleptMs);
    session.video.playbackRate = 8;
    await untilPlayed(session, from + 45_000);
    expect(skips).to.deep.equal([]);
    expect(session.snapshot.playlist.ranges()).to.have.length(1);
    expect(playedSince(session), 'no jump of media time').to.be.at.most(from + 100);
    session.video.playbackRate = 1;
    await expectRightPicture(session);
  });
});
