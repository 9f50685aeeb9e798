import { expect } from 'chai';
import { authorizeFrom } from '../../src/network/authorize-from.ts';
import { FRAME_MS } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, segmentOf, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  STRATEGIES,
  stageSession,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

afterEach(clearSessions);

for (const strategy of STRATEGIES) {
  describe(`A stream encrypted by AES-128, whose key changes each 8 s (case 4), ${strategy},`, () => {
    const source = (knobs = '') => ({ strategy, src: ownStream(`~aes=8${knobs}`) });

    it('plays live', async () => {
      const session = stageSession(source());
      await untilLanded(session);
      const at = session.currentInstant!;
      await untilPlayed(session, at + 1000);
      expect(session.snapshot.mode).to.equal('live');
      await expectRightPicture(session);
    });

    it('plays on over changes of the key, and lands where a seek goes', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const session = stageSession({ ...source(), request: { start } });
      await untilLanded(session);
      session.video.playbackRate = 8;
      await untilPlayed(session, start + 20_000);
      session.video.playbackRate = 1;
      for (const target of [start + (3 * HOUR_MS) / 2 - 1000, start + 20_000]) {
        await session.seekTo(target);
        expect(session.currentInstant! - target).to.be.within(-20, 1000);
        await expectRightPicture(session);
      }
    });

    it('plays where the server wants signatures, of keys too', async () => {
      const authorize = authorizeFrom('/sign');
      const session = stageSession({ ...source('~auth=secret~authttl=600'), authorize });
      await untilLanded(session);
      await session.seekTo(windowMiddle(2 * HOUR_MS));
      await expectRightPicture(session);
    });

    it('plays although its segments arrive slowly', async () => {
      const start = windowMiddle(2 * HOUR_MS);
      const session = stageSession({ ...source('~bandwidth=60000'), request: { start } });
      await untilPlayed(session, start + 5000);
      await expectRightPicture(session);
    });
  });
}

it('A segment that was prefetched while the viewer pointed at it is decrypted, too (case 4)', async () => {
  const src = ownStream('~aes=8');
  const session = stageSession({ strategy: 'windowed', src });
  await untilLanded(session);
  const target = windowMiddle(3 * HOUR_MS);
  session.warm(target);
  const { href } = new URL(segmentOf(src, target), document.baseURI);
  await until(() => performance.getEntriesByName(href).length > 0);
  await session.seekTo(target);
  expect(session.currentInstant! - target).to.be.within(-FRAME_MS, FRAME_MS);
  await expectRightPicture(session);
});

it('A seek that takes over while the key of its segment is on its way loads the key anew', async () => {
  const start = windowMiddle(2 * HOUR_MS);
  const fetch = window.fetch.bind(window);
  let keys = 0;
  window.fetch = (...args) => {
    const request = new Request(...args);
    if (!request.url.includes('.key') || ++keys > 1) return fetch(...args);
    return new Promise((_, reject) =>
      request.signal.addEventListener('abort', () => reject(request.signal.reason as Error)),
    );
  };
  try {
    const session = stageSession({ strategy: 'windowed', src: ownStream('~aes=8'), request: { start } });
    await until(() => keys === 1 && session.snapshot.seek.phase === 'landing');
    await session.seekTo(start + 1000);
    await expectRightPicture(session);
  } finally {
    window.fetch = fetch;
  }
});
