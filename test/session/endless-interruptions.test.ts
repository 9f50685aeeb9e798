import { expect } from 'chai';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { until } from '../until.ts';
import {
  clearSessions,
  expectRightPicture,
  nextEvent,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';
import { TestEncoder } from './test-encoder.ts';

/** The pause between two looks at a live playlist that is not found. */
const SILENT_WAIT_MS = 2000;
/** The pause between two timeline queries. */
const TAIL_WAIT_MS = 15_000;
/** After so long without a new segment, a stream is silent. */
const SILENT_AFTER_MS = 5000;

/** Waits for a condition, and meanwhile skips each wait of the session that is not longer than `ms`. */
const untilSkipping = (clock: SkippingClock, ms: number, isTrue: () => unknown): Promise<void> =>
  until(() => {
    if ((clock.nextWaitMs ?? Infinity) <= ms) clock.skipToNextWait();
    return isTrue();
  });

afterEach(clearSessions);

describe('While the encoder is away', () => {
  for (const down of ['frozen', '404']) {
    it(`playback waits at the end, says so, and goes on by itself: live playlist ${down}`, async () => {
      const clock = new SkippingClock();
      const encoder = new TestEncoder(`~edge=4~down=${down}`);
      const { src, authorize } = encoder;
      const session = stageSession({ strategy: 'windowed', src, authorize, clock });
      const { video } = session;
      await untilLanded(session);
      const hole = { start: encoder.nextSecond(), end: NaN };
      encoder.change(`~holes=${hole.start / 1000}-`);
      const crossed = nextEvent(session, 'gapskip');
      video.playbackRate = 4;
      await untilSkipping(clock, SILENT_WAIT_MS, () => Date.now() > hole.start && session.snapshot.isWaiting);
      clock.skip(SILENT_AFTER_MS);
      // Playback may wait for the last segment before it waits at its end.
      const isAtEnd = () => Math.abs(session.currentInstant! - session.snapshot.silentSince!) <= 300;
      const isSilent = () => session.snapshot.silentSince !== null && session.snapshot.isWaiting;
      await untilSkipping(clock, SILENT_WAIT_MS, () => isSilent() && isAtEnd());
      // A live playlist that is gone may never have listed the last segment.
      expect(session.snapshot.silentSince).to.be.oneOf([hole.start, hole.start - 1000]);
      hole.end = encoder.nextSecond();
      encoder.change(`~holes=${hole.start / 1000}-${hole.end / 1000}`);
      const isBack = () => session.snapshot.error ?? session.currentInstant! > hole.end;
      await untilSkipping(clock, SILENT_WAIT_MS, isBack);
      expect(session.snapshot).to.include({ error: null, silentSince: null });
      expect((await crossed).hole).to.deep.equal(hole);
      await until(() => session.currentInstant! > hole.end + 1000);
      await expectRightPicture(session, AUDIO_FRAME_MS);
    });
  }

  it('a source that is loaded ends in an error, and is live by itself when the encoder is back', async () => {
    const clock = new SkippingClock();
    const encoder = new TestEncoder('~down=404');
    const { src, authorize } = encoder;
    const hole = { start: encoder.nextSecond() - 60_000, end: NaN };
    encoder.change(`~holes=${hole.start / 1000}-`);
    const session = stageSession({ strategy: 'windowed', src, authorize, clock });
    await until(() => session.snapshot.error);
    expect(session.snapshot.error?.code).to.equal('not-recorded');
    hole.end = encoder.nextSecond();
    encoder.change(`~holes=${hole.start / 1000}-${hole.end / 1000}`);
    await encoder.untilLive();
    await untilSkipping(clock, TAIL_WAIT_MS, () => session.snapshot.error === null);
    await until(() => session.currentInstant !== null);
    expect(session.snapshot.error).to.be.null;
    await expectRightPicture(session, AUDIO_FRAME_MS);
  });
});

describe('When the encoder restarts, and its timestamps begin again,', () => {
  for (const tags of ['on', 'off']) {
    for (const awayMs of [0, 3000]) {
      it(`playback goes on: away for ${awayMs} ms, discontinuity tags ${tags}`, async () => {
        const encoder = new TestEncoder(`~edge=6~tags=${tags}`);
        const { src, authorize } = encoder;
        const session = stageSession({ strategy: 'windowed', src, authorize });
        await untilLanded(session);
        const start = encoder.nextSecond();
        const end = start + awayMs;
        const holes = awayMs > 0 ? `~holes=${start / 1000}-${end / 1000}` : '';
        encoder.change(`${holes}~restart=${end / 1000}`);
        expect(session.currentInstant).to.be.below(start);
        session.video.playbackRate = 4;
        await untilPlayed(session, end + 2000);
        await expectRightPicture(session, AUDIO_FRAME_MS);
      });
    }
  }
});
