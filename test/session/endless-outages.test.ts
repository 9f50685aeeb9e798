import { expect } from 'chai';
import Hls from 'hls.js/light';
import type { UnixMs } from '../../src/core/index.ts';
import type { TimeShiftSession } from '../../src/session/session.ts';
import { demoSigner } from '../../demo/page/demo-signer.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  hasLanded,
  STRATEGIES,
  stageSession,
  untilLanded,
} from './session-stage.ts';
import { ThriftyHls } from './thrifty-hls.ts';

/** Whether the wall clock of the picture ever goes on by more than time does: then something was left out. */
class Watch {
  longestJumpMs = 0;
  #last: UnixMs;
  #lastMs = performance.now();
  readonly #stop = new AbortController();

  constructor(private readonly session: TimeShiftSession) {
    this.#last = session.currentInstant!;
    session.video.addEventListener('timeupdate', () => this.#look(), { signal: this.#stop.signal });
  }

  stop(): void {
    this.#stop.abort();
  }

  #look(): void {
    const [at, nowMs] = [this.session.currentInstant ?? this.#last, performance.now()];
    this.longestJumpMs = Math.max(this.longestJumpMs, at - this.#last - (nowMs - this.#lastMs));
    [this.#last, this.#lastMs] = [at, nowMs];
  }
}

/** Plays on for so much of the stream, leaving nothing out. */
async function expectPlaysOn(session: TimeShiftSession, ms: number): Promise<void> {
  await session.play();
  const watch = new Watch(session);
  const from = session.currentInstant!;
  await until(() => session.snapshot.error ?? session.currentInstant! > from + ms);
  watch.stop();
  expect(session.snapshot.error).to.be.null;
  // A media element's time may be a little behind what it shows.
  expect(watch.longestJumpMs).to.be.below(250);
  await expectRightPicture(session);
}

const past = () => ({ start: Math.floor(Date.now() / 4000) * 4000 - HOUR_MS });

afterEach(clearSessions);

describe('the endless playlist plays on, leaving nothing out,', () => {
  it('after 20 s without a network', async () => {
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream(),
      request: past(),
      Hls: ThriftyHls,
    });
    await untilLanded(session);
    const network = window.fetch.bind(window);
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    try {
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      expect(session.snapshot.isWaiting).to.be.true;
    } finally {
      window.fetch = network;
      Reflect.deleteProperty(navigator, 'onLine');
      window.dispatchEvent(new Event('online'));
    }
    await expectPlaysOn(session, 6000);
  }).timeout(40_000);

  it('while signatures expire all the time', async () => {
    const src = ownStream('~auth=secret~authttl=2');
    const sign = demoSigner(src, location.href)!;
    const signed = new Map<string, Awaited<ReturnType<typeof sign>>>();
    let refusals = 0;
    // As pages do that sign once, and anew when the server refuses that.
    const authorize: typeof sign = async (url, kind, attempt) => {
      refusals += attempt;
      const known = attempt === 0 && signed.get(url.href);
      if (known) return known;
      const fresh = await sign(url, kind, attempt);
      signed.set(url.href, fresh);
      return fresh;
    };
    const session = stageSession({ strategy: 'windowed', src, authorize });
    await untilLanded(session);
    await expectPlaysOn(session, 8000);
    expect(refusals).to.be.above(1);
  });

  it('while the timeline cannot be asked', async () => {
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream('~fail=timeline:503:all'),
      request: past(),
    });
    await untilLanded(session);
    const target = session.currentInstant! - 30 * 60_000;
    expect((await session.seekTo(target)) - target).to.be.within(-40, 40);
    await expectPlaysOn(session, 2000);
    await session.goLive();
    await expectPlaysOn(session, 2000);
  });

  it('with two seconds to each answer', async () => {
    const session = stageSession({ strategy: 'windowed', src: ownStream('~latency=2000'), request: past() });
    await untilLanded(session);
    await expectPlaysOn(session, 9000);
  });
});

describe('a decoder that fails', () => {
  /** Those that have been made, and what has been tried with them. */
  const made: WatchedHls[] = [];
  class WatchedHls extends Hls {
    tried: string[] = [];
    constructor(...args: ConstructorParameters<typeof Hls>) {
      super(...args);
      made.push(this);
    }
    override attachMedia(media: Parameters<Hls['attachMedia']>[0]) {
      this.tried.push('attach');
      super.attachMedia(media);
    }
    override swapAudioCodec() {
      this.tried.push('swap');
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

  for (const strategy of STRATEGIES) {
    it(`is set up anew, then with another kind of AAC, then altogether, at the same instant: ${strategy}`, async () => {
      made.length = 0;
      const request = past();
      const session = stageSession({ strategy, src: ownStream(), request, Hls: WatchedHls });
      await untilLanded(session);
      for (const failures of [1, 2, 3]) {
        const from = session.currentInstant!;
        made[0]!.fail();
        await until(
          () => session.snapshot.error ?? (hasLanded(session) && session.currentInstant! > from + 100),
        );
        expect(session.currentInstant! - from, `after failure ${failures}`).to.be.within(0, 1500);
        await expectRightPicture(session);
        await session.play();
      }
      expect(made.map(({ tried }) => tried)).to.deep.equal([
        ['attach', 'attach', 'swap', 'attach'],
        ['attach'],
      ]);
      expect(session.currentInstant! - request.start).to.be.below(10_000);
    });

    it(`once more while it is set up anew goes on at the same instant, and says no other: ${strategy}`, async () => {
      made.length = 0;
      const session = stageSession({ strategy, src: ownStream(), request: past(), Hls: WatchedHls });
      await untilLanded(session);
      await until(() => session.video.currentTime > 0.5);
      const from = session.currentInstant!;
      const said: unknown[] = [];
      const saying = setInterval(() => said.push(session.currentInstant), 5);
      made[0]!.fail();
      made[0]!.fail();
      await until(() => session.video.readyState > 2 && session.currentInstant! > from + 300);
      clearInterval(saying);
      expect(made.map(({ tried }) => tried)).to.deep.equal([['attach', 'attach', 'swap', 'attach']]);
      for (const at of said) expect(at).to.be.within(from - 50, from + 1500);
      await expectRightPicture(session);
    });
  }

  it('again and again leaves an error that says so, and no loop', async () => {
    made.length = 0;
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream(),
      request: past(),
      Hls: WatchedHls,
    });
    await untilLanded(session);
    const failing = setInterval(() => made.at(-1)?.fail(), 50);
    await until(() => session.snapshot.error);
    clearInterval(failing);
    expect(session.snapshot.error?.code).to.equal('media');
    expect(made.length).to.be.within(2, 6);
  });
});
