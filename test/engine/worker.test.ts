import { expect } from 'chai';
import type { HlsClass } from '../../src/engine/engine.ts';
import { FRAME_MS } from '../picture.ts';
import { DAY_MS, HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { windowMiddle, ownStream } from '../session/own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  sourceOf,
  emptySession,
  STRATEGIES,
  untilLanded,
} from '../session/session-stage.ts';

declare global {
  interface Window {
    Hls?: HlsClass;
  }
}

/** The build for a `<script>` element. Unlike the modules, it contains its worker. */
const FULL_BUILD = '/node_modules/hls.js/dist/hls.js';

async function loadFullBuild(): Promise<HlsClass> {
  const script = document.createElement('script');
  script.src = FULL_BUILD;
  document.head.append(script);
  await new Promise((resolve) => script.addEventListener('load', resolve));
  script.remove();
  return window.Hls!;
}

/** A worker that is counted while it runs, and whose messages are counted. */
class WatchedWorker extends Worker {
  static running = new Set<WatchedWorker>();
  messages = 0;

  constructor(...args: ConstructorParameters<typeof Worker>) {
    super(...args);
    WatchedWorker.running.add(this);
    this.addEventListener('message', () => (this.messages += 1));
  }

  override terminate(): void {
    super.terminate();
    WatchedWorker.running.delete(this);
  }
}

describe("The page's own hls.js with a worker", () => {
  const { Worker } = window;
  let Hls: HlsClass;
  before(async () => {
    Hls = await loadFullBuild();
    window.Worker = WatchedWorker;
  });
  after(() => {
    window.Worker = Worker;
    delete window.Hls;
  });
  afterEach(clearSessions);

  for (const strategy of STRATEGIES) {
    it(`plays and seeks to other windows, and leaves no worker behind, ${strategy}`, async () => {
      const start = windowMiddle(HOUR_MS) + 1480;
      const session = emptySession();
      session.Hls = Hls;
      session.load(
        sourceOf({ src: ownStream(), request: { start }, retentionMs: 14 * DAY_MS, strategy }),
        true,
      );
      await untilLanded(session);
      await until(() => session.currentInstant! > start + 1000);
      const [worker, ...others] = WatchedWorker.running;
      expect(others).to.have.length(0);
      expect(worker?.messages, 'messages of the worker').to.be.above(0);
      await expectRightPicture(session);
      for (const backMs of [5 * DAY_MS, 2 * HOUR_MS]) {
        const target = windowMiddle(backMs) + 2520;
        expect((await session.seekTo(target)) - target).to.be.within(-FRAME_MS, FRAME_MS);
        await expectRightPicture(session);
      }
      expect([...WatchedWorker.running], 'the same worker').to.deep.equal([worker]);
      session.unload();
      expect(WatchedWorker.running.size).to.equal(0);
    });
  }
});
