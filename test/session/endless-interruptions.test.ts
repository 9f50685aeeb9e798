import { expect } from 'chai';
import type { TimeRange } from '../../src/core/index.ts';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { until } from '../until.ts';
import { commandEncoder } from './command-encoder.ts';
import { ownStream } from './own-stream.ts';
import { clearSessions, expectRightPicture, nextEvent, stageSession, untilLanded } from './session-stage.ts';

/** A hole that begins so long from now, with a segment of a second. */
const holeIn = (ms: number, lengthMs: number): TimeRange => {
  const start = Math.ceil((Date.now() + ms) / 1000) * 1000;
  return { start, end: start + lengthMs };
};

/** When the last segment of a second ends that has been recorded by an instant. */
const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;

const inSeconds = ({ start, end }: TimeRange) => `${start / 1000}-${end / 1000}`;

afterEach(clearSessions);

describe('While the encoder is away', () => {
  for (const down of ['frozen', 'ended', '404']) {
    it(`playback waits at the end, says so, and goes on by itself: live playlist ${down}`, async () => {
      // The live playlist lists the first segment after the hole long enough for a busy page.
      const src = ownStream(`~segment=1000~edge=12~down=${down}`);
      const session = stageSession({ strategy: 'windowed', src });
      await untilLanded(session);
      const earliest = wholeSecond(Date.now());
      await commandEncoder(src, 'stop');
      const latest = wholeSecond(Date.now());
      // A busy page has the last seconds of a live playlist that is gone from a window, so it may hear of them later. Such
      // a playlist may never have listed the last segment.
      await until(() => session.snapshot.silentSince! >= earliest - 1000 && session.snapshot.isWaiting);
      const silentSince = session.snapshot.silentSince!;
      expect(silentSince).to.be.at.most(latest);
      // A busy page may have waited before its end, too.
      await until(() => Math.abs(session.currentInstant! - silentSince) < 300);
      expect(session.snapshot.isWaiting).to.equal(true);
      const crossed = nextEvent(session, 'gapskip');
      await commandEncoder(src, 'start');
      const { hole } = await crossed;
      expect(hole.start).to.be.within(silentSince, latest);
      await until(() => session.snapshot.error ?? session.currentInstant! > hole.end + 1000);
      expect(session.snapshot).to.include({ error: null, silentSince: null });
      await expectRightPicture(session, AUDIO_FRAME_MS);
    });
  }

  it('a source that is loaded waits, says since when nothing came, and is live when it is back (case 28)', async () => {
    const start = holeIn(-60_000, 0).start;
    const src = ownStream(`~segment=1000~edge=12~down=404~holes=${start / 1000}-${start / 1000 + 7200}`);
    const session = stageSession({ strategy: 'windowed', src });
    const errors: unknown[] = [];
    session.addEventListener('change', ({ detail }) => errors.push(detail.snapshot.error));
    await until(() => session.snapshot.silentSince !== null);
    expect(session.snapshot).to.include({ silentSince: start, isWaiting: true, mode: 'live' });
    await commandEncoder(src, 'start');
    await until(() => session.currentInstant !== null);
    expect(session.snapshot).to.include({ silentSince: null, mode: 'live' });
    expect(errors.filter((error) => error !== null)).to.be.empty;
    await expectRightPicture(session, AUDIO_FRAME_MS);
  });
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
