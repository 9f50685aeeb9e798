import { expect } from 'chai';
import { TimeSkip } from '../ui/time-skip.ts';
import { HOUR_MS, MINUTE_MS } from '../time-units.ts';
import { until } from '../until.ts';
import { ownStream, windowMiddle } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  stageSession,
  type StagedSource,
  untilLanded,
  untilPlayed,
} from './session-stage.ts';

/** Counts what the server refuses, by the last part of the path. */
class Refusals {
  readonly of = new Map<string, number>();
  playlists = 0;
  readonly #fetch = window.fetch.bind(window);

  constructor() {
    window.fetch = async (...args) => {
      const answer = await this.#fetch(...args);
      const name = /([^/?]*)(\?.*)?$/.exec(answer.url)?.[1] ?? '';
      if (answer.status === 403 || answer.status === 410) this.of.set(name, (this.of.get(name) ?? 0) + 1);
      if (name.endsWith('.m3u8')) this.playlists += 1;
      return answer;
    };
  }

  get count(): number {
    return [...this.of.values()].reduce((sum, count) => sum + count, 0);
  }

  stop(): void {
    window.fetch = this.#fetch;
  }
}

const past = () => ({ start: windowMiddle(HOUR_MS) });

describe('Segment URLs that end after 15 s (case 26)', () => {
  let time: TimeSkip;
  let refusals: Refusals;
  const open = (knobs: string, source: Partial<StagedSource> = {}) => {
    const src = ownStream(knobs);
    refusals = new Refusals();
    time = new TimeSkip(src.slice('/live/'.length, -'.m3u8'.length));
    return stageSession({ strategy: 'windowed', request: past(), ...source, src });
  };
  afterEach(() => {
    clearSessions();
    time.stop();
    refusals.stop();
  });

  for (const knobs of ['~token=query:15', '~token=path:15~ended=410', '~token=path:15~redirect=host']) {
    it(`${knobs}: playback goes on past what was buffered, with one look at the window for each token`, async () => {
      const session = open(knobs);
      await untilLanded(session);
      const from = session.currentInstant!;
      const { playlists } = refusals;
      time.skip(MINUTE_MS);
      session.video.playbackRate = 4;
      await untilPlayed(session, from + 40_000);
      expect(session.snapshot.error).to.equal(null);
      // What is on its way at the same moment may be refused, too; nothing is refused twice.
      expect(refusals.count).to.be.within(1, 3);
      expect(Math.max(...refusals.of.values())).to.equal(1);
      expect(refusals.playlists - playlists, 'looks at the window and the next one').to.be.at.most(4);
      await expectRightPicture(session);
    });
  }

  const sources: [what: string, knobs: string, request: () => StagedSource['request']][] = [
    ['tokens in the query', '~token=query:15', () => ({ ...past(), vodEnd: past().start + HOUR_MS / 2 })],
    ['tokens in the path', '~token=path:15~ended=410', past],
    ['a redirect to a token', '~token=path:15~redirect=host', past],
    ['keys with tokens', '~aes=8~token=query:15', () => ({ ...past(), vodEnd: past().start + HOUR_MS / 2 })],
  ];
  for (const [what, knobs, request] of sources) {
    it(`${what}: playback goes on past what was buffered (direct)`, async () => {
      const session = open(knobs, { strategy: 'direct', request: request()! });
      await untilLanded(session);
      const from = session.currentInstant!;
      time.skip(MINUTE_MS);
      session.video.playbackRate = 4;
      await untilPlayed(session, from + 40_000);
      expect(session.snapshot.error).to.equal(null);
      expect(refusals.count).to.be.within(1, 8);
      expect((await session.seekTo(from + 5 * MINUTE_MS)) - from - 5 * MINUTE_MS).to.be.within(-50, 50);
      await expectRightPicture(session);
    });
  }

  it('a seek back to a window that is kept shows its picture', async () => {
    const session = open('~token=query:15');
    // Only then a window counts as settled, and is kept.
    await untilLanded(session);
    await until(() => session.snapshot.recorded.ranges.length > 0);
    const target = session.currentInstant! - 30 * MINUTE_MS;
    await session.seekTo(target);
    await session.seekTo(target + 20 * MINUTE_MS);
    time.skip(MINUTE_MS);
    expect((await session.seekTo(target + MINUTE_MS)) - target).to.be.within(MINUTE_MS - 50, MINUTE_MS + 50);
    expect(refusals.count).to.be.within(1, 3);
    await expectRightPicture(session);
  });
});

describe('Segments that are refused for good (case 26)', () => {
  afterEach(clearSessions);

  it('end in an error after few requests, and the wait for it has a cause', async () => {
    const refusals = new Refusals();
    const session = stageSession({
      strategy: 'windowed',
      src: ownStream('~fail=segment:403:all'),
      request: past(),
    });
    await until(() => session.snapshot.trouble);
    expect(session.snapshot.trouble?.message).to.match(/refuses access \(403\)/);
    expect(session.snapshot).to.deep.include({ isWaiting: true, error: null });
    await until(() => session.snapshot.error);
    refusals.stop();
    expect(session.snapshot.error?.code).to.equal('forbidden');
    expect(refusals.count).to.be.at.most(20);
    expect(refusals.playlists).to.be.at.most(6);
  });
});

describe('Segments without CORS headers (case 22)', () => {
  afterEach(clearSessions);

  for (const strategy of ['windowed', 'direct'] as const) {
    it(`end in an error that names CORS, after few requests: ${strategy}`, async () => {
      const path = ownStream('~nocors=segment');
      const src = new URL(path, `http://localhost:${location.port}`).href;
      let segments = 0;
      const fetch = window.fetch.bind(window);
      window.fetch = (...args) => {
        if (new Request(...args).url.includes('.ts')) segments += 1;
        return fetch(...args);
      };
      try {
        const session = stageSession({ strategy, src, request: past() });
        await until(() => session.snapshot.error);
        expect(session.snapshot.error?.message).to.match(/segments \(CORS\)/);
        expect(segments).to.be.at.most(12);
      } finally {
        window.fetch = fetch;
      }
    });
  }
});
