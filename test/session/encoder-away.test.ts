import { expect } from 'chai';
import { failureOf } from '../network/failure-of.ts';
import { AUDIO_FRAME_MS } from '../picture.ts';
import { HOUR_MS } from '../time-units.ts';
import { TimeSkip } from '../ui/time-skip.ts';
import { until } from '../until.ts';
import { commandEncoder } from './command-encoder.ts';
import { ownStream } from './own-stream.ts';
import {
  clearSessions,
  expectRightPicture,
  nextEvent,
  stageSession,
  STRATEGIES,
  untilLanded,
} from './session-stage.ts';

/** The name of a stream whose encoder goes away so long from now, for some hours. */
function awayIn(ms: number, knobs: string, hours = 2): { name: string; start: number; end: number } {
  const startS = Math.ceil((Date.now() + ms) / 1000);
  const endS = startS + hours * 3600;
  const src = ownStream(`~segment=1000~edge=12~holes=${startS}-${endS}${knobs}`);
  const name = src.slice('/live/'.length, -'.m3u8'.length);
  return { name, start: startS * 1000, end: endS * 1000 };
}

const srcOf = ({ name }: { name: string }): string => `/live/${name}.m3u8`;

let time: TimeSkip | null = null;

afterEach(() => {
  clearSessions();
  time?.stop();
  time = null;
});

describe('While the encoder is away for hours (case 28)', () => {
  const publishes: [down: string, what: string, knobs: (end: number) => string][] = [
    ['404', 'goes on with the numbers of the old one', () => ''],
    ['ended', 'begins with 0, and marks the discontinuity', (end) => `~restart=${end / 1000}`],
    ['frozen', 'begins with 0, and marks nothing', (end) => `~restart=${end / 1000}~tags=off`],
  ];
  for (const [down, what, restart] of publishes) {
    it(`a viewer of live waits, and is at live when the new publish comes, which ${what}: ${down}`, async () => {
      const plain = awayIn(2000, '');
      const away = awayIn(2000, `~down=${down}${restart(plain.end)}`);
      time = new TimeSkip(away.name);
      const session = stageSession({ strategy: 'windowed', src: srcOf(away) });
      await untilLanded(session);
      await until(() => session.snapshot.silentSince! >= away.start - 1000 && session.snapshot.isWaiting);
      const crossed = nextEvent(session, 'gapskip');
      time.skip(away.end + 6000 - Date.now());
      await until(() => session.snapshot.error ?? session.currentInstant! > away.end + 2000);
      expect(session.snapshot).to.include({ error: null, silentSince: null, mode: 'live' });
      expect((await crossed).hole.end).to.equal(away.end);
      await expectRightPicture(session, AUDIO_FRAME_MS);
    });
  }

  for (const strategy of STRATEGIES) {
    it(`a stream that is opened then waits, shows what is recorded, and begins when it comes: ${strategy}`, async () => {
      // The newest answer of the timeline, for the six hours of a chunk, knows of nothing that is recorded.
      const away = awayIn(-13 * HOUR_MS, '~down=404', 14);
      time = new TimeSkip(away.name);
      const session = stageSession({ strategy, src: srcOf(away) });
      await until(() => session.snapshot.silentSince !== null);
      expect(session.snapshot).to.include({ silentSince: away.start, error: null, isWaiting: true });
      expect(session.snapshot.recorded.isRecorded(away.start - 1000)).to.equal(true);
      time.skip(away.end + 6000 - Date.now());
      await until(() => session.snapshot.error ?? (session.currentInstant ?? 0) > away.end + 1000);
      expect(session.snapshot).to.include({ error: null, silentSince: null, mode: 'live' });
      await expectRightPicture(session, AUDIO_FRAME_MS);
    });

    it(`a seek into the past takes over from the wait: ${strategy}`, async () => {
      const away = awayIn(-HOUR_MS, '~down=404');
      const session = stageSession({ strategy, src: srcOf(away) });
      await until(() => session.snapshot.silentSince !== null);
      await session.seekTo(away.start - 60_000);
      expect(session.snapshot).to.include({ error: null, silentSince: null, mode: 'shifted' });
      await expectRightPicture(session, AUDIO_FRAME_MS);
    });
  }

  it('going live costs nothing: what is recorded plays on, and the viewer is told', async () => {
    const away = awayIn(-HOUR_MS, '~down=404');
    const start = away.start - 60_000;
    const session = stageSession({ strategy: 'windowed', src: srcOf(away), request: { start } });
    await untilLanded(session);
    const warning = nextEvent(session, 'warning');
    const error = await failureOf(session.goLive());
    expect(error).to.include({ code: 'not-recorded' });
    expect(error.message).to.match(/^Nothing is live now/);
    expect((await warning).error).to.equal(error);
    const at = session.currentInstant!;
    await until(() => session.currentInstant! > at + 500);
    expect(session.snapshot).to.include({ error: null, seekingTo: null });
  });
});

describe('With the direct strategy', () => {
  it('the picture keeps its time where the encoder restarts and the computer has slept', async () => {
    const restartS = Math.ceil(Date.now() / 1000) + 5;
    const src = ownStream(`~segment=1000~edge=6~restart=${restartS}`);
    time = new TimeSkip(src.slice('/live/'.length, -'.m3u8'.length));
    const session = stageSession({ strategy: 'direct', src });
    await untilLanded(session);
    session.video.pause();
    await expectRightPicture(session, AUDIO_FRAME_MS);
    const before = session.currentInstant!;
    time.skip(120_000);
    const fetch = window.fetch.bind(window);
    let playlists = 0;
    window.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (answer.url.includes('.m3u8')) playlists += 1;
      return answer;
    };
    // Its numbers begin with 0 again, and hls.js has listed none of its segments before.
    await until(() => playlists >= 2);
    await expectRightPicture(session, AUDIO_FRAME_MS);
    expect(session.currentInstant).to.be.closeTo(before, 100);
  });

  it('live is opened again when the encoder is back after a while: 404 (case 28)', async () => {
    const src = ownStream('~segment=1000~edge=12~down=404');
    const session = stageSession({ strategy: 'direct', src });
    await untilLanded(session);
    await commandEncoder(src, 'stop');
    await until(() => session.snapshot.error ?? session.snapshot.silentSince !== null);
    expect(session.snapshot).to.include({ error: null, isWaiting: true });
    const back = Date.now();
    await commandEncoder(src, 'start');
    await until(() => session.snapshot.error ?? session.currentInstant! > back + 1000);
    expect(session.snapshot).to.include({ error: null, silentSince: null, mode: 'live' });
    await expectRightPicture(session, AUDIO_FRAME_MS);
  });
});

for (const strategy of STRATEGIES) {
  it(`A stream that nobody has ever recorded ends in an error that says to check the address: ${strategy}`, async () => {
    const session = stageSession({ strategy, src: '/live/nobody.m3u8' });
    await until(() => session.snapshot.error);
    expect(session.snapshot.error).to.include({ code: 'not-recorded' });
    expect(session.snapshot.error?.message).to.contain('check the address');
  });
}
