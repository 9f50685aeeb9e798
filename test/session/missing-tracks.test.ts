import { expect } from 'chai';
import { AUDIO_FRAME_MS, FRAME_MS } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { clearSessions, expectRightPicture, STRATEGIES, stageSession, untilLanded } from './session-stage.ts';

afterEach(clearSessions);

const spanStart = windowMiddle(2 * HOUR_MS);
const spanEnd = spanStart + 12_000;
const span = `${spanStart / 1000}-${spanEnd / 1000}`;

for (const strategy of STRATEGIES) {
  for (const [what, knob] of [
    ['sound', 'noaudio'],
    ['picture', 'novideo'],
  ] as const) {
    describe(`A stream that has no ${what} for 12 s (case 9), ${strategy},`, () => {
      const source = () => ({ strategy, src: ownStream(`~${knob}=${span}`) });

      it('plays across', async () => {
        const session = stageSession({ ...source(), request: { start: spanStart - 3000 } });
        await untilLanded(session);
        session.video.playbackRate = 4;
        await until(() => session.snapshot.error ?? session.currentInstant! > spanEnd + 3000);
        expect(session.snapshot.error).to.equal(null);
        await expectRightPicture(session, AUDIO_FRAME_MS);
      });

      for (const [where, at, landing] of [
        ['before', spanStart - 30_000, spanStart - 30_000],
        ['within', spanStart + 5000, spanEnd],
        ['behind', spanEnd + 30_000, spanEnd + 30_000],
      ] as const) {
        it(`lands and plays on ${where} it`, async () => {
          const session = stageSession({ ...source(), request: { start: spanStart - 60_000 } });
          await untilLanded(session);
          await session.seekTo(at);
          const landed = session.currentInstant!;
          expect(landed - landing).to.be.within(-FRAME_MS, 1000);
          await until(() => session.snapshot.error ?? session.currentInstant! > landed + 1000);
          expect(session.snapshot.error).to.equal(null);
          await expectRightPicture(session, AUDIO_FRAME_MS);
        });
      }
    });
  }
}
