import { expect } from 'chai';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

afterEach(clearSessions);

/** Chromium counts what it has decoded of the sound. */
const soundBytes = ({ video }: TimeShiftSession): number =>
  (video as HTMLVideoElement & { readonly webkitAudioDecodedByteCount: number }).webkitAudioDecodedByteCount;

/** Plays on for a while, and expects sound and the right picture. */
async function expectSoundAndPicture(session: TimeShiftSession): Promise<void> {
  await session.play();
  const [from, heard] = [session.currentInstant!, soundBytes(session)];
  await untilPlayed(session, from + 1500);
  await until(() => soundBytes(session) > heard);
  await expectRightPicture(session);
}

for (const strategy of STRATEGIES) {
  describe(`A stream whose sound is in a playlist of its own, ${strategy},`, () => {
    const source = (knobs = '') => ({ strategy, src: ownStream(`~audio=separate${knobs}`) });

    it('plays live', async () => {
      const session = stageSession(source());
      await untilLanded(session);
      expect(session.snapshot.mode).to.equal('live');
      await expectSoundAndPicture(session);
    });

    it('plays what was asked for, is sought, goes live, and back', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const session = stageSession({ ...source(), request: { start } });
      await untilLanded(session);
      expect(session.currentInstant! - start).to.be.within(-20, 1000);
      await expectSoundAndPicture(session);
      const target = windowMiddle(5 * HOUR_MS);
      for (const at of [start + 40_000, target]) {
        await session.seekTo(at);
        expect(session.currentInstant! - at).to.be.within(-20, 1000);
        await expectSoundAndPicture(session);
      }
      await session.goLive();
      expect(session.snapshot.mode).to.equal('live');
      await expectSoundAndPicture(session);
      await session.seekTo(target);
      await expectSoundAndPicture(session);
    });

    it('plays on behind a hole', async () => {
      const holeStart = windowMiddle(2 * HOUR_MS);
      const holeEnd = holeStart + 120_000;
      const session = stageSession({
        ...source(`~holes=${holeStart / 1000}-${holeEnd / 1000}`),
        request: { start: holeStart - 6000 },
      });
      await untilLanded(session);
      await untilPlayed(session, holeEnd + 1000);
      await expectSoundAndPicture(session);
    });

    it('changes the quality at the same instant, and keeps the one selected over a seek', async () => {
      const session = stageSession({
        ...source('~variants=3'),
        request: { start: windowMiddle(2 * HOUR_MS) },
      });
      await untilLanded(session);
      const heights = session.snapshot.qualities.map(({ resolution }) => resolution?.height);
      expect(heights).to.deep.equal([180, 360, 720]);
      for (const height of [720, 180]) {
        const quality = session.snapshot.qualities[heights.indexOf(height)]!;
        await session.play();
        const before = session.currentInstant!;
        session.choose(quality);
        await until(() => session.video.videoHeight === height || session.snapshot.error);
        await until(() => session.snapshot.quality === quality);
        expect(session.snapshot.isQualityChosen).to.equal(true);
        expect(session.currentInstant! - before).to.be.within(0, 20_000);
        await expectSoundAndPicture(session);
      }
      const { quality } = session.snapshot;
      await session.seekTo(windowMiddle(5 * HOUR_MS));
      expect(session.video.videoHeight).to.equal(180);
      await expectSoundAndPicture(session);
      expect(session.snapshot).to.include({ quality, isQualityChosen: true });
    });
  });
}
