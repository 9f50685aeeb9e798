import { expect } from 'chai';
import { describe, it } from 'node:test';
import {
  DEFAULT_ENCODING,
  RecordedRanges,
  TimeShiftError,
  windowAt,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../../src/core/index.ts';
import type { StreamSource } from '../../src/network/stream-source.ts';
import { WindowLoader, type WindowLoaderOptions } from '../../src/streaming/window-loader.ts';
import { failureOf, rejectionOf } from '../network/failure-of.ts';
import { ManualClock } from '../manual-clock.ts';
import {
  mediaPlaylist,
  multivariantPlaylist,
  ORIGIN,
  PlaylistServer,
  SEGMENT_MS,
  SRC,
  startsBetween,
  type PlaylistAnswer,
  type PlaylistRequest,
} from './playlist-server.ts';

const NEVER = new AbortController().signal;
const NOW = Date.parse('2026-03-10T12:34:56.789Z');
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The start of the window that holds an instant so many minutes ago. */
const windowAgo = (minutes: number): TimeRange => windowAt(NOW - minutes * MINUTE_MS);
const notRecorded = new TimeShiftError('not-recorded', 'Nothing is recorded there (404).');

const SOURCE: StreamSource = { src: SRC, request: {}, encoding: DEFAULT_ENCODING, retentionMs: DAY_MS };

interface Scene extends Partial<WindowLoaderOptions> {
  readonly answer?: (request: PlaylistRequest) => PlaylistAnswer | Promise<PlaylistAnswer>;
}

/** The whole time that is asked for is recorded. */
const recordedAll = ({ start, vodEnd }: PlaylistRequest): string =>
  mediaPlaylist({ starts: startsBetween(start!, vodEnd!) });

function stage({ answer = recordedAll, ...options }: Scene = {}) {
  const server = new PlaylistServer(answer);
  const variantsRead: string[][] = [];
  let encoderOffsetMs = 0;
  const loader = new WindowLoader({
    source: SOURCE,
    fetcher: server,
    clock: new ManualClock(),
    serverNow: () => NOW,
    isClockSet: () => true,
    recorded: () => RecordedRanges.empty,
    onTimeShift: () => undefined,
    encoderOffset: () => encoderOffsetMs,
    onEncoderOffset: (offsetMs) => (encoderOffsetMs = offsetMs),
    onVariants: (variants) => {
      variantsRead.push(variants.map(({ url }) => url));
      return variants[0];
    },
    ...options,
  });
  const load = (window: TimeRange, variant: Variant | null = null, signal = NEVER) =>
    loader.load(window, [], variant, signal);
  return { server, loader, load, variantsRead, encoderOffset: () => encoderOffsetMs };
}

const variantOf = (name: string): Variant => ({
  url: `${ORIGIN}/app/${name}.m3u8`,
  bandwidth: 1_000_000,
  resolution: null,
  codecs: null,
});
const LOW = variantOf('low');
const HIGH = variantOf('high');

describe('WindowLoader.load', () => {
  it('asks for the window with a margin of 20 s on both sides, and dates its segments', async () => {
    const { server, load } = stage();
    const window = windowAgo(60);
    const { segments, completeUntil } = await load(window);
    expect(server.requests.map(({ path, start, vodEnd }) => [path, start, vodEnd])).to.deep.equal([
      ['/app/stream.m3u8', window.start - 20_000, window.end + 20_000],
    ]);
    expect(segments.map(({ start }) => start)).to.deep.equal(
      startsBetween(window.start - 20_000, window.end + 20_000),
    );
    expect(completeUntil).to.equal(window.end);
  });

  it('lets the fetcher retry three times', async () => {
    const { server, load } = stage();
    await load(windowAgo(60));
    expect(server.options.map(({ retries }) => retries)).to.deep.equal([3]);
  });

  it('asks for no more than the server has, in steps of 10 s', async () => {
    const { server, load } = stage();
    const window = windowAt(NOW);
    const { completeUntil } = await load(window);
    expect(server.requests[0]?.vodEnd).to.equal(Date.parse('2026-03-10T12:34:50Z'));
    // The playlist may not list the segments of the last 20 s yet.
    expect(completeUntil).to.equal(Date.parse('2026-03-10T12:34:30Z'));
  });

  it('is complete up to 20 s before the time of a server whose clock is behind', async () => {
    const { load } = stage({ isClockSet: () => false, serverNow: () => NOW - DAY_MS });
    const { completeUntil } = await load(windowAgo(60));
    expect(completeUntil).to.equal(NOW - DAY_MS - 20_000);
  });

  it('asks for nothing before the retention, and is complete then', async () => {
    const { server, load } = stage();
    const window = windowAt(NOW - DAY_MS - 20 * MINUTE_MS);
    expect(await load(window)).to.deep.equal({ segments: [], completeUntil: window.end });
    expect(server.requests).to.be.empty;
  });

  it('asks for what is older than the retention where the source begins before it', async () => {
    const window = windowAt(NOW - 2 * DAY_MS);
    const { server, load } = stage({ source: { ...SOURCE, request: { start: window.start } } });
    await load(window);
    expect(server.requests.map(({ start, vodEnd }) => [start, vodEnd])).to.deep.equal([
      [window.start - 20_000, window.end + 20_000],
    ]);
  });

  const keeping: [
    what: string,
    window: TimeRange,
    options: Partial<WindowLoaderOptions>,
    requests: number,
  ][] = [
    ['keeps a settled window', windowAgo(60), {}, 1],
    ['keeps a window that ended 80 s ago', windowAt(NOW), { serverNow: () => windowAt(NOW).end + 80_000 }, 1],
    [
      'asks again for a window that ended less than 80 s ago, because a segment may be listed late',
      windowAt(NOW),
      { serverNow: () => windowAt(NOW).end + 79_999 },
      2,
    ],
    [
      'asks again for any window until the server has told its time',
      windowAgo(60),
      { isClockSet: () => false },
      2,
    ],
  ];
  for (const [what, window, options, requests] of keeping) {
    it(what, async () => {
      const { server, load } = stage(options);
      const [first, second] = [await load(window), await load(window)];
      expect(server.requests).to.have.length(requests);
      expect(second.segments).to.deep.equal(first.segments);
    });
  }

  it('keeps the 12 windows that were used last', async () => {
    const { server, load } = stage();
    const windows = Array.from({ length: 13 }, (_, index) => windowAgo(60 + 10 * index));
    for (const window of windows.slice(0, 12)) await load(window);
    const [first, second, third] = windows;
    await load(first!);
    expect(server.requests, 'all of them are kept').to.have.length(12);
    await load(windows[12]!);
    expect(server.requests).to.have.length(13);
    for (const window of [first!, third!, ...windows.slice(3)]) await load(window);
    expect(server.requests, 'all but the second are kept').to.have.length(13);
    await load(second!);
    expect(server.requests, 'the second was not used for longest').to.have.length(14);
  });

  it('is empty where nothing is recorded', async () => {
    const { load } = stage({ answer: () => notRecorded });
    const window = windowAgo(60);
    expect(await load(window)).to.deep.equal({ segments: [], completeUntil: window.end });
  });

  describe('that the timeline lists as recorded, but the server does not find (case 46),', () => {
    const window = windowAgo(60);
    const learned = (recorded: TimeRange[]) =>
      RecordedRanges.empty.learn({ start: NOW - DAY_MS, end: NOW }, recorded);
    const listed = learned([{ start: window.start + MINUTE_MS, end: window.start + 2 * MINUTE_MS }]);
    const elsewhere = learned([{ start: window.end + 2 * MINUTE_MS, end: window.end + 3 * MINUTE_MS }]);

    const rows: [what: string, recorded: RecordedRanges, requests: number][] = [
      ['is loaded again the next time', listed, 2],
      ['is kept as empty where the timeline lists only another time', elsewhere, 1],
      ['is kept as empty while nothing is known', RecordedRanges.empty, 1],
    ];
    for (const [what, recorded, requests] of rows) {
      it(what, async () => {
        const answers: PlaylistAnswer[] = [notRecorded];
        const { server, load } = stage({
          recorded: () => recorded,
          answer: (request) => answers.shift() ?? recordedAll(request),
        });
        expect((await load(window)).segments).to.deep.equal([]);
        expect((await load(window)).segments.length > 0).to.equal(requests > 1);
        expect(server.requests).to.have.length(requests);
        expect(server.options[0]?.mustExist, 'the fetcher is told').to.equal(requests > 1);
      });
    }

    it('is loaded again once the timeline lists it', async () => {
      let recorded = RecordedRanges.empty;
      const { server, load } = stage({ recorded: () => recorded, answer: () => notRecorded });
      await load(window);
      recorded = listed;
      await load(window);
      expect(server.requests).to.have.length(2);
    });

    it('is kept as soon as it is found', async () => {
      const { server, load } = stage({ recorded: () => listed });
      await load(window);
      await load(window);
      expect(server.requests).to.have.length(1);
    });
  });

  it('rejects where the request fails otherwise, and asks again the next time', async () => {
    const refusal = new TimeShiftError('forbidden', 'no');
    const answers: PlaylistAnswer[] = [refusal];
    const { server, load } = stage({ answer: (request) => answers.shift() ?? recordedAll(request) });
    expect(await failureOf(load(windowAgo(60)))).to.equal(refusal);
    expect((await load(windowAgo(60))).segments).to.not.be.empty;
    expect(server.requests).to.have.length(2);
  });

  it('rejects a playlist that is cut off after its first line', async () => {
    const { load } = stage({ answer: () => '#EXTM3U\n' });
    expect(await failureOf(load(windowAgo(60)))).to.include({ code: 'network' });
  });

  it('sends one request for callers that want the same window at the same time', async () => {
    const { server, load } = stage();
    const leaving = new AbortController();
    const left = rejectionOf(load(windowAgo(60), null, leaving.signal));
    const stayed = load(windowAgo(60));
    leaving.abort();
    expect(await left).to.have.property('name', 'AbortError');
    expect((await stayed).segments).to.not.be.empty;
    expect(server.requests).to.have.length(1);
  });

  it('estimates the dates of segments without any, from the time asked for', async () => {
    const { load } = stage({
      answer: ({ start, vodEnd }) =>
        mediaPlaylist({ starts: startsBetween(start!, vodEnd!), isDated: false }),
    });
    const window = windowAgo(60);
    const { segments } = await load(window);
    expect(segments[0]).to.include({ start: window.start - 20_000, isEstimated: true });
  });

  it('estimates dates anew each time, by what is known to be recorded by then', async () => {
    const window = windowAgo(60);
    const starts = startsBetween(window.start + 20_000, window.end + 20_000);
    let recorded = RecordedRanges.empty;
    const { server, load } = stage({
      recorded: () => recorded,
      answer: () => mediaPlaylist({ starts, isDated: false }),
    });
    await load(window);
    const known = { start: window.start - 3_600_000, end: window.end + 60_000 };
    recorded = recorded.learn(known, [{ start: window.start + 20_000, end: window.end + 60_000 }]);
    expect((await load(window)).segments[0]?.start).to.equal(window.start + 20_000);
    expect(server.requests).to.have.length(1);
  });

  for (const isDated of [true, false]) {
    const dates = isDated ? 'with' : 'without';
    it(`takes the live playlist over again for no window, ${dates} dates: time shift is off (case 20)`, async () => {
      const told: boolean[] = [];
      let asked = 0;
      const { server, load } = stage({
        onTimeShift: (isOn) => told.push(isOn),
        // It goes on from one request to the next.
        answer: () => {
          const end = NOW - 8000 + 4000 * (asked += 1);
          return mediaPlaylist({ starts: startsBetween(end - 24_000, end), isEnded: false, isDated });
        },
      });
      expect((await load(windowAgo(60))).segments).to.deep.equal([]);
      expect(told).to.deep.equal([false]);
      const { length } = server.requests;
      expect((await load(windowAgo(90))).segments).to.deep.equal([]);
      expect(server.requests, 'asked for again').to.have.length(length);
    });

    it(`fetches an answer that grows up to now once, ${dates} dates: vodend is not known (case 21)`, async () => {
      const told: boolean[] = [];
      const window = windowAgo(60);
      const starts = startsBetween(window.start - 20_000, NOW - 8000);
      const { server, load } = stage({
        onTimeShift: (isOn) => told.push(isOn),
        answer: () => mediaPlaylist({ starts, isEnded: false, isDated }),
      });
      expect((await load(window)).segments[0]?.start).to.be.within(
        window.start - 24_000,
        window.start - 16_000,
      );
      expect(server.requests).to.have.length(1);
      expect(told).to.deep.equal([true]);
    });
  }

  describe('fetches a playlist without EXT-X-ENDLIST once more, since it may be cut off,', () => {
    const window = windowAgo(60);
    const starts = startsBetween(window.start, window.end);
    const first = starts.slice(0, 100);
    const rows: [what: string, again: UnixMs[] | null, taken: UnixMs[]][] = [
      ['and takes the second one when it has more segments', starts, starts],
      ['and takes the second one when it has as many', starts.slice(1, 101), starts.slice(1, 101)],
      ['and keeps the first one when that has more segments', starts.slice(0, 99), first],
      ['and keeps the first one when the second one is not found', null, first],
    ];
    for (const [what, again, taken] of rows) {
      it(what, async () => {
        const cut = mediaPlaylist({ starts: first, isEnded: false });
        const answers = [cut, again ? mediaPlaylist({ starts: again }) : notRecorded];
        const { server, load } = stage({ answer: () => answers.shift()! });
        expect((await load(window)).segments.map(({ start }) => start)).to.deep.equal(taken);
        expect(server.requests).to.have.length(2);
      });
    }
  });
});

describe('WindowLoader with a multivariant playlist', () => {
  const playlistOf = (request: PlaylistRequest): string =>
    request.path === '/app/stream.m3u8' ? multivariantPlaylist({ low: 1, high: 4 }) : recordedAll(request);

  it('loads the variant that is chosen', async () => {
    const { server, load, variantsRead } = stage({ answer: playlistOf });
    expect((await load(windowAgo(60))).segments[0]?.url).to.contain(ORIGIN);
    expect(variantsRead).to.deep.equal([[LOW.url, HIGH.url]]);
    const [source, chosen] = server.requests;
    expect([source?.path, chosen?.path]).to.deep.equal(['/app/stream.m3u8', '/app/low.m3u8']);
    expect([chosen?.start, chosen?.vodEnd]).to.deep.equal([source?.start, source?.vodEnd]);
  });

  it('fetches a multivariant playlist once more that is cut off within a line', async () => {
    const whole = multivariantPlaylist({ low: 1 });
    for (const texts of [[whole.slice(0, -7), whole], [whole.trimEnd()]]) {
      const { server, load } = stage({
        answer: (request) =>
          request.path === '/app/stream.m3u8' ? (texts.shift() ?? whole.trimEnd()) : recordedAll(request),
      });
      await load(windowAgo(60));
      expect(server.requests.map(({ path }) => path)).to.deep.equal([
        '/app/stream.m3u8',
        '/app/stream.m3u8',
        '/app/low.m3u8',
      ]);
    }
  });

  it('keeps each window under the variant that it was loaded for', async () => {
    const { server, load } = stage({ answer: playlistOf });
    // The first variant is chosen while the source itself is being loaded.
    await load(windowAgo(60));
    await load(windowAgo(60), LOW);
    expect(server.requests.map(({ path }) => path)).to.deep.equal(['/app/stream.m3u8', '/app/low.m3u8']);
    await load(windowAgo(60), HIGH);
    expect(server.requests.at(-1)?.path).to.equal('/app/high.m3u8');
    await load(windowAgo(60), LOW);
    await load(windowAgo(60), HIGH);
    expect(server.requests).to.have.length(3);
  });

  it('reads the multivariant playlist again where the URL of a variant has ended (case 26)', async () => {
    let token = 1;
    const forbidden = new TimeShiftError('forbidden', 'The server refuses access (403).');
    const clock = new ManualClock();
    const { server, load } = stage({
      clock,
      answer: (request) => {
        if (request.path === '/app/stream.m3u8')
          return playlistOf(request).replaceAll('.m3u8', `.m3u8?token=${token}`);
        return request.url.includes(`token=${token}`) ? recordedAll(request) : forbidden;
      },
    });
    const low = { ...LOW, url: `${LOW.url}?token=1` };
    const high = { ...HIGH, url: `${HIGH.url}?token=1` };
    await load(windowAgo(60), low);
    for (token = 2; token < 4; token += 1) {
      await clock.advance(60_000);
      server.requests.length = 0;
      const windows = [windowAgo(60 * token), windowAgo(90 * token)];
      const loaded = await Promise.all(windows.map((each) => load(each, low)));
      for (const { segments } of loaded) expect(segments).to.not.deep.equal([]);
      const read = server.requests.filter(({ path }) => path === '/app/stream.m3u8');
      expect(read.length, 'requests of the multivariant playlist').to.be.within(1, 2);
      expect(server.requests.at(-1)?.url).to.contain(`/app/low.m3u8?token=${token}&`);
      expect((await load(windowAgo(75 * token), high)).segments, 'the other variant').to.not.deep.equal([]);
    }
    token = -1;
    server.requests.length = 0;
    expect(await failureOf(load(windowAgo(300), low))).to.have.property('code', 'forbidden');
  });

  it('reads the multivariant playlist once where a variant stays refused', async () => {
    const answer = (request: PlaylistRequest) =>
      request.path === '/app/stream.m3u8'
        ? playlistOf(request)
        : new TimeShiftError('forbidden', 'The server refuses access (403).');
    const { server, load } = stage({ answer });
    for (let times = 0; times < 3; times += 1) {
      expect(await failureOf(load(windowAgo(60 + 30 * times), LOW))).to.have.property('code', 'forbidden');
    }
    const read = server.requests.filter(({ path }) => path === '/app/stream.m3u8');
    expect(read).to.have.length(1);
  });

  it('does not mix up variants when the variant changes during a request (case 42)', async () => {
    const answers = new Map<string, (text: string) => void>();
    const { server, load } = stage({
      answer: ({ path }) => new Promise((resolve) => answers.set(path, resolve)),
    });
    const window = windowAgo(60);
    const [low, high] = [load(window, LOW), load(window, HIGH)];
    const starts = startsBetween(window.start, window.end);
    answers.get('/app/high.m3u8')!(mediaPlaylist({ starts: starts.slice(0, 10) }));
    answers.get('/app/low.m3u8')!(mediaPlaylist({ starts: starts.slice(0, 20) }));
    expect([(await low).segments.length, (await high).segments.length]).to.deep.equal([20, 10]);
    const again = [await load(window, LOW), await load(window, HIGH)];
    expect(again.map(({ segments }) => segments.length)).to.deep.equal([20, 10]);
    expect(server.requests).to.have.length(2);
  });

  it('keeps a window under the variant that was chosen while the source itself was being loaded (case 42)', async () => {
    let chosen = LOW;
    let choose: () => void = () => undefined;
    let ask: () => void = () => undefined;
    const choosing = new Promise<void>((resolve) => (choose = resolve));
    const asking = new Promise<void>((resolve) => (ask = resolve));
    const { server, load } = stage({
      answer: playlistOf,
      onVariants: async () => {
        const variant = chosen;
        ask();
        await choosing;
        return variant;
      },
    });
    const first = load(windowAgo(60));
    await asking;
    chosen = HIGH;
    choose();
    const segments = (await first).segments;
    expect(server.requests.at(-1)?.path).to.equal('/app/low.m3u8');
    await load(windowAgo(60), HIGH);
    expect(server.requests.at(-1)?.path, 'is not taken for the other one').to.equal('/app/high.m3u8');
    expect((await load(windowAgo(60), LOW)).segments).to.deep.equal(segments);
    expect(server.requests).to.have.length(3);
  });

  const unsupported: [what: string, scene: Scene, variant: Variant | null][] = [
    [
      'whose audio is in playlists of its own',
      {
        answer: (request) =>
          request.path === '/app/stream.m3u8' ? multivariantPlaylist({ low: 1 }, true) : recordedAll(request),
      },
      null,
    ],
    ['without a variant that can be played', { answer: playlistOf, onVariants: () => undefined }, null],
    ['as the playlist of a variant', { answer: () => multivariantPlaylist({ low: 1 }) }, LOW],
  ];
  for (const [what, scene, variant] of unsupported) {
    it(`rejects, as unsupported, a multivariant playlist ${what}`, async () => {
      const { load } = stage(scene);
      const error = await failureOf(load(windowAgo(60), variant));
      expect(error.code).to.equal('unsupported');
      expect(error.message).to.contain('not one playlist');
    });
  }
});

describe('WindowLoader.loadLive', () => {
  const live = (from: UnixMs, mediaSequence = 0, count = 6): string =>
    mediaPlaylist({ starts: startsBetween(from, from + count * SEGMENT_MS), mediaSequence, isEnded: false });

  it('loads the live playlist once, with its target duration', async () => {
    const { server, loader } = stage({ answer: () => live(NOW - 30_000) });
    const { segments, targetDurationMs } = await loader.loadLive([], null, NEVER);
    expect(segments.map(({ start }) => start)).to.deep.equal(startsBetween(NOW - 30_000, NOW - 6000));
    expect(targetDurationMs).to.equal(SEGMENT_MS);
    expect(server.requests.map(({ url }) => url)).to.deep.equal([SRC]);
  });

  it('loads the live playlist of a variant', async () => {
    const { server, loader } = stage({ answer: () => live(NOW - 30_000) });
    await loader.loadLive([], HIGH, NEVER);
    expect(server.requests.map(({ url }) => url)).to.deep.equal([HIGH.url]);
  });

  it('loads the live playlist of the variant that is chosen from a multivariant playlist', async () => {
    const { server, loader } = stage({
      answer: ({ path }) =>
        path === '/app/stream.m3u8' ? multivariantPlaylist({ low: 1, high: 4 }) : live(NOW - 30_000),
    });
    const { segments } = await loader.loadLive([], null, NEVER);
    expect(segments.map(({ start }) => start)).to.deep.equal(startsBetween(NOW - 30_000, NOW - 6000));
    expect(server.requests.map(({ url }) => url)).to.deep.equal([SRC, LOW.url]);
  });

  it('rejects as not-recorded where nothing is live', async () => {
    const { loader } = stage({ answer: () => notRecorded });
    expect(await failureOf(loader.loadLive([], null, NEVER))).to.include({ code: 'not-recorded' });
  });

  it('marks a discontinuity when the sequence numbers begin again, and only then', async () => {
    const answers = [
      live(NOW - 70_000, 0),
      live(NOW - 60_000, 90),
      live(NOW - 50_000, 93),
      live(NOW - 50_000, 93, 5),
      live(NOW - 40_000, 2),
      live(NOW - 36_000, 3),
    ];
    const { loader } = stage({ answer: () => answers.shift()! });
    const marks: boolean[][] = [];
    while (answers.length > 0) {
      const { segments } = await loader.loadLive([], null, NEVER);
      marks.push(segments.map(({ isDiscontinuity }) => isDiscontinuity));
    }
    const none = Array.from({ length: 6 }, () => false);
    const first = none.map((_, index) => index === 0);
    expect(marks).to.deep.equal([none, none, none, none.slice(1), first, none]);
  });

  it('is empty where the playlist of an encoder that restarts has no segment yet', async () => {
    const answers = [live(NOW - 60_000, 90), live(NOW, 0, 0)];
    const { loader } = stage({ answer: () => answers.shift()! });
    await loader.loadLive([], null, NEVER);
    expect((await loader.loadLive([], null, NEVER)).segments).to.deep.equal([]);
  });

  it('dates a playlist without dates backward from now', async () => {
    const starts = startsBetween(0, 6 * SEGMENT_MS);
    const { loader } = stage({ answer: () => mediaPlaylist({ starts, isDated: false, isEnded: false }) });
    const { segments } = await loader.loadLive([], null, NEVER);
    expect(segments.at(-1)).to.include({ start: NOW - SEGMENT_MS, isEstimated: true });
  });

  it('continues the segments that are known', async () => {
    const starts = startsBetween(0, 6 * SEGMENT_MS);
    const { loader } = stage({ answer: () => mediaPlaylist({ starts, isDated: false, isEnded: false }) });
    const first = await loader.loadLive([], null, NEVER);
    const known = first.segments.slice(0, 4).map((segment) => ({ ...segment, start: segment.start - 1500 }));
    const { segments } = await loader.loadLive(known, null, NEVER);
    expect(segments.at(-1)?.start).to.equal(NOW - SEGMENT_MS - 1500);
  });
});

describe('A WindowLoader of a stream whose encoder has another clock (case 29)', () => {
  /** Answers by the server's clock, with dates of an encoder that is ahead. @param lagMs how late the live list is */
  const encodedAhead =
    (aheadMs: number, lagMs = 6000) =>
    ({ start, vodEnd }: PlaylistRequest): string => {
      const isLive = start === undefined || vodEnd === undefined;
      const end = Math.floor((NOW - lagMs) / SEGMENT_MS) * SEGMENT_MS;
      const starts = isLive ? startsBetween(end - 6 * SEGMENT_MS, end) : startsBetween(start, vodEnd);
      return mediaPlaylist({ starts: starts.map((at) => at + aheadMs), isEnded: !isLive });
    };
  const window = windowAgo(60);
  const inServerTime = startsBetween(window.start - 20_000, window.end + 20_000);

  for (const aheadMs of [-90_000, 90_000, 8 * 3_600_000, -8 * 3_600_000]) {
    it(`has the server's time in a window if it is ${aheadMs / 1000} s ahead`, async () => {
      const { load, encoderOffset } = stage({ answer: encodedAhead(aheadMs) });
      const { segments } = await load(window);
      expect(encoderOffset()).to.equal(aheadMs);
      expect(segments.map(({ start }) => start)).to.deep.equal(inServerTime);
    });

    it(`has the server's time at live if it is ${aheadMs / 1000} s ahead`, async () => {
      const { loader, encoderOffset } = stage({ answer: encodedAhead(aheadMs) });
      const { segments } = await loader.loadLive([], null, NEVER);
      expect(encoderOffset()).to.equal(aheadMs);
      expect(NOW - (segments.at(-1)?.start ?? 0)).to.be.within(0, 20_000);
    });
  }

  it('is measured by the next window where the first one was given up meanwhile', async () => {
    const seek = new AbortController();
    const answer = (request: PlaylistRequest) => {
      if (request.start === undefined) seek.abort();
      return encodedAhead(90_000)(request);
    };
    const { loader, load, encoderOffset } = stage({ answer });
    const reason = await rejectionOf(loader.load(window, [], null, seek.signal));
    expect(reason).to.have.property('name', 'AbortError');
    const { segments } = await load(windowAgo(120));
    expect(encoderOffset()).to.equal(90_000);
    expect(segments[0]?.start).to.equal(windowAgo(120).start - 20_000);
  });

  it('is measured by each of two windows that are loaded at once', async () => {
    const { load, encoderOffset } = stage({ answer: encodedAhead(90_000) });
    const windows = [windowAgo(60), windowAgo(120)];
    const loaded = await Promise.all(windows.map((each) => load(each)));
    expect(loaded.map(({ segments }) => segments[0]?.start)).to.deep.equal(
      windows.map(({ start }) => start - 20_000),
    );
    expect(encoderOffset()).to.equal(90_000);
  });

  it('is measured by a window where the live playlist cannot be loaded', async () => {
    const failure = new TimeShiftError('network', 'The server has failed (500).');
    const answer = (request: PlaylistRequest) =>
      request.start === undefined ? failure : encodedAhead(90_000)(request);
    const { load, encoderOffset } = stage({ answer });
    const { segments } = await load(window);
    expect(encoderOffset()).to.equal(90_000);
    expect(segments.map(({ start }) => start)).to.deep.equal(inServerTime);
  });

  it('measures a live playlist that goes on where no window is recorded', async () => {
    let lagMs = 90_000;
    const answer = (request: PlaylistRequest) =>
      request.start === undefined ? encodedAhead(0, lagMs)(request) : notRecorded;
    const { loader, encoderOffset } = stage({ answer });
    await loader.loadLive([], null, NEVER);
    // It may be the last one before the encoder went away.
    expect(encoderOffset()).to.equal(0);
    lagMs -= SEGMENT_MS;
    await loader.loadLive([], null, NEVER);
    expect(encoderOffset()).to.be.within(-95_000, -85_000);
  });

  it('takes a live playlist that stands still for that of an encoder that has gone away', async () => {
    const { server, loader, encoderOffset } = stage({ answer: encodedAhead(0, 600_000) });
    const first = await loader.loadLive([], null, NEVER);
    const second = await loader.loadLive([], null, NEVER);
    expect(encoderOffset()).to.equal(0);
    expect(second.segments.at(-1)).to.include({ start: first.segments.at(-1)?.start });
    const windows = server.requests.filter(({ start }) => start !== undefined);
    expect(windows).to.have.lengthOf(1);
  });

  it('leaves out what is dated elsewhere than asked for, where live has the right time', async () => {
    const elsewhere = (request: PlaylistRequest) =>
      encodedAhead(request.start === undefined ? 0 : 3_600_000)(request);
    const { load, encoderOffset } = stage({ answer: elsewhere });
    expect((await load(window)).segments).to.deep.equal([]);
    expect(encoderOffset()).to.equal(0);
  });

  it('measures nothing at live before the server has told its time', async () => {
    const { loader, encoderOffset } = stage({ answer: encodedAhead(90_000), isClockSet: () => false });
    await loader.loadLive([], null, NEVER);
    expect(encoderOffset()).to.equal(0);
  });
});
