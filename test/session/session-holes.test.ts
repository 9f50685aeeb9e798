import { expect } from 'chai';
import type { TimeRange } from '../../src/core/index.ts';
import { FRAME_MS, stillPicture } from '../picture.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { windowMiddle, ownStream } from './own-stream.ts';
import {
  clearSessions,
  nextEvent,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
} from './session-stage.ts';
import { WoundClock } from './wound-clock.ts';

/** Two hours ago, for five minutes, on whole segments. */
const hole: TimeRange = (() => {
  const start = windowMiddle(2 * HOUR_MS);
  return { start, end: start + 5 * MINUTE_MS };
})();
const holed = (knobs = '') => ownStream(`~holes=${hole.start / 1000}-${hole.end / 1000}${knobs}`);

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  describe(`playback over a hole, ${strategy}`, () => {
    const playlists: [what: string, knobs: string][] = [
      ['with a date-time on each segment', ''],
      ['with date-times after discontinuities only', '~pdt=discontinuity'],
    ];
    // hls.js itself stalls there: only a playlist that we write is sure to have the tags.
    if (strategy === 'windowed') playlists.push(['without discontinuities', '~tags=off']);
    for (const [what, knobs] of playlists) {
      it(`goes on after it, and tells its edges, in a playlist ${what}`, async () => {
        const session = stageSession({ strategy, src: holed(knobs), request: { start: hole.start - 600 } });
        const { hole: told, landedAt } = await nextEvent(session, 'gapskip');
        expect(told).to.deep.equal(hole);
        expect(landedAt).to.be.within(hole.end, hole.end + 1000);
        session.video.playbackRate = 8;
        await until(() => session.currentInstant! > hole.end + 3000);
        await expectRightPicture(session);
      }).timeout(8000);
    }

    it('stops before it where the page wants it so', async () => {
      const session = stageSession({
        strategy,
        src: holed(),
        request: { start: hole.start - 1000 },
        gaps: 'stop',
      });
      const told: unknown[] = [];
      session.addEventListener('gapskip', ({ detail }) => told.push(detail));
      await untilLanded(session);
      await until(() => session.video.paused && !session.video.seeking);
      expect(session.currentInstant).to.be.within(hole.start - FRAME_MS, hole.start - 1);
      expect(await stillPicture(session.video)).to.equal(hole.start - FRAME_MS);
      expect(told).to.be.empty;
    });

    it('that has stopped before it goes on after it when it is started again', async () => {
      const request = { start: hole.start - 400 };
      const session = stageSession({ strategy, src: holed(), request, gaps: 'stop' });
      await untilLanded(session);
      await until(() => session.video.paused && !session.video.seeking);
      await session.play();
      await until(() => (session.currentInstant ?? 0) > hole.end + 500);
      expect(session.video.paused).to.equal(false);
    }).timeout(4000);
  });

  describe(`a seek into a hole, ${strategy}`, () => {
    for (const [direction, landing] of [
      ['forward', hole.end],
      ['backward', hole.start - 2000],
    ] as const) {
      it(`${direction} lands beside it and tells what it has skipped`, async () => {
        const session = stageSession({ strategy, src: holed(), autoplay: false });
        await untilLanded(session);
        await until(() => session.snapshot.recorded.isHole(hole.start));
        const telling = nextEvent(session, 'gapskip');
        const landedAt = await session.seekTo(hole.start + MINUTE_MS, direction);
        expect(landedAt).to.be.within(landing, landing + 60);
        expect(await telling).to.deep.equal({ hole, landedAt });
        await expectRightPicture(session);
      });
    }

    it('that the timeline does not know yet lands where the playlist begins', async () => {
      const src = holed('~fail=timeline:500:all');
      const session = stageSession({ strategy, src, autoplay: false });
      await untilLanded(session);
      const landedAt = await session.seekTo(hole.start + MINUTE_MS);
      expect(landedAt).to.be.within(hole.end, hole.end + 60);
      await expectRightPicture(session);
    });
  });
}

describe('at the end of a playlist that the server has cut', () => {
  let clock: WoundClock | undefined;
  afterEach(() => clock?.stop());

  it('playback goes on with the next one', async () => {
    const start = windowMiddle(4 * HOUR_MS);
    // The origin cuts after three hours.
    const cut = start + 3 * HOUR_MS;
    const session = stageSession({ src: ownStream('~segment=10000'), request: { start } });
    await untilLanded(session);
    await session.seekTo(cut - 1000);
    clock = new WoundClock();
    clock.skip(15_000);
    await until(() => session.currentInstant! > cut + 500);
    expect(session.snapshot.error).to.equal(null);
    await expectRightPicture(session);
  });
});
