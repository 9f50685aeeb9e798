import { expect } from 'chai';
import Hls from 'hls.js/light';
import { signPlaybackUrl } from '../../src/server/cdn-auth.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import type { Authorize } from '../../src/network/fetcher.ts';
import { SkippingClock } from '../skipping-clock.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  hasLanded,
  playedSince,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';
import { ThriftyHls } from './thrifty-hls.ts';

interface PlayOptions {
  readonly ms: number;
  readonly playbackRate: number;
}

/** Plays a part of the stream, and expects that nothing of it is left out. */
async function expectPlaysOn(session: TimeShiftSession, { ms, playbackRate }: PlayOptions): Promise<void> {
  const { video } = session;
  video.playbackRate = playbackRate;
  await session.play();
  const from = { at: session.currentInstant!, timeS: video.currentTime };
  await untilPlayed(session, from.at + ms);
  const [playedMs, playedS] = [session.currentInstant! - from.at, video.currentTime - from.timeS];
  expect(playedMs - playedS * 1000, 'what wall-clock time is ahead of media time').to.be.within(-50, 50);
  expect(playedSince(session), 'no jump of media time').to.be.at.most(from.at + 50);
  await expectRightPicture(session);
}

const past = () => ({ start: windowMiddle(HOUR_MS) });

afterEach(clearSessions);

describe('The endless playlist plays on and leaves nothing out', () => {
  it('after 20 s without a network', async () => {
    const clock = new SkippingClock();
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream(),
      request: past(),
      Hls: ThriftyHls,
      clock,
    });
    await untilLanded(session);
    const network = window.fetch.bind(window);
    let requests = 0;
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    window.fetch = () => {
      requests += 1;
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    try {
      const startedMs = clock.steady();
      await until(() => session.snapshot.isWaiting && requests > 0);
      while (clock.steady() - startedMs < 20_000) {
        const before = requests;
        // Each wait that is held is one before a request.
        await until(() => (clock.nextWaitMs ?? Infinity) <= 4000 || requests > before);
        if (requests === before) clock.skipToNextWait();
        await until(() => requests > before);
      }
      expect(session.snapshot.isWaiting).to.be.true;
    } finally {
      window.fetch = network;
      Reflect.deleteProperty(navigator, 'onLine');
      window.dispatchEvent(new Event('online'));
    }
    await expectPlaysOn(session, { ms: 6000, playbackRate: 4 });
  });

  it('while each signature has expired by the time that it is used', async () => {
    const key = 'secret';
    let refusals = 0;
    // As with a page that keeps signatures for too long, and signs again when the server refuses one.
    const authorize: Authorize = (url, _, attempt) => {
      refusals += attempt;
      const validForMs = attempt === 0 ? -HOUR_MS : HOUR_MS;
      return signPlaybackUrl(url.href, { key, expiresAt: Date.now() + validForMs });
    };
    const session = stageSession({ strategy: 'windowed', src: ownStream(`~auth=${key}`), authorize });
    await untilLanded(session);
    await session.seekTo(windowMiddle(HOUR_MS));
    await expectPlaysOn(session, { ms: 8000, playbackRate: 4 });
    expect(refusals).to.be.above(1);
  });

  it('while timeline queries fail', async () => {
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream('~fail=timeline:503:all'),
      request: past(),
    });
    await untilLanded(session);
    const target = session.currentInstant! - 30 * MINUTE_MS;
    expect((await session.seekTo(target)) - target).to.be.within(-40, 40);
    await expectPlaysOn(session, { ms: 2000, playbackRate: 4 });
    await session.goLive();
    await expectPlaysOn(session, { ms: 2000, playbackRate: 2 });
  });

  it('while each response takes two seconds', async () => {
    const session = stageSession({ strategy: 'windowed', src: ownStream('~latency=2000'), request: past() });
    await untilLanded(session);
    await expectPlaysOn(session, { ms: 9000, playbackRate: 2 });
  });
});

describe('After a failure of the decoder', () => {
  /** The instances of hls.js, and the recoveries that were tried with each. */
  const created: WatchedHls[] = [];
  class WatchedHls extends Hls {
    recoveries: string[] = [];
    constructor(...args: ConstructorParameters<typeof Hls>) {
      super(...args);
      created.push(this);
    }
    override attachMedia(media: Parameters<Hls['attachMedia']>[0]) {
      this.recoveries.push('attach');
      super.attachMedia(media);
    }
    override swapAudioCodec() {
      this.recoveries.push('swap');
      super.swapAudioCodec();
    }
    fail() {
      this.trigger(Hls.Events.ERROR, {
        type: Hls.ErrorTypes.MEDIA_ERROR,
        details: Hls.ErrorDetails.BUFFER_APPEND_ERROR,
        fatal: true,
        error: new Error('PIPELINE_ERROR_DECODE'),
      });
    }
  }
  // Playback goes on while the code loads that explains the last failure.
  before(() => import('../../src/engine/media-failure.ts'));
  beforeEach(() => (created.length = 0));

  for (const strategy of STRATEGIES) {
    it(`playback goes on at the same instant: media attached again, then another AAC profile, then another hls.js: ${strategy}`, async () => {
      const request = past();
      const session = stageSession({ strategy, src: ownStream(), request, Hls: WatchedHls });
      await untilLanded(session);
      const tried = () => created.flatMap(({ recoveries }) => recoveries).length;
      for (const [failures, recoveries] of [2, 4, 5].entries()) {
        const from = session.currentInstant!;
        created[0]!.fail();
        await until(() => tried() === recoveries);
        await until(
          () => session.snapshot.error ?? (hasLanded(session) && session.currentInstant! > from + 100),
        );
        expect(playedSince(session) - from, `after failure ${failures + 1}`).to.be.within(-100, 250);
        await expectRightPicture(session);
        await session.play();
      }
      expect(created.map(({ recoveries }) => recoveries)).to.deep.equal([
        ['attach', 'attach', 'swap', 'attach'],
        ['attach'],
      ]);
    });

    it(`another failure during the recovery does not change the instant: ${strategy}`, async () => {
      const session = stageSession({ strategy, src: ownStream(), request: past(), Hls: WatchedHls });
      await untilLanded(session);
      await until(() => session.video.currentTime > 0.5);
      const [from, startedMs] = [session.currentInstant!, performance.now()];
      const reported: { at: number | null; latest: number }[] = [];
      const reporting = setInterval(() => {
        const latest = from + performance.now() - startedMs;
        reported.push({ at: session.currentInstant, latest });
      }, 5);
      created[0]!.fail();
      created[0]!.fail();
      await until(() => session.video.readyState > 2 && session.currentInstant! > from + 300);
      clearInterval(reporting);
      expect(created.map(({ recoveries }) => recoveries)).to.deep.equal([
        ['attach', 'attach', 'swap', 'attach'],
      ]);
      for (const { at, latest } of reported) expect(at).to.be.within(from - 50, latest + 50);
      await expectRightPicture(session);
    });
  }

  it('again and again, the session ends in a media error and does not loop', async () => {
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream(),
      request: past(),
      Hls: WatchedHls,
    });
    await untilLanded(session);
    const failing = setInterval(() => created.at(-1)?.fail(), 50);
    await until(() => session.snapshot.error);
    clearInterval(failing);
    expect(session.snapshot.error?.code).to.equal('media');
    expect(created.length).to.be.within(2, 6);
  });
});
