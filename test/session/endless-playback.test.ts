import { expect } from 'chai';
import { windowAt, type TimeRange } from '../../src/core/index.ts';
import type { Clock } from '../../src/core/time/clock.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { AUDIO_FRAME_MS, FRAME_MS, pictureInstant } from '../picture.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import { SentRequests } from './sent-requests.ts';
import {
  clearSessions,
  expectRightPicture,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

/** The sessions whose media element has lost its media since the first picture. */
const emptied: TimeShiftSession[] = [];

/** Plays with the endless playlist, and resolves at the first picture. */
async function play(src: string, start?: number, clock?: Clock): Promise<TimeShiftSession> {
  const session = stageSession({
    strategy: 'windowed',
    src,
    request: start === undefined ? {} : { start },
    retentionMs: 14 * DAY_MS,
    clock,
  });
  await untilLanded(session);
  session.video.addEventListener('emptied', () => emptied.push(session));
  return session;
}

afterEach(clearSessions);

describe('The endless playlist', () => {
  it('plays on one MediaSource, wherever the viewer seeks, live included', async () => {
    const session = await play(ownStream());
    for (const back of [20_000, HOUR_MS, 3 * DAY_MS, 3 * DAY_MS - 30_000, 13 * DAY_MS, 2 * HOUR_MS]) {
      const target = Date.now() - back;
      expect((await session.seekTo(target)) - target).to.be.within(-FRAME_MS, FRAME_MS);
      await expectRightPicture(session);
      await session.play();
    }
    await session.goLive();
    expect(session.snapshot.mode).to.equal('live');
    await expectRightPicture(session);
    expect(emptied).to.not.include(session);
  });

  it("plays live although the viewer's clock is an hour ahead", async () => {
    const clock = new SkippingClock();
    clock.skip(HOUR_MS);
    const session = await play(ownStream('~segment=1000'), undefined, clock);
    session.video.playbackRate = 4;
    await untilPlayed(session, session.seekable.at(-1)!.end + 1000);
    await until(() => session.snapshot.recorded.ranges.length);
    expect(session.snapshot.mode).to.equal('live');
    // A first answer that takes long on a busy machine tells it less exactly than the next one.
    await until(() => Math.abs(session.serverInstant - Date.now()) <= 1000);
    await expectRightPicture(session, AUDIO_FRAME_MS);
  });

  it('keeps the last picture until the new one is there', async () => {
    const session = await play(ownStream('~latency=300'));
    let framesWithoutPicture = 0;
    let isOver = false;
    const look = () => {
      if (pictureInstant(session.video) === null) framesWithoutPicture += 1;
      if (!isOver) requestAnimationFrame(look);
    };
    look();
    for (const days of [1, 5, 2]) await session.seekTo(Date.now() - days * DAY_MS);
    isOver = true;
    expect(framesWithoutPicture).to.equal(0);
  });

  it('lands at the last of a hundred seeks that begin at once', async () => {
    const session = await play(ownStream());
    const targets = Array.from({ length: 100 }, (_, index) => Date.now() - (index + 2) * HOUR_MS);
    const outcomes = await Promise.allSettled(targets.map((target) => session.seekTo(target)));
    const landed = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(landed).to.have.length(1);
    const last = outcomes.at(-1) as PromiseFulfilledResult<number>;
    expect(last.value - targets.at(-1)!).to.be.within(-FRAME_MS, FRAME_MS);
    await expectRightPicture(session);
  });

  describe('that has ended', () => {
    const start = windowMiddle(5 * HOUR_MS);
    const vodEnd = start + HOUR_MS;

    /** Plays a recording, and resolves when hls.js has got the playlist's end. */
    async function playToEnd(src: string): Promise<TimeShiftSession> {
      const session = stageSession({
        strategy: 'windowed',
        src,
        request: { start, vodEnd },
        retentionMs: 14 * DAY_MS,
      });
      await untilLanded(session);
      await session.seekTo(vodEnd - 20_000);
      await until(() => session.snapshot.playlist.isEnded);
      // hls.js has put the last segment into the buffer, and has set the duration by that.
      await until(() => session.video.duration < HOUR_MS / 1000);
      return session;
    }

    it('plays on where another seek goes', async () => {
      const session = await playToEnd(ownStream());
      let holes = 0;
      session.addEventListener('gapskip', () => (holes += 1));
      const target = start + 20 * MINUTE_MS;
      expect((await session.seekTo(target)) - target).to.be.within(-FRAME_MS, FRAME_MS);
      await untilPlayed(session, target + 500);
      await expectRightPicture(session);
      expect(holes).to.equal(0);
    });

    it('plays on in another quality', async () => {
      const session = await playToEnd(ownStream('~variants=3'));
      const { quality, qualities } = session.snapshot;
      const other = qualities.find((each) => each !== quality)!;
      session.choose(other);
      await until(() => session.video.videoHeight === other.resolution?.height);
      await expectRightPicture(session);
    });
  });

  it('goes on across the edge of a window and across a hole, and reports the hole', async () => {
    // Playback begins 4 s before the end of a window, and the hole 4 s after it.
    const edge = windowAt(Date.now() - 2 * HOUR_MS).end;
    const hole = { start: edge + 4000, end: edge + 4000 + 25 * MINUTE_MS };
    const src = ownStream(`~holes=${hole.start / 1000}-${hole.end / 1000}`);
    const session = await play(src, edge - 4000);
    const reported: TimeRange[] = [];
    session.addEventListener('gapskip', ({ detail }) => reported.push(detail.hole));
    session.video.playbackRate = 4;
    await untilPlayed(session, hole.end + 8000);
    expect(reported).to.deep.equal([hole]);
    expect(emptied).to.not.include(session);
    await expectRightPicture(session);
  });

  for (const [what, knobs] of [
    ['a fifth of the segment requests are answered with 503', '~fail=segment:503:20%'],
    ['a playlist is HTML once', '~fail=playlist:html:1'],
    ['a playlist is empty once', '~fail=playlist:empty:1'],
    ['a playlist is cut off once', '~fail=playlist:truncated:1'],
    ['a playlist request is answered with 503 once', '~fail=playlist:503:1'],
    ['segments are cut off', '~fail=segment:truncated:2'],
    ['a segment is not found at first', '~fail=segment:404:1'],
    ['connections are dropped', '~fail=segment:drop:2~fail=playlist:drop:1'],
    ['segments last 3.84 s and there are no discontinuity tags', '~segment=3840~tags=off'],
    ['only the first segment has a date', '~pdt=first'],
  ] as const) {
    it(`shows the very instant and plays on, although ${what}`, async () => {
      const target = Date.now() - HOUR_MS;
      const session = await play(ownStream(knobs), target);
      expect(session.currentInstant! - target).to.be.within(0, 3000);
      session.video.playbackRate = 8;
      await untilPlayed(session, target + 5000);
      await expectRightPicture(session);
    });
  }

  it('needs no further request for a seek to where the pointer has rested', async () => {
    const session = await play(ownStream());
    // Until the server has told its time, no window is kept.
    await until(() => session.snapshot.recorded.ranges.length);
    const target = windowMiddle(6 * DAY_MS) + 1234;
    const requests = new SentRequests();
    const segment = `/${target - 1234}.ts`;
    const sent = (part: string) => requests.all.filter(({ url }) => url.includes(part)).length;
    session.warm(target);
    await until(() => sent(segment) === 1 && requests.answers === requests.all.length);
    await session.seekTo(target);
    requests.stop();
    expect([sent('vodend'), sent(segment)]).to.deep.equal([1, 1]);
    await expectRightPicture(session);
  });

  it('fetches nothing for places that the pointer only crosses', async () => {
    const session = await play(ownStream());
    const requests = new SentRequests();
    for (let hours = 30; hours < 60; hours += 1) session.warm(Date.now() - hours * HOUR_MS);
    session.warm(null);
    // By the time that the window of a place is here where the pointer rests, all others would have been requested.
    const rest = windowMiddle(90 * HOUR_MS);
    session.warm(rest);
    await until(() => requests.all.some(({ url }) => url.includes(`/${rest}.ts`)));
    requests.stop();
    expect(requests.all.filter(({ url }) => url.includes('vodend'))).to.have.length(1);
  });
});
