import { expect } from 'chai';
import { windowAt } from '../../src/core/index.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { stillPicture } from '../picture.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream } from './own-stream.ts';
import { clearSessions, stageSession, untilLanded } from './session-stage.ts';

const SEGMENT_MS = 3600;
/** Segments of 3.6 s, which the playlists state as 4 s. */
const WRONG = `~segment=${SEGMENT_MS}~rounding=1000`;

/** Opens the past of a stream without holes, and resolves at the first picture. */
async function openPast(knobs: string, start: number): Promise<TimeShiftSession> {
  const session = stageSession({
    strategy: 'windowed',
    src: ownStream(`${WRONG}${knobs}`),
    request: { start },
    retentionMs: 14 * DAY_MS,
    autoplay: false,
  });
  await untilLanded(session);
  return session;
}

/** How far the picture is from the instant that the session says, in milliseconds. */
const pictureErrorMs = async (session: TimeShiftSession): Promise<number> =>
  Math.abs((await stillPicture(session.video)) - session.currentInstant!);

describe('Segments of 3.6 s that the playlist states as 4 s (case 5)', () => {
  afterEach(clearSessions);

  const rows: [dates: string, errorMs: number, accuracyMs: number][] = [
    ['all', 100, 0],
    ['first', 1000, 1000],
    // Without dates, the answer of the server may as well begin with the segment beside.
    ['none', 1000, SEGMENT_MS + 1000],
  ];
  for (const [dates, errorMs, accuracyMs] of rows) {
    it(`are right to ${errorMs} ms wherever a seek goes, with dates on: ${dates}`, async () => {
      const start = windowAt(Date.now() - 5 * HOUR_MS).start + MINUTE_MS;
      const session = await openPast(`~pdt=${dates}`, start);
      const isTold = () => (session.currentDateAccuracy ?? Infinity) <= accuracyMs;
      await until(isTold);
      expect(await pictureErrorMs(session), 'at the start').to.be.at.most(errorMs);
      await until(() => session.snapshot.recorded.isKnown(start + 40 * MINUTE_MS));
      for (const minutes of [3, 8.5, 40, 38, 31.2]) {
        const target = start + minutes * MINUTE_MS;
        const landedAt = await session.seekTo(target);
        await until(isTold);
        // Times may have been corrected on the way: those at the beginning and at the end are both right to `errorMs`.
        expect(Math.abs(landedAt - target), `landing after ${minutes} min`).to.be.at.most(2 * errorMs);
        expect(await pictureErrorMs(session), `after ${minutes} min`).to.be.at.most(errorMs);
      }
    });
  }

  it('are right as soon as the next answer has a date, where the timeline is not known', async () => {
    const start = windowAt(Date.now() - 5 * HOUR_MS).start + 8.4 * MINUTE_MS;
    const session = await openPast('~pdt=first~timeline=404', start);
    const toldMs = session.currentDateAccuracy!;
    expect(toldMs).to.be.above(1000);
    expect(await pictureErrorMs(session), 'before').to.be.at.most(toldMs);
    // The next window is read when less than a minute is left.
    await session.seekTo(start + 1.2 * MINUTE_MS);
    await until(() => (session.currentDateAccuracy ?? Infinity) <= 1000);
    expect(await pictureErrorMs(session), 'afterwards').to.be.at.most(1000);
    const target = start + 9 * MINUTE_MS;
    await session.seekTo(target);
    await until(() => (session.currentDateAccuracy ?? Infinity) <= 1000);
    expect(await pictureErrorMs(session), 'at the end of the next window').to.be.at.most(1000);
  });

  it('play on for a window and more without a hole, and without a jump', async () => {
    const { end } = windowAt(Date.now() - 5 * HOUR_MS);
    const session = await openPast('~pdt=first', end - 10_000);
    const holes: unknown[] = [];
    session.addEventListener('gapskip', ({ detail }) => holes.push(detail.hole));
    await until(() => (session.currentDateAccuracy ?? Infinity) <= 1000);
    session.video.playbackRate = 4;
    await session.play();
    await until(() => session.currentInstant! > end + 15_000);
    expect(await pictureErrorMs(session)).to.be.at.most(1000);
    expect(holes).to.deep.equal([]);
    expect(session.seekable).to.have.length(1);
  });
});
