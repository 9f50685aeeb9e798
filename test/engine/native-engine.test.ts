import { expect } from 'chai';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { pictureInstant, stillPicture } from '../picture.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { failureOf } from '../network/failure-of.ts';
import { windowMiddle, ownStream } from '../session/own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  pictureError,
  sourceOf,
  stageSession,
  untilLanded,
  type StagedSource,
} from '../session/session-stage.ts';

const stageNative = (source: StagedSource) => stageSession({ ...source, Hls: null });

/** In the middle of a segment, at the start of a frame. */
const start = windowMiddle(HOUR_MS) + 5480;
const recording = { start, vodEnd: start + 10 * MINUTE_MS };

describe("The browser's own HLS", () => {
  before(function () {
    const canPlay = document.createElement('video').canPlayType('application/vnd.apple.mpegurl') !== '';
    if (!canPlay) this.skip();
  });
  afterEach(clearSessions);

  /** Allows half a second, because the picture is read during playback: not every browser can seek in live playlists. */
  const expectAboutRight = async (session: TimeShiftSession) => {
    let picture: number | null = null;
    // A busy browser plays before it draws.
    await until(() => (picture = pictureInstant(session.video)) !== null);
    const toleranceMs = 500 + (session.currentDateAccuracy ?? NaN);
    expect(picture! - (session.currentInstant ?? NaN)).to.be.within(-toleranceMs, toleranceMs);
  };

  it('plays live, with the time of the picture', async () => {
    const session = stageNative({ src: ownStream() });
    await untilLanded(session);
    await until(() => session.video.currentTime > 0.5);
    expect(session.snapshot.mode).to.equal('live');
    await expectAboutRight(session);
  });

  it('begins at its start in a playlist that goes on to live', async () => {
    const session = stageNative({ src: ownStream(), request: { start } });
    await untilLanded(session);
    await until(() => session.video.currentTime > 0.5);
    expect(session.currentInstant).to.be.within(start, start + 2000);
    await expectAboutRight(session);
  });

  it('seeks to another playlist, has its picture when the seek resolves, and goes on playing', async () => {
    const session = stageNative({ src: ownStream(), request: { start } });
    await untilLanded(session);
    const target = windowMiddle(3 * HOUR_MS);
    await session.seekTo(target);
    expect(session.video.currentSrc).to.contain(`=${target / 1000}`);
    expect(session.video.readyState).to.be.at.least(HTMLMediaElement.HAVE_CURRENT_DATA);
    expect(session.video.paused).to.equal(false);
  });

  it('goes on with the next recording where the longest one that it requests ends', async () => {
    const from = windowMiddle(4 * HOUR_MS);
    const session = stageNative({ src: ownStream(), request: { start: from } });
    await untilLanded(session);
    const end = from + 3 * HOUR_MS;
    await session.seekTo(end - 2000);
    await until(() => session.snapshot.error ?? session.currentInstant! > end + 1000);
    expect(session.snapshot).to.include({ error: null, hasEnded: false });
    await expectAboutRight(session);
  });

  it('begins at its start in a recording, and plays on', async () => {
    const session = stageNative({ src: ownStream(), request: recording });
    await untilLanded(session);
    expect(session.currentInstant).to.be.within(start, start + 500);
    await until(() => session.currentInstant! > start + 1000);
    await expectRightPicture(session);
    expect(session.snapshot.mode).to.equal('vod');
  });

  it('shows the exact frame', async () => {
    const session = stageNative({ src: ownStream(), request: recording, autoplay: false });
    await untilLanded(session);
    expect(await stillPicture(session.video)).to.equal(start);
  });

  it('is right to a segment in a playlist without dates', async () => {
    const session = stageNative({ src: ownStream('~pdt=none'), request: recording, autoplay: false });
    await untilLanded(session);
    expect(Math.abs(await pictureError(session))).to.be.below(4000);
  });

  it('seeks within its playlist, and the newest seek wins', async () => {
    const session = stageNative({ src: ownStream(), request: recording, autoplay: false });
    await untilLanded(session);
    const targets = [8, 2, 5].map((minutes) => start + minutes * MINUTE_MS);
    const seeks = await Promise.allSettled(targets.map((target) => session.seekTo(target)));
    expect(seeks.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'fulfilled']);
    expect(session.currentInstant).to.be.closeTo(targets[2]!, 20);
    expect(await stillPicture(session.video)).to.equal(targets[2]);
  });

  it('goes on playing when another source is loaded', async () => {
    const session = stageNative({ src: ownStream(), request: recording });
    await untilLanded(session);
    const [start, end] = [recording.start - HOUR_MS, recording.start];
    session.load(sourceOf({ src: ownStream(), request: { start, vodEnd: end } }), true);
    await untilLanded(session);
    await until(() => session.currentInstant! > start + 500);
    expect(session.video.paused).to.equal(false);
  });

  const failures: [what: string, source: StagedSource, code: string][] = [
    [
      'a time that is not recorded',
      { src: ownStream(), request: { start: windowMiddle(20 * 24 * HOUR_MS) } },
      'not-recorded',
    ],
    ['a playlist that is a web page', { src: ownStream('~fail=playlist:html:all') }, 'network'],
    ['a missing signature', { src: ownStream('~auth=secret') }, 'forbidden'],
  ];
  for (const [what, source, code] of failures) {
    it(`reports ${what} as ${code}`, async () => {
      const session = stageNative(source);
      expect((await failureOf(untilLanded(session))).code).to.equal(code);
    });
  }

  it('detaches from the media element', async () => {
    const session = stageNative({ src: ownStream(), request: recording });
    await untilLanded(session);
    session.unload();
    expect(session.video.getAttribute('src')).to.equal(null);
    expect(session.video.readyState).to.equal(HTMLMediaElement.HAVE_NOTHING);
    expect(session.currentInstant).to.equal(null);
  });
});
