import { expect } from 'chai';
import { FRAME_MS, pictureInstant, stillPicture } from '../picture.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { failureOf } from '../network/failure-of.ts';
import { windowMiddle, ownStream, segmentOf } from './own-stream.ts';
import {
  clearSessions,
  emptySession,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
} from './session-stage.ts';

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  describe(`seekTo, ${strategy},`, () => {
    it('resolves with the instant of the picture that is shown', async () => {
      const session = stageSession({ strategy, src: ownStream(), autoplay: false });
      await untilLanded(session);
      const start = windowMiddle(HOUR_MS) + 520;
      for (const target of [start, start + 10_000, start - 4 * HOUR_MS]) {
        expect(await session.seekTo(target)).to.be.closeTo(target, 20);
        const picture = await stillPicture(session.video);
        expect(picture, `at ${session.video.currentTime} s`).to.equal(target);
        expect(session.snapshot.seekingTo).to.equal(null);
      }
    });

    it('lands at the newest of ten targets, and the other seeks reject with AbortError', async () => {
      const session = stageSession({ strategy, src: ownStream(), autoplay: false });
      await untilLanded(session);
      const targets = Array.from({ length: 10 }, (_, index) => windowMiddle((index + 1) * HOUR_MS));
      const seeks = await Promise.allSettled(targets.map((target) => session.seekTo(target)));
      const newest = seeks.pop();
      expect(newest?.status === 'fulfilled' && newest.value).to.be.closeTo(targets[9]!, 20);
      for (const seek of seeks) {
        expect(seek.status === 'rejected' && (seek.reason as Error).name).to.equal('AbortError');
      }
      expect(await stillPicture(session.video)).to.equal(targets[9]);
    });

    const moments = strategy === 'direct' ? ['emptied', 'loadedmetadata', 'seeking'] : ['seeking'];
    for (const moment of moments) {
      it(`is replaced by a newer seek at the event ${moment}`, async () => {
        const session = stageSession({ strategy, src: ownStream(), autoplay: false });
        await untilLanded(session);
        // On a busy machine, the event may arrive when the seek is over.
        const isPending = new Promise<boolean>((resolve) =>
          session.video.addEventListener(moment, () => resolve(session.snapshot.seekingTo !== null), {
            once: true,
          }),
        );
        const older = Promise.allSettled([session.seekTo(windowMiddle(3 * HOUR_MS))]);
        const isReplaced = await isPending;
        const target = windowMiddle(5 * HOUR_MS);
        expect(await session.seekTo(target)).to.be.closeTo(target, 20);
        const [seek] = await older;
        expect(seek.status).to.equal(isReplaced ? 'rejected' : 'fulfilled');
        if (seek.status === 'rejected') expect(seek.reason).to.have.property('name', 'AbortError');
        expect(await stillPicture(session.video)).to.equal(target);
      });
    }

    it('lands also before the requested start, in the segment that contains it', async () => {
      const start = windowMiddle(HOUR_MS) + 2520;
      const session = stageSession({ strategy, src: ownStream(), request: { start }, autoplay: false });
      await untilLanded(session);
      expect(await session.seekTo(start - 2000)).to.be.closeTo(start - 2000, 20);
      expect(await stillPicture(session.video)).to.equal(start - 2000);
    });

    it('stays where it has landed before hls.js sees that it can start', async () => {
      const start = windowMiddle(HOUR_MS) + 2520;
      const src = ownStream('~bandwidth=60000');
      const session = stageSession({ strategy, src, request: { start }, autoplay: false });
      await untilLanded(session);
      const { video } = session;
      expect(await session.seekTo(start - 2000)).to.be.closeTo(start - 2000, 20);
      // The whole segment is there, which tells hls.js that it can start.
      await until(() => video.buffered.length > 0 && video.buffered.end(0) - video.currentTime > 6);
      expect(await stillPicture(video)).to.equal(start - 2000);
    });

    it('lands exactly in the last pictures of a segment, forward and during playback', async () => {
      const session = stageSession({
        strategy,
        src: ownStream(),
        request: { start: windowMiddle(20 * HOUR_MS) },
      });
      await untilLanded(session);
      for (const [index, beforeEndMs] of [200, 160, 120, 80, 240].entries()) {
        const target = windowMiddle((18 - 2 * index) * HOUR_MS) - beforeEndMs;
        expect((await session.seekTo(target)) - target, `${beforeEndMs} ms before the end`).to.be.within(
          0,
          20,
        );
        await session.play();
      }
    });

    it('shows the exact picture just before the buffered range', async () => {
      const edge = windowMiddle(3 * HOUR_MS);
      const start = edge - HOUR_MS;
      const session = stageSession({ strategy, src: ownStream(), request: { start }, autoplay: false });
      await untilLanded(session);
      await session.seekTo(edge + 500);
      await session.seekTo(edge - 20);
      await until(() => pictureInstant(session.video) === edge - FRAME_MS);
    });

    it('is in the snapshot while it is pending', async () => {
      const session = stageSession({ strategy, src: ownStream(), autoplay: false });
      await untilLanded(session);
      const target = windowMiddle(HOUR_MS);
      const seek = session.seekTo(target);
      expect(session.snapshot.seekingTo).to.equal(target);
      expect(session.snapshot.isWaiting || session.video.seeking || session.snapshot.seekingTo).to.be.ok;
      await seek;
      expect(session.snapshot).to.include({ seekingTo: null, isWaiting: false, error: null });
    });

    it('goes live for a target in the future', async () => {
      const session = stageSession({ strategy, src: ownStream(), request: { start: windowMiddle(HOUR_MS) } });
      await untilLanded(session);
      const landed = await session.seekTo(Date.now() + HOUR_MS);
      expect(Date.now() - landed).to.be.within(1000, 20_000);
      expect(session.snapshot.mode).to.equal('live');
    });

    it('keeps playing when it was playing', async () => {
      const session = stageSession({ strategy, src: ownStream() });
      await untilLanded(session);
      await session.seekTo(windowMiddle(2 * HOUR_MS));
      expect(session.video.paused).to.equal(false);
    });

    it('stays paused when playback was paused just before', async () => {
      const session = stageSession({ strategy, src: ownStream() });
      await untilLanded(session);
      session.video.pause();
      await session.seekTo(windowMiddle(2 * HOUR_MS));
      expect(session.video.paused).to.equal(true);
    });

    it('rejects when there is nothing to play', async () => {
      expect((await failureOf(emptySession().seekTo(Date.now() - HOUR_MS))).code).to.equal('invalid-request');
    });
  });

  describe(`seekBy, ${strategy},`, () => {
    it('adds up the steps while a seek is pending', async () => {
      const session = stageSession({
        strategy,
        src: ownStream(),
        autoplay: false,
        request: { start: windowMiddle(HOUR_MS) },
      });
      await untilLanded(session);
      const from = session.currentInstant!;
      for (const seconds of [10, -2000]) {
        const before = session.currentInstant!;
        const steps = [1, 2, 3].map(() => session.seekBy(seconds));
        expect(await steps[2]).to.be.closeTo(before + 3000 * seconds, 20);
        await expectRightPicture(session);
      }
      expect(session.currentInstant).to.be.closeTo(from + 30_000 - 6_000_000, 40);
    });

    it('seeks back a little from live', async () => {
      const session = stageSession({ strategy, src: ownStream() });
      await untilLanded(session);
      const before = session.currentInstant!;
      expect(await session.seekBy(-10)).to.be.closeTo(before - 10_000, 1000);
    });
  });

  describe(`play, ${strategy},`, () => {
    it('may be called before anything is loaded', async () => {
      const session = stageSession({ strategy, src: ownStream(), autoplay: false });
      const refused: unknown[] = [];
      session.play().catch((reason: unknown) => refused.push(reason));
      await untilLanded(session);
      expect(session.video.paused).to.equal(false);
      expect(refused).to.be.empty;
    });

    it('may be called during a seek', async () => {
      const session = stageSession({ strategy, src: ownStream('~latency=30'), autoplay: false });
      await untilLanded(session);
      const seek = session.seekTo(windowMiddle(HOUR_MS));
      expect(session.snapshot.seekingTo).to.not.equal(null);
      await session.play();
      await seek;
      expect(session.video.paused).to.equal(false);
    });
  });

  describe(`While the first segment is being loaded, ${strategy},`, () => {
    const start = windowMiddle(HOUR_MS);
    /** A stream whose segments last 2 s, and take 1.5 s to load. */
    const slowStream = async () => {
      const segment = await fetch(segmentOf(ownStream('~segment=2000'), start));
      const { byteLength } = await segment.arrayBuffer();
      return ownStream(`~segment=2000~bandwidth=${Math.ceil(byteLength / 1.5)}`);
    };

    it('a seek from the first picture stays at its target', async () => {
      const src = await slowStream();
      const session = stageSession({ strategy, src, request: { start }, autoplay: false });
      await untilLanded(session);
      const target = start + MINUTE_MS;
      await session.seekTo(target);
      await until(() => session.buffered.some((range) => range.end > target + 1500));
      expect(await stillPicture(session.video)).to.equal(target);
    });

    it('playback goes on from the first picture without a step back', async () => {
      const session = stageSession({ strategy, src: await slowStream(), request: { start } });
      await untilLanded(session);
      let furthest = start;
      await until(() => {
        const at = session.currentInstant ?? NaN;
        expect(at).to.be.at.least(furthest);
        furthest = at;
        return at > start + 2500;
      });
    });
  });
}

describe('A seek to another playlist', () => {
  it('emits switch while the old picture is still shown', async () => {
    const session = stageSession({ src: ownStream(), autoplay: false });
    await untilLanded(session);
    const before = await stillPicture(session.video);
    const pictures: (number | null)[] = [];
    session.addEventListener('switch', () => pictures.push(pictureInstant(session.video)));
    const target = windowMiddle(HOUR_MS);
    await session.seekTo(target);
    expect(pictures).to.deep.equal([before]);
    await session.seekTo(target + 6000);
    expect(pictures, 'for a seek within the playlist').to.have.length(1);
  });
});
