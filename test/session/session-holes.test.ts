import { expect } from 'chai';
import Hls from 'hls.js/light';
import type { TimeRange } from '../../src/core/index.ts';
import { FRAME_MS, stillPicture } from '../picture.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { until } from '../until.ts';
import { windowMiddle, ownStream } from './own-stream.ts';
import {
  clearSessions,
  nextEvent,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

/** Five minutes, about two hours ago, between two segments in the middle of a DVR window. */
const hole: TimeRange = (() => {
  const start = windowMiddle(2 * HOUR_MS) - 2 * MINUTE_MS;
  return { start, end: start + 5 * MINUTE_MS };
})();
const holed = (knobs = '') => ownStream(`~holes=${hole.start / 1000}-${hole.end / 1000}${knobs}`);

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  describe(`Playback at a hole, ${strategy},`, () => {
    const playlists: [what: string, knobs: string][] = [
      ['with a date on each segment', ''],
      ['with dates after discontinuities only', '~pdt=discontinuity'],
    ];
    // In the service's own playlist hls.js stalls there. The playlist that we write always has the tags.
    if (strategy === 'windowed') playlists.push(['without discontinuity tags', '~tags=off']);
    for (const [what, knobs] of playlists) {
      it(`goes on after the hole and reports its edges, in a playlist ${what}`, async () => {
        const session = stageSession({ strategy, src: holed(knobs), request: { start: hole.start - 600 } });
        const { hole: reported, landedAt } = await nextEvent(session, 'gapskip');
        expect(reported).to.deep.equal(hole);
        expect(landedAt).to.be.within(hole.end, hole.end + 1000);
        session.video.playbackRate = 8;
        await until(() => session.currentInstant! > hole.end + 3000);
        await expectRightPicture(session);
      });
    }

    it('stops at the last picture before the hole, if gaps is stop', async () => {
      const session = stageSession({
        strategy,
        src: holed(),
        request: { start: hole.start - 1000 },
        gaps: 'stop',
      });
      const reported: unknown[] = [];
      session.addEventListener('gapskip', ({ detail }) => reported.push(detail));
      await untilLanded(session);
      await until(() => session.video.paused && !session.video.seeking);
      expect(session.currentInstant).to.be.within(hole.start - FRAME_MS, hole.start - 1);
      expect(await stillPicture(session.video)).to.equal(hole.start - FRAME_MS);
      expect(reported).to.be.empty;
    });

    it('goes on after the hole when it is started again after such a stop', async () => {
      const request = { start: hole.start - 400 };
      const session = stageSession({ strategy, src: holed(), request, gaps: 'stop' });
      await untilLanded(session);
      await until(() => session.video.paused && !session.video.seeking);
      await session.play();
      await until(() => (session.currentInstant ?? 0) > hole.end + 500);
      expect(session.video.paused).to.equal(false);
    });
  });

  describe(`A seek into a hole, ${strategy},`, () => {
    for (const [direction, landing] of [
      ['forward', hole.end],
      ['backward', hole.start - 2000],
    ] as const) {
      it(`lands beside the hole and reports it: ${direction}`, async () => {
        const session = stageSession({ strategy, src: holed(), autoplay: false });
        await untilLanded(session);
        await until(() => session.snapshot.recorded.isHole(hole.start));
        const event = nextEvent(session, 'gapskip');
        const landedAt = await session.seekTo(hole.start + MINUTE_MS, direction);
        expect(landedAt).to.be.within(landing, landing + 60);
        expect(await event).to.deep.equal({ hole, landedAt });
        await expectRightPicture(session);
      });
    }

    it('lands at the next segment of the playlist, if the timeline is not known', async () => {
      const src = holed('~fail=timeline:500:all');
      const session = stageSession({ strategy, src, autoplay: false });
      await untilLanded(session);
      const landedAt = await session.seekTo(hole.start + MINUTE_MS);
      expect(landedAt).to.be.within(hole.end, hole.end + 60);
      await expectRightPicture(session);
    });
  });
}

it('A hole that begins in the overhang of the sound is told with the edge of the picture (case 44)', async () => {
  let [parsed, updatesSince] = [false, 0];
  class WatchedHls extends Hls {
    constructor(...args: ConstructorParameters<typeof Hls>) {
      super(...args);
      this.on(Hls.Events.FRAG_BUFFERED, (_, { frag }) => {
        parsed ||= (frag.programDateTime ?? 0) >= hole.end;
      });
      this.on(Hls.Events.LEVEL_UPDATED, () => (updatesSince += parsed ? 1 : 0));
    }
  }
  const request = { start: hole.start - 2000 };
  const session = stageSession({ src: holed(), request, Hls: WatchedHls, autoplay: false });
  await untilLanded(session);
  // hls.js takes the durations over that it has parsed, when it loads the playlist again.
  await until(() => updatesSince > 0);
  const before = session.seekable.find(({ start }) => start < hole.start);
  expect(before?.end).to.equal(hole.start);
});

describe('At the end of a playlist that the server has cut', () => {
  it('playback goes on with the next playlist when the old one has not grown for 15 s', async () => {
    const start = windowMiddle(4 * HOUR_MS);
    // The origin ends such a playlist after three hours.
    const cut = start + 3 * HOUR_MS;
    const clock = new SkippingClock();
    const session = stageSession({ src: ownStream('~segment=10000'), request: { start }, clock });
    await untilLanded(session);
    await session.seekTo(cut - 1000);
    clock.skip(15_000);
    await untilPlayed(session, cut + 500);
    await expectRightPicture(session);
  });
});
