import { expect } from 'chai';
import { ignoreRejection } from '../../src/network/ignore-rejection.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { AUDIO_FRAME_MS, FRAME_MS } from '../picture.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
  type StagedSource,
} from './session-stage.ts';

/** The landing watchdog looks each half second. These waits never end here, so that no seek lands by its help. */
const clock = new SkippingClock();
clock.heldFromMs = 500;

/** A segment lasts 4 s, and its first key picture is so far behind its beginning. */
const FIRST_KEY_MS = 400;

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  // The playlist of a far seek begins with the segment that the seek goes to.
  const isDirect = strategy === 'direct';
  const stage = (source: Partial<StagedSource>, knobs = '') =>
    stageSession({ strategy, clock, src: ownStream(`~keylag=1600${knobs}`), ...source });

  describe(`A stream whose segments begin 1.6 s after a key picture (case 9b), ${strategy},`, () => {
    it('plays on over several segments', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const session = stage({ request: { start } });
      await untilLanded(session);
      session.video.playbackRate = 8;
      await untilPlayed(session, start + 30_000);
      await expectRightPicture(session);
    });

    for (const [speed, knobs] of [
      ['at full speed', ''],
      ['although its segments arrive slowly', '~bandwidth=200000'],
      ['although the server answers late', '~latency=60'],
    ] as const) {
      it(`lands where far seeks go, before and behind the first key picture of a segment, ${speed}`, async () => {
        const session = stage({ request: { start: windowMiddle(2 * HOUR_MS) } }, knobs);
        await untilLanded(session);
        for (const [index, offsetMs] of [0, 200, 360, 440, 3960, 0, 1000].entries()) {
          const target = windowMiddle((3 + index) * HOUR_MS) + offsetMs;
          await session.seekTo(target);
          expectLanding(session, target, isDirect);
          await expectRightPicture(session);
        }
      });
    }

    it('lands where seeks within the playlist go, and plays on there', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const session = stage({ request: { start } });
      await untilLanded(session);
      for (const offsetMs of [60_200, 180_000, 120_360, 4200, 8000]) {
        await session.seekTo(start + offsetMs);
        expectLanding(session, start + offsetMs);
        await expectRightPicture(session);
      }
      await session.play();
      await untilPlayed(session, start + 13_000);
      await expectRightPicture(session);
    });

    it('lands where the last of many seeks goes, each of which begins before the one before has landed', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const session = stage({ request: { start } }, '~latency=60');
      await untilLanded(session);
      let target = start;
      for (const [index, seekMs] of [60_100, 120_200, 0, 180_300, 0, 30_100, 90_000, 200].entries()) {
        target = seekMs > 0 ? start + seekMs : windowMiddle((3 + index) * HOUR_MS) + 100;
        ignoreRejection(session.seekTo(target));
        if (index % 2 === 0) await until(() => session.snapshot.seek.phase !== 'locating');
      }
      await untilLanded(session);
      expectLanding(session, target, isDirect);
      await expectRightPicture(session);
    });

    it('begins behind a hole with its first key picture', async () => {
      const end = windowMiddle(2 * HOUR_MS);
      const hole = { start: end - 2 * MINUTE_MS, end };
      const knobs = `~holes=${hole.start / 1000}-${hole.end / 1000}`;
      const session = stage({ request: { start: hole.start - 2000 } }, knobs);
      await untilPlayed(session, hole.end + 5000);
      await expectRightPicture(session, AUDIO_FRAME_MS);
      await session.seekTo(hole.start - 60_000);
      expectLanding(session, hole.start - 60_000, isDirect);
      for (const target of [hole.start + 1000, hole.end + 200]) {
        await session.seekTo(target);
        expectLanding(session, Math.max(target, hole.end), true);
        await expectRightPicture(session, AUDIO_FRAME_MS);
      }
    });

    it('plays live', async () => {
      const session = stage({});
      await untilLanded(session);
      const at = session.currentInstant!;
      await untilPlayed(session, at + 1000);
      expect(session.snapshot.mode).to.equal('live');
      await expectRightPicture(session);
    });
  });
}

/** @param isFirst nothing before the segment helps to show its first pictures */
function expectLanding({ snapshot }: TimeShiftSession, target: number, isFirst = false): void {
  const landedAt = snapshot.seek.phase === 'shown' ? snapshot.seek.at : NaN;
  expect(landedAt - target).to.be.within(-FRAME_MS, (isFirst ? FIRST_KEY_MS : 0) + FRAME_MS);
}
