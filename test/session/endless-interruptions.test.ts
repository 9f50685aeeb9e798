import { expect } from 'chai';
import type { TimeRange } from '../../src/core/index.ts';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { until } from '../until.ts';
import { ownStream } from './own-stream.ts';
import { clearSessions, expectRightPicture, nextEvent, stageSession, untilLanded } from './session-stage.ts';

/** A hole that begins so long from now, with a segment of a second. */
const holeIn = (ms: number, lengthMs: number): TimeRange => {
  const start = Math.ceil((Date.now() + ms) / 1000) * 1000;
  return { start, end: start + lengthMs };
};

const inSeconds = ({ start, end }: TimeRange) => `${start / 1000}-${end / 1000}`;

afterEach(clearSessions);

describe('While the encoder is away', () => {
  for (const down of ['frozen', '404']) {
    it(`playback waits at the end, says so, and goes on by itself: live playlist ${down}`, async () => {
      const hole = holeIn(2000, 9000);
      const session = stageSession({
        strategy: 'windowed',
        // The live playlist lists the first segment after the hole long enough for a busy page.
        src: ownStream(`~segment=1000~edge=12~holes=${inSeconds(hole)}~down=${down}`),
      });
      await untilLanded(session);
      const crossed = nextEvent(session, 'gapskip');
      // A busy page has the last seconds of a live playlist that is gone from a window, so it may hear of them later.
      const { start } = hole;
      const isToldAll = () => session.snapshot.silentSince! >= start - 1000 && session.snapshot.isWaiting;
      await until(isToldAll);
      // A live playlist that is gone may never have listed the last segment.
      expect(session.snapshot.silentSince).to.be.oneOf([start, start - 1000]);
      expect(session.currentInstant).to.be.closeTo(session.snapshot.silentSince!, 300);
      await until(() => session.snapshot.error ?? session.currentInstant! > hole.end);
      expect(session.snapshot).to.include({ error: null, silentSince: null });
      expect((await crossed).hole).to.deep.equal(hole);
      await until(() => session.currentInstant! > hole.end + 1000);
      await expectRightPicture(session, AUDIO_FRAME_MS);
    });
  }

  it('a source that is loaded ends in an error, and is live by itself when the encoder is back', async () => {
    const hole = { start: holeIn(-60_000, 0).start, end: holeIn(4000, 0).start };
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream(`~segment=1000~holes=${inSeconds(hole)}~down=404`),
    });
    await until(() => session.snapshot.error);
    expect(session.snapshot.error?.code).to.equal('not-recorded');
    await until(() => session.currentInstant !== null);
    expect(session.snapshot.error).to.be.null;
    await expectRightPicture(session, AUDIO_FRAME_MS);
  }).timeout(40_000);
});

describe('When the encoder restarts, and its timestamps begin again,', () => {
  for (const tags of ['on', 'off']) {
    for (const awayMs of [0, 3000]) {
      it(`playback goes on: away for ${awayMs} ms, discontinuity tags ${tags}`, async () => {
        const away = holeIn(2000, awayMs);
        const holes = awayMs > 0 ? `~holes=${inSeconds(away)}` : '';
        const session = stageSession({
          strategy: 'windowed',
          src: ownStream(`~segment=1000~edge=6${holes}~restart=${away.end / 1000}~tags=${tags}`),
        });
        await untilLanded(session);
        expect(session.currentInstant).to.be.below(away.start);
        await until(() => session.snapshot.error ?? session.currentInstant! > away.end + 2000);
        expect(session.snapshot.error).to.be.null;
        await expectRightPicture(session, AUDIO_FRAME_MS);
      });
    }
  }
});
