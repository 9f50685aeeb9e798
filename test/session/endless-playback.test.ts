import { expect } from 'chai';
import type { TimeRange } from '../../src/core/index.ts';
import { TimeShiftSession } from '../../src/session/session.ts';
import { windowMiddle } from './own-stream.ts';
import { SentRequests } from './sent-requests.ts';
import { expectRightPicture } from './session-stage.ts';
import { FRAME_MS, pictureInstant } from '../picture.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { freshStream } from '../ui/stage.ts';
import { until } from '../until.ts';

const SOURCE = { encoding: { format: 'unix', unit: 's', zone: 0 }, retentionMs: 14 * DAY_MS } as const;
const STUDIO = '/live/studio.m3u8';

describe('the endless playlist', () => {
  let video: HTMLVideoElement;
  let session: TimeShiftSession;
  let emptied = 0;

  beforeEach(() => {
    video = document.createElement('video');
    video.muted = true;
    document.body.append(video);
    session = new TimeShiftSession(video);
    emptied = 0;
  });
  afterEach(() => {
    session.destroy();
    video.remove();
  });

  async function play(src: string, start?: number): Promise<void> {
    session.load({ ...SOURCE, src, request: start === undefined ? {} : { start } }, true);
    await until(() => session.currentInstant !== null && session.snapshot.seekingTo === null);
    // Only what comes after the first picture counts, and not what the test before has left.
    const playing = video;
    video.addEventListener('emptied', () => (emptied += playing === video ? 1 : 0));
  }

  it('is one MediaSource for as long as it plays, whatever is sought, live included', async () => {
    await play(STUDIO);
    for (const back of [20_000, HOUR_MS, 3 * DAY_MS, 3 * DAY_MS - 30_000, 13 * DAY_MS, 2 * HOUR_MS]) {
      const target = Date.now() - back;
      expect((await session.seekTo(target)) - target).to.be.within(-FRAME_MS, FRAME_MS);
      await expectRightPicture(session);
      await session.play();
    }
    await session.goLive();
    expect(session.snapshot.mode).to.equal('live');
    await expectRightPicture(session);
    expect(emptied).to.equal(0);
  });

  it('keeps the last picture until the new one is there', async () => {
    await play(`/live/studio~latency=300.m3u8`);
    let withoutPicture = 0;
    let isOver = false;
    const look = () => {
      if (pictureInstant(video) === null) withoutPicture += 1;
      if (!isOver) requestAnimationFrame(look);
    };
    look();
    for (const days of [1, 5, 2]) await session.seekTo(Date.now() - days * DAY_MS);
    isOver = true;
    expect(withoutPicture, 'frames of the screen').to.equal(0);
  });

  it('ends a hundred seeks in a moment at the last one', async () => {
    await play(STUDIO);
    const targets = Array.from({ length: 100 }, (_, index) => Date.now() - (index + 2) * HOUR_MS);
    const outcomes = await Promise.allSettled(targets.map((target) => session.seekTo(target)));
    const landed = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(landed).to.have.length(1);
    expect((session.currentInstant ?? 0) - (targets.at(-1) ?? 0)).to.be.within(-FRAME_MS, 1000);
    await expectRightPicture(session);
  });

  describe('which has ended', () => {
    const start = windowMiddle(5 * HOUR_MS);
    const vodEnd = start + HOUR_MS;

    async function playToEndOf(src: string): Promise<void> {
      session.load({ ...SOURCE, src, request: { start, vodEnd } }, true);
      await session.seekTo(vodEnd - 20_000);
      await until(() => session.snapshot.playlist.isEnded);
      // hls.js has put the last segment into the buffer, so it has got the end of the playlist, too.
      await until(() => video.duration < HOUR_MS);
    }

    it('plays on where another seek goes', async () => {
      await playToEndOf(STUDIO);
      let holes = 0;
      session.addEventListener('gapskip', () => (holes += 1));
      const target = start + 20 * MINUTE_MS;
      expect((await session.seekTo(target)) - target).to.be.within(-FRAME_MS, FRAME_MS);
      await until(() => (session.currentInstant ?? 0) > target + 500);
      await expectRightPicture(session);
      expect(holes).to.equal(0);
    });

    it('plays on in another quality', async () => {
      await playToEndOf('/live/studio~variants=3.m3u8');
      const { quality, qualities } = session.snapshot;
      const other = qualities.find((each) => each !== quality) ?? null;
      session.choose(other);
      await until(() => video.videoHeight === other?.resolution?.height);
      await expectRightPicture(session);
    });
  });

  it('goes on over the seams of windows and over holes, telling of each hole', async () => {
    const hole = { start: Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - HOUR_MS, end: 0 };
    hole.end = hole.start + 25 * MINUTE_MS;
    const told: TimeRange[] = [];
    session.addEventListener('gapskip', ({ detail }) => told.push(detail.hole));
    await play(`/live/camera~holes=${hole.start / 1000}-${hole.end / 1000}.m3u8`, hole.start - 8000);
    video.playbackRate = 4;
    await until(() => (session.currentInstant ?? 0) > hole.end + 8000);
    expect(told).to.deep.equal([hole]);
    expect(emptied).to.equal(0);
    await expectRightPicture(session);
  });

  for (const [what, knobs] of [
    ['a fifth of the segments that answer 503', '~fail=segment:503:20%25'],
    ['a playlist that is HTML once', '~fail=playlist:html:1'],
    ['a playlist that is empty once', '~fail=playlist:empty:1'],
    ['a playlist that is cut off once', '~fail=playlist:truncated:1'],
    ['a playlist that answers 503 once', '~fail=playlist:503:1'],
    ['segments that are cut off', '~fail=segment:truncated:2'],
    ['a segment that is not there at first', '~fail=segment:404:1'],
    ['connections that are dropped', '~fail=segment:drop:2~fail=playlist:drop:1'],
    ['segments of 3.84 s and no discontinuity tags', '~segment=3840~tags=off'],
    ['a date on the first segment only', '~pdt=first'],
  ] as const) {
    it(`shows the very instant with ${what}`, async () => {
      const target = Date.now() - HOUR_MS;
      await play(freshStream(knobs.replace('%25', '%')), target);
      expect((session.currentInstant ?? 0) - target).to.be.within(0, 3000);
      await until(() => video.currentTime > 0 && (session.currentInstant ?? 0) - target > 5000);
      expect(session.snapshot.error).to.be.null;
      await expectRightPicture(session);
    });
  }

  it('fetches ahead what the pointer rests on, so that the seek asks for nothing more', async () => {
    await play(STUDIO);
    // Until the server tells its time, no window is known to be settled.
    await until(() => session.snapshot.recorded.ranges.length);
    const target = Date.now() - 6 * DAY_MS - 1234;
    const requests = new SentRequests();
    const segment = `/${Math.floor(target / 4000) * 4000}.ts`;
    const askedFor = (part: string) => requests.all.filter(({ url }) => url.includes(part)).length;
    session.warm(target);
    await until(() => askedFor(segment) === 1 && requests.answers === requests.all.length);
    await session.seekTo(target);
    requests.stop();
    expect([askedFor('vodend'), askedFor(segment)]).to.deep.equal([1, 1]);
    await expectRightPicture(session);
  });

  it('fetches nothing ahead of what the pointer only passes', async () => {
    await play(STUDIO);
    const requests = new SentRequests();
    for (let hours = 30; hours < 60; hours += 1) session.warm(Date.now() - hours * HOUR_MS);
    session.warm(null);
    await new Promise((resolve) => setTimeout(resolve, 300));
    requests.stop();
    expect(requests.all.filter(({ url }) => url.includes('vodend'))).to.deep.equal([]);
  });
});
