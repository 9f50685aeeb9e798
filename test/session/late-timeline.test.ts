import { expect } from 'chai';
import { chunkAt, windowAt, type TimeRange } from '../../src/core/index.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { pictureInstant, stillPicture } from '../picture.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { holdFetches, letFetchesPass } from './hold-fetches.ts';
import { ownStream } from './own-stream.ts';
import { clearSessions, stageSession, untilLanded } from './session-stage.ts';

const SEGMENT_MS = 3840;

/**
 * A hole of 160 segments, which begins 200 s before the end of a window. It lies in the middle of a chunk of the
 * timeline that is a day old, so that the chunk is asked for late.
 */
const hole: TimeRange = (() => {
  const chunk = chunkAt(Date.now() - DAY_MS);
  const { end } = windowAt(chunk.start + 3 * HOUR_MS);
  const start = Math.floor((end - 200_000) / SEGMENT_MS) * SEGMENT_MS;
  return { start, end: start + 160 * SEGMENT_MS };
})();

/** A hole is told in whole seconds, and ends where a segment begins. */
const holed = (knobs: string): string =>
  ownStream(
    `~segment=${SEGMENT_MS}~pdt=none${knobs}~holes=${Math.ceil(hole.start / 1000)}-${Math.floor(hole.end / 1000)}`,
  );

const errorMs = async (session: TimeShiftSession): Promise<number> =>
  Math.abs((await stillPicture(session.video)) - session.currentInstant!);

describe('A stream without dates whose timeline answers late (case 6)', () => {
  afterEach(() => {
    clearSessions();
    letFetchesPass();
  });

  for (const [where, target] of [
    ['before the hole', hole.start - 2 * MINUTE_MS],
    ['behind the hole', hole.end + MINUTE_MS],
  ] as const) {
    it(`tells its times as estimates until then, and the picture does not jump, ${where}`, async () => {
      const release = holdFetches('/timeline/');
      const session = stageSession({
        strategy: 'windowed',
        src: holed(''),
        request: { start: target },
        retentionMs: 14 * DAY_MS,
        autoplay: false,
      });
      await untilLanded(session);
      const toldMs = session.currentDateAccuracy!;
      expect(toldMs).to.be.above(1000);
      expect(await errorMs(session), 'the error that was told').to.be.at.most(toldMs);
      const shown = { timeS: session.video.currentTime, picture: pictureInstant(session.video) };
      const events: string[] = [];
      for (const type of ['seeking', 'emptied', 'waiting']) {
        session.video.addEventListener(type, () => events.push(type));
      }
      session.addEventListener('gapskip', () => events.push('gapskip'));
      release();
      session.showTimeline({ start: target - HOUR_MS, end: target + HOUR_MS });
      await until(() => session.snapshot.recorded.isKnown(target));
      await until(() => session.currentDateAccuracy !== toldMs);
      expect({ timeS: session.video.currentTime, picture: pictureInstant(session.video) }).to.deep.equal(
        shown,
      );
      expect(events).to.deep.equal([]);
      expect(await errorMs(session), 'once the timeline is known').to.be.at.most(1000);
      await session.seekTo(hole.end + 2 * MINUTE_MS);
      // What the timeline says of there may come later.
      await until(() => session.currentDateAccuracy! <= 1000);
      expect(await errorMs(session), 'after a seek').to.be.at.most(1000);
    });
  }
});
