import { expect } from 'chai';
import type { TimeShiftErrorCode } from '../../../src/core/index.ts';
import type { TimeShiftPlayer } from '../../../src/ui/player/player.ts';
import { clearStage, freshStream, isPlaying, stagePlayer, until } from '../stage.ts';

const DECADE_MS = 10 * 365 * 86_400_000;
/** The same server under its other name, which is another origin for the page. */
const elsewhere = (knobs: string): string =>
  new URL(freshStream(knobs), `http://localhost:${location.port}`).href;
const failure = (player: TimeShiftPlayer) => player.shadowRoot?.querySelector<HTMLElement>('.failure');

async function expectError(player: TimeShiftPlayer, code: TimeShiftErrorCode, sentence: RegExp) {
  await until(() => player.error);
  expect(player.error?.code).to.equal(code);
  expect(player.error?.message).to.match(sentence);
  await player.updateComplete;
  expect(failure(player)?.textContent).to.include(player.error?.message);
  expect(failure(player)?.getAttribute('role')).to.equal('alert');
}

/** Resolves with the code of the next `error` event. */
const errorEvent = (player: TimeShiftPlayer): Promise<TimeShiftErrorCode> =>
  new Promise((resolve) => player.addEventListener('error', ({ detail }) => resolve(detail.error.code)));

describe('a player reports with a code and with what to do:', () => {
  afterEach(clearStage);

  const cases: [what: string, attributes: Record<string, string>, TimeShiftErrorCode, RegExp][] = [
    ['a src that names no stream', { src: 'nonsense' }, 'invalid-request', /src must be an address like/],
    ['a src that is not an address', { src: 'https://:x/live/a.m3u8' }, 'invalid-request', /not an address/],
    ['an end without a start', { end: '2026-11-21T10:00:00Z' }, 'invalid-request', /end needs a start/],
    ['a start without a zone', { start: '2026-11-21T10:00:00' }, 'invalid-request', /start is not a time/],
    ['a retention of no time', { retention: '-1' }, 'invalid-request', /retention/],
    ['an unknown format', { 'time-format': 'roman' }, 'invalid-request', /unix or human/],
    [
      'a time before all recording',
      { start: String(Date.now() - DECADE_MS) },
      'not-recorded',
      /another time/,
    ],
    ['a stream that does not exist', { src: '/live/nobody.m3u8' }, 'not-recorded', /check the address/],
    ['a host that cannot be reached', { src: 'http://127.0.0.1:9/live/studio.m3u8' }, 'network', /reached/],
    [
      'a playlist that is a web page',
      { src: freshStream('~fail=playlist:html:all') },
      'network',
      /not an HLS/,
    ],
    ['a missing signature', { src: freshStream('~auth=secret') }, 'forbidden', /signature/],
  ];
  for (const [what, attributes, code, sentence] of cases) {
    it(what, async () => {
      const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8', ...attributes });
      const told = errorEvent(player);
      await expectError(player, code, sentence);
      expect(await told).to.equal(code);
    });
  }

  const translated: [language: string, src: string, sentence: RegExp][] = [
    ['zh', '/live/nobody.m3u8', /当前没有直播/],
    ['zh', elsewhere('~nocors=playlist'), /CORS/],
    ['ar', elsewhere('~nocors=playlist'), /\(CORS\)/],
    ['zh', freshStream('~fail=playlist:429after1:all'), /429/],
    ['ar', freshStream('~fail=playlist:html:all'), /ردّ الخادم/],
    ['zh', freshStream('~variants=2~hevc=only'), /无法解码此视频（H\.265, hvc1\.1\.6\.L93\.B0）/],
    ['ar', freshStream('~variants=2~hevc=only'), /H\.265, hvc1\.1\.6\.L93\.B0.*جرّب متصفحًا آخر/],
  ];
  for (const [lang, src, sentence] of translated) {
    it(`in the language ${lang}, with the cause: ${sentence}`, async () => {
      const player = stagePlayer({ src, lang });
      await until(() => player.error);
      const text = () => failure(player)?.textContent ?? '';
      // English is shown until the language is loaded.
      await until(() => text() !== '' && !text().includes(player.error!.message));
      expect(text()).to.match(sentence);
    });
  }

  it('media that the browser cannot decode', async () => {
    const player = stagePlayer({ src: freshStream('~fail=segment:garbled:all') });
    await expectError(player, 'media', /decode/);
  });

  it('a browser that has neither MediaSource for hls.js nor HLS of its own', async () => {
    const player = document.createElement('time-shift-player');
    player.Hls = null;
    player.video.canPlayType = () => '';
    player.src = '/live/studio~size=320x180.m3u8';
    document.body.append(player);
    await expectError(player, 'unsupported', /browser/);
  });

  it('a timeline query that fails, as a warning', async () => {
    const player = stagePlayer({ src: freshStream('~fail=timeline:500:all') });
    const code = await new Promise((resolve) =>
      player.addEventListener('warning', ({ detail }) => resolve(detail.error.code)),
    );
    expect(code).to.equal('timeline');
    await until(() => isPlaying(player));
    expect(player.error).to.be.null;
  });

  it('a display zone that does not exist, as a warning', async () => {
    const player = document.createElement('time-shift-player');
    const warned = new Promise<string>((resolve) =>
      player.addEventListener('warning', ({ detail }) => resolve(detail.error.message)),
    );
    Object.assign(player, {
      src: '/live/studio~size=320x180.m3u8',
      displayZone: 'Mars/Olympus',
      muted: true,
      autoplay: true,
    });
    document.body.append(player);
    expect(await warned).to.match(/not an IANA time zone: "Mars\/Olympus"/);
    await until(() => isPlaying(player));
  });

  it('the address without its signature', async () => {
    const src = `${freshStream('~auth=secret')}?auth_key=1-0-0-d41d8cd98f00b204e9800998ecf8427e`;
    const player = stagePlayer({ src });
    await until(() => player.error);
    await player.updateComplete;
    expect(failure(player)?.textContent).to.not.include('d41d8cd9');
  });
});

describe('after an error', () => {
  afterEach(clearStage);

  it('another src plays without the error', async () => {
    const player = stagePlayer({ src: '/live/nobody.m3u8' });
    await until(() => player.error);
    player.src = '/live/studio~size=320x180.m3u8';
    await until(() => isPlaying(player));
    expect(player.error).to.be.null;
    expect(failure(player)).to.be.null;
  });

  it('the viewer can try again', async () => {
    const player = stagePlayer({ src: freshStream('~fail=playlist:500:4') });
    await until(() => player.error);
    await player.updateComplete;
    failure(player)?.querySelector('button')?.click();
    await until(() => isPlaying(player));
    expect(player.error).to.be.null;
  });

  it('a seek to a recorded instant plays', async () => {
    const player = stagePlayer({ src: '/live/studio~size=320x180.m3u8' });
    await until(() => isPlaying(player));
    await player.seekTo(new Date(Date.now() - 3_600_000));
    expect(player.error).to.be.null;
  });
});
