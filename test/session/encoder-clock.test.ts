import { expect } from 'chai';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { expectRightClock, stillPicture } from '../picture.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { holdFetches, letFetchesPass } from './hold-fetches.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  hasLanded,
  playedSince,
  stageSession,
  STRATEGIES,
  untilLanded,
} from './session-stage.ts';

/** A window tells the offset to half a segment of 4 s. */
const WINDOW_MS = 3000;
/** Where only the live playlist tells it, it is not known how late that lists a segment. */
const LIVE_MS = 15_000;

describe('A stream whose encoder has another clock (case 29)', () => {
  afterEach(() => {
    clearSessions();
    letFetchesPass();
  });

  /** Expects the picture to be that of the instant that the session says, by both clocks. */
  async function expectBothClocks(
    session: TimeShiftSession,
    aheadMs: number,
    exactMs = WINDOW_MS,
  ): Promise<void> {
    await until(() => hasLanded(session) && session.snapshot.encoderOffsetMs !== 0);
    const picture = await stillPicture(session.video);
    expectRightClock(picture, session.encoderInstant ?? NaN);
    // A time zone is known exactly.
    expect(session.currentDateAccuracy! > 1000).to.equal(aheadMs % HOUR_MS !== 0);
    expect(picture - aheadMs - (session.currentInstant ?? NaN)).to.be.within(-exactMs, exactMs);
  }

  it('is not told for right while the server has not told its time (direct)', async () => {
    const src = ownStream('~encoder=-90~timeline=5001');
    const start = windowMiddle(2 * HOUR_MS);
    const session = stageSession({ src, strategy: 'direct', request: { start }, autoplay: false });
    await untilLanded(session);
    const errorMs = Math.abs((await stillPicture(session.video)) + 90_000 - session.currentInstant!);
    expect(session.currentDateAccuracy).to.be.at.least(errorMs - 1);
  });

  for (const strategy of STRATEGIES) {
    for (const aheadMs of [-90_000, 90_000]) {
      const where = `${aheadMs / 1000} s ahead, where the server never tells its time (${strategy})`;
      it(`is not told for right at live ${where}`, async () => {
        const src = ownStream(`~encoder=${aheadMs / 1000}~timeline=5001`);
        const session = stageSession({ src, strategy, autoplay: false });
        await untilLanded(session);
        const offMs = Math.abs(session.currentInstant! - session.serverInstant);
        expect(offMs).to.be.above(30_000);
        expect(session.currentDateAccuracy).to.be.at.least(offMs - LIVE_MS);
      });
    }
  }

  it('is not told for right where the server cuts a playlist short of live, which alone tells (direct)', async () => {
    const target = windowMiddle(6 * HOUR_MS);
    const src = ownStream('~encoder=90');
    const request = { start: target };
    const session = stageSession({ src, strategy: 'direct', request, autoplay: false });
    await until(() => hasLanded(session) && session.snapshot.recorded.isKnown(target));
    const errorMs = Math.abs((await stillPicture(session.video)) - 90_000 - session.currentInstant!);
    expect(errorMs).to.be.above(30_000);
    expect(session.currentDateAccuracy).to.be.at.least(errorMs);
  });

  for (const aheadMs of [-90_000, 90_000]) {
    const by = `${aheadMs / 1000} s ahead`;
    it(`lands where it was asked to where it is found to be ${by} meanwhile (direct)`, async () => {
      const releaseTimeline = holdFetches('/timeline/');
      const start = windowMiddle(2 * HOUR_MS);
      const src = ownStream(`~encoder=${aheadMs / 1000}`);
      const session = stageSession({ src, strategy: 'direct', request: { start }, autoplay: false });
      await untilLanded(session);
      const releaseSegments = holdFetches('.ts');
      const target = start + 5 * MINUTE_MS;
      const seeking = session.seekTo(target);
      await until(() => session.snapshot.seek.phase === 'landing');
      releaseTimeline();
      await until(() => session.snapshot.encoderOffsetMs !== 0);
      releaseSegments();
      expect(await seeking).to.be.closeTo(target, 50);
      await expectBothClocks(session, aheadMs);
    });

    it(`is told as uncertain until the live playlist goes on, ${by} (direct)`, async () => {
      const releasePlaylists = holdFetches('.m3u8', 1);
      const src = ownStream(`~encoder=${aheadMs / 1000}`);
      const session = stageSession({ src, strategy: 'direct', autoplay: false });
      await until(() => session.currentInstant !== null);
      await until(() => session.snapshot.recorded.known.length > 0);
      const picture = (await stillPicture(session.video)) - aheadMs;
      const errorMs = Math.abs(picture - session.currentInstant!);
      expect(session.currentDateAccuracy).to.be.at.least(errorMs - LIVE_MS);
      releasePlaylists();
      await until(() => session.snapshot.encoderOffsetMs !== 0);
      await expectBothClocks(session, aheadMs, LIVE_MS);
    });
  }

  for (const strategy of STRATEGIES) {
    for (const aheadMs of [-90_000, 90_000, 8 * HOUR_MS]) {
      const by = `${aheadMs / 1000} s ahead`;
      const src = () => ownStream(`~encoder=${aheadMs / 1000}`);

      it(`says live at live if it is ${by} (${strategy})`, async () => {
        const session = stageSession({ src: src(), strategy });
        await untilLanded(session);
        await until(() => session.snapshot.encoderOffsetMs !== 0);
        expect(session.snapshot).to.include({ mode: 'live', error: null });
        expect(session.serverInstant - session.currentInstant!).to.be.within(0, 30_000);
        await expectBothClocks(session, aheadMs, strategy === 'direct' ? LIVE_MS : WINDOW_MS);
      });

      it(`lands where it was asked to if it is ${by} (${strategy})`, async () => {
        const session = stageSession({ src: src(), strategy });
        await untilLanded(session);
        await until(() => session.snapshot.encoderOffsetMs !== 0);
        const target = windowMiddle(3 * HOUR_MS);
        const landed = await session.seekTo(target);
        expect(landed).to.be.closeTo(target, 50);
        expect(session.snapshot.mode).to.equal('shifted');
        await expectBothClocks(session, aheadMs);
      });

      it(`begins in the past where it was asked to if it is ${by} (${strategy})`, async () => {
        const start = windowMiddle(2 * HOUR_MS);
        const session = stageSession({ src: src(), strategy, request: { start } });
        await expectBothClocks(session, aheadMs);
        if (strategy === 'windowed') expect(playedSince(session)).to.be.closeTo(start, 500);
      });
    }
  }
});
