import { expect } from 'chai';
import { chunkAt, windowAt, type TimeRange } from '../../src/core/index.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { FRAME_MS, pictureInstant, stillPicture } from '../picture.ts';
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
const holed = (knobs: string, dates = 'none'): string =>
  ownStream(
    `~segment=${SEGMENT_MS}~pdt=${dates}${knobs}~holes=${Math.ceil(hole.start / 1000)}-${Math.floor(hole.end / 1000)}`,
  );

const errorMs = async (session: TimeShiftSession): Promise<number> =>
  Math.abs((await stillPicture(session.video)) - session.currentInstant!);

describe('A stream without dates whose timeline answers late (case 6)', () => {
  const told = async (session: TimeShiftSession, target: number): Promise<void> => {
    session.showTimeline({ start: target - HOUR_MS, end: target + HOUR_MS });
    await until(() => session.snapshot.recorded.isKnown(target) && session.currentDateAccuracy! <= 1000);
  };

  it('tells what follows a hole as an estimate until then where only the first segment has a date (direct)', async () => {
    const release = holdFetches('/timeline/');
    const start = hole.start - MINUTE_MS;
    const session = stageSession({
      strategy: 'direct',
      src: holed('', 'first'),
      request: { start },
      retentionMs: 14 * DAY_MS,
      autoplay: false,
    });
    await untilLanded(session);
    expect(session.currentDateAccuracy).to.equal(0);
    expect(await errorMs(session)).to.be.at.most(FRAME_MS);
    await session.seekTo(start + 3 * MINUTE_MS);
    const toldMs = session.currentDateAccuracy!;
    const isWrong = await errorMs(session);
    expect(isWrong, 'the hole is not known').to.be.above(MINUTE_MS);
    expect(isWrong, 'the error that was told').to.be.at.most(toldMs);
    const skipped: unknown[] = [];
    session.addEventListener('gapskip', ({ detail }) => skipped.push(detail));
    release();
    await told(session, start);
    expect(await errorMs(session), 'once the timeline is known').to.be.at.most(1000);
    expect(skipped).to.deep.equal([]);
    await session.seekTo(hole.end + 2 * MINUTE_MS);
    expect(await errorMs(session), 'after a seek').to.be.at.most(1000);
  });

  afterEach(() => {
    clearSessions();
    letFetchesPass();
  });

  for (const [where, target, strategy] of [
    ['before the hole', hole.start - 2 * MINUTE_MS, 'windowed'],
    ['behind the hole', hole.end + MINUTE_MS, 'windowed'],
    ['before the hole', hole.start - 2 * MINUTE_MS, 'direct'],
  ] as const) {
    it(`tells its times as estimates until then, and the picture does not jump, ${where} (${strategy})`, async () => {
      const release = holdFetches('/timeline/');
      const session = stageSession({
        strategy,
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
