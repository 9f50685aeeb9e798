import { expect } from 'chai';
import { describe, it } from 'node:test';
import {
  DEFAULT_ENCODING,
  RecordedRanges,
  TimeShiftError,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../../src/core/index.ts';
import { Prefetcher, type PrefetcherOptions } from '../../src/streaming/prefetcher.ts';
import { ManualClock } from '../manual-clock.ts';
import { until } from '../until.ts';
import { failureOf, rejectionOf } from '../network/failure-of.ts';
import { mediaPlaylist, ORIGIN, PlaylistServer, SEGMENT_MS, SRC, startsBetween } from './playlist-server.ts';
import { datedSegment } from './dated-segment.ts';

const NEVER = new AbortController().signal;
const MINUTE_MS = 60_000;
/** The start of a window. */
const W = Date.parse('2026-03-10T12:00:00Z');
const minute = (minutes: number): UnixMs => W + minutes * MINUTE_MS;
const NOW = minute(300);

interface Scene extends Partial<PrefetcherOptions> {
  readonly holes?: readonly TimeRange[];
  /** The starts of the live playlist's segments. */
  readonly live?: readonly UnixMs[];
}

function stage({ holes = [], live = [], ...options }: Scene = {}) {
  const server = new PlaylistServer(({ start, vodEnd }) => {
    if (start === undefined || vodEnd === undefined) return mediaPlaylist({ starts: live, isEnded: false });
    const starts = startsBetween(start, vodEnd).filter(
      (each) => !holes.some((hole) => each < hole.end && each + SEGMENT_MS > hole.start),
    );
    return starts.length > 0
      ? mediaPlaylist({ starts })
      : new TimeShiftError('not-recorded', 'Nothing (404).');
  });
  const prefetcher = new Prefetcher({
    source: { src: SRC, request: {}, encoding: DEFAULT_ENCODING, retentionMs: 7 * 24 * 60 * MINUTE_MS },
    fetcher: server,
    clock: new ManualClock(NOW),
    serverNow: () => NOW,
    isClockSet: () => true,
    recorded: () => RecordedRanges.empty,
    segments: () => [],
    variant: () => null,
    onTimeShift: () => undefined,
    encoderOffset: () => 0,
    onEncoderOffset: () => undefined,
    onVariants: () => undefined,
    ...options,
  });
  /** The windows that were requested, in minutes after W. */
  const windows = () => server.requests.map(({ start }) => start && (start + 20_000 - W) / MINUTE_MS);
  /** When the segments begin that were requested. */
  const segments = () => server.segmentUrls.map((url) => Number(/(\d+)\.ts$/.exec(url)?.[1]));
  return { server, prefetcher, windows, segments };
}

const segmentOf = (start: UnixMs, more: Partial<TimedSegment> = {}): TimedSegment =>
  datedSegment(start, `${ORIGIN}/app/${start}.ts`, more);

describe('Prefetcher.locate', () => {
  for (const [what, vodEnd, code] of [
    ['goes to live where the clock says that an instant is still to come', undefined, undefined],
    ['does not take live for a recording that has ended before', minute(60), 'not-recorded'],
  ] as const) {
    it(what, async () => {
      const live = startsBetween(NOW - MINUTE_MS, NOW);
      const { prefetcher } = stage({
        holes: [{ start: 0, end: Infinity }],
        live,
        source: {
          src: SRC,
          request: { start: minute(0), vodEnd },
          encoding: DEFAULT_ENCODING,
          retentionMs: 24 * 60 * MINUTE_MS,
        },
        serverNow: () => minute(-60),
        isClockSet: () => false,
      });
      const located = prefetcher.locate(minute(0), NEVER);
      if (code) expect((await failureOf(located)).code).to.equal(code);
      else expect((await located).at).to.equal(live.at(-2));
    });
  }

  it('finds an instant in its window, and begins to fetch the segment that holds it', async () => {
    const { prefetcher, windows, segments } = stage();
    const { at, segment, segments: all } = await prefetcher.locate(minute(5) + 1500, NEVER);
    expect([at, segment.start]).to.deep.equal([minute(5) + 1500, minute(5)]);
    expect([windows(), segments()]).to.deep.equal([[0], [minute(5)]]);
    expect(all).to.have.length(160);
  });

  it('lands at the start of the next segment where the instant is in a hole', async () => {
    const hole = { start: minute(4), end: minute(7) };
    const { prefetcher, segments } = stage({ holes: [hole] });
    const { at, segment } = await prefetcher.locate(minute(5), NEVER);
    expect([at, segment.start, segments()]).to.deep.equal([hole.end, hole.end, [hole.end]]);
  });

  it('lands in a later window where its own is empty from there on', async () => {
    const { prefetcher, windows } = stage({ holes: [{ start: minute(4), end: minute(33) }] });
    expect((await prefetcher.locate(minute(5), NEVER)).at).to.equal(minute(33));
    expect(windows()).to.deep.equal([0, 10, 20, 30]);
  });

  it('lands in the window of now where something is recorded in it, rather than at the live edge', async () => {
    const hole = { start: minute(285), end: minute(293) };
    const live = startsBetween(minute(297), minute(298));
    const { prefetcher, windows } = stage({ holes: [hole], live, serverNow: () => minute(298) });
    expect((await prefetcher.locate(minute(287), NEVER)).at).to.equal(hole.end);
    expect((await prefetcher.locate(minute(294), NEVER)).at).to.equal(minute(294));
    expect(windows()).to.deep.equal([280, 290, 290]);
  });

  it('rejects as not-recorded where four windows are empty', async () => {
    const { prefetcher, windows } = stage({ holes: [{ start: minute(-10), end: minute(60) }] });
    expect(await failureOf(prefetcher.locate(minute(5), NEVER))).to.include({ code: 'not-recorded' });
    expect(windows()).to.deep.equal([0, 10, 20, 30]);
  });

  it('lands at the live edge where nothing is recorded up to now', async () => {
    const live = startsBetween(minute(297), minute(298));
    const holes = [{ start: minute(285), end: minute(400) }];
    const { prefetcher, windows } = stage({ live, holes, serverNow: () => minute(298) });
    expect((await prefetcher.locate(minute(291), NEVER)).at).to.equal(live.at(-2));
    expect(windows()).to.deep.equal([290, undefined]);
  });

  for (const [what, live, expected] of [
    ['of several', startsBetween(minute(299), minute(300)), minute(300) - 2 * SEGMENT_MS],
    ['of a single one', [minute(299)], minute(299)],
  ] as const) {
    it(`begins live playback two segments before the end ${what}`, async () => {
      const { prefetcher, segments } = stage({ live });
      const { at, segment, segments: all } = await prefetcher.locate(null, NEVER);
      expect([at, segment.start, segments()]).to.deep.equal([expected, expected, [expected]]);
      expect(all.map(({ start }) => start)).to.deep.equal(live);
    });
  }

  it('begins live playback with the only segment since the encoder came back', async () => {
    const live = [minute(298), minute(299)];
    const { prefetcher } = stage({ live });
    expect((await prefetcher.locate(null, NEVER)).at).to.equal(minute(299));
  });

  it('rejects as not-recorded where the live playlist is empty', async () => {
    const { prefetcher } = stage();
    expect(await failureOf(prefetcher.locate(null, NEVER))).to.include({ code: 'not-recorded' });
  });

  it('asks for the variant in use, or for the given one', async () => {
    const variantOf = (name: string): Variant => ({
      url: `${ORIGIN}/app/${name}.m3u8`,
      bandwidth: 1,
      resolution: null,
      codecs: null,
    });
    const { server, prefetcher } = stage({ variant: () => variantOf('low') });
    await prefetcher.locate(minute(5), NEVER);
    await prefetcher.locate(minute(5), NEVER, variantOf('high'));
    expect(server.requests.map(({ path }) => path)).to.deep.equal(['/app/low.m3u8', '/app/high.m3u8']);
  });

  it('aborts the segment that the locate before has begun to fetch', async () => {
    const { server, prefetcher, segments } = stage();
    server.isSlow = true;
    await prefetcher.locate(minute(5), NEVER);
    const [, { signal }] = server.options as [unknown, { signal: AbortSignal }];
    expect(signal.aborted).to.equal(false);
    await prefetcher.locate(minute(8), NEVER);
    expect(signal.aborted).to.equal(true);
    expect(segments()).to.deep.equal([minute(5), minute(8)]);
  });

  it('aborts the segment that it has begun to fetch when its signal is aborted', async () => {
    const { server, prefetcher } = stage();
    server.isSlow = true;
    const leaving = new AbortController();
    await prefetcher.locate(minute(5), leaving.signal);
    leaving.abort();
    expect(server.options[1]?.signal.aborted).to.equal(true);
  });
});

describe('Prefetcher.warm', () => {
  it('fetches the window and the segment of an instant, once', async () => {
    const { prefetcher, windows, segments } = stage();
    for (const at of [minute(5), minute(5) + 3999]) await prefetcher.warm(at, NEVER);
    expect([windows(), segments()]).to.deep.equal([[0], [minute(5)]]);
    expect(prefetcher.cache.get(`${ORIGIN}/app/${minute(5)}.ts`)?.bytes).to.equal(1);
  });

  it('goes on until the segment is there, and is aborted with its signal', async () => {
    const { server, prefetcher, segments } = stage({ segments: () => [segmentOf(minute(5))] });
    server.isSlow = true;
    const leaving = new AbortController();
    const left = rejectionOf(prefetcher.warm(minute(5), leaving.signal));
    await until(() => segments().length > 0);
    const reason = new Error('left');
    leaving.abort(reason);
    expect(await left).to.equal(reason);
    expect(server.options[0]?.signal.aborted).to.equal(true);
  });

  it('fetches only the segment where the playlist in use has it', async () => {
    const { prefetcher, windows, segments } = stage({ segments: () => [segmentOf(minute(5))] });
    await prefetcher.warm(minute(5) + 1000, NEVER);
    expect([windows(), segments()]).to.deep.equal([[], [minute(5)]]);
  });

  it('fetches the next segment for an instant in a hole, and none where none follows', async () => {
    const { prefetcher, segments } = stage({
      holes: [
        { start: minute(4), end: minute(7) },
        { start: minute(8), end: minute(30) },
      ],
    });
    await prefetcher.warm(minute(5), NEVER);
    await prefetcher.warm(minute(9), NEVER);
    expect(segments()).to.deep.equal([minute(7)]);
  });
});

describe('Prefetcher.fetch', () => {
  it('does not fetch a part of a file, because the cache knows segments by their URL', async () => {
    const { prefetcher, segments } = stage();
    await prefetcher.fetch(segmentOf(W, { byteRange: { offsetBytes: 0, lengthBytes: 1000 } }), NEVER);
    expect(segments()).to.deep.equal([]);
    await prefetcher.fetch(segmentOf(W), NEVER);
    expect(segments()).to.deep.equal([W]);
  });

  it('does not retry: hls.js loads a segment whose prefetch has failed by itself', async () => {
    const { server, prefetcher } = stage();
    await prefetcher.fetch(segmentOf(W), NEVER);
    expect(server.options.map(({ retries }) => retries)).to.deep.equal([0]);
  });

  it('is not begun for an aborted signal, and is aborted when all who want it have left', async () => {
    const { server, prefetcher, segments } = stage();
    server.isSlow = true;
    const reason = new Error('left');
    expect(await rejectionOf(prefetcher.fetch(segmentOf(W), AbortSignal.abort(reason)))).to.equal(reason);
    expect(segments()).to.deep.equal([]);
    const leaving = new AbortController();
    const left = rejectionOf(prefetcher.fetch(segmentOf(W), leaving.signal));
    leaving.abort(reason);
    expect(await left).to.equal(reason);
    expect(server.options[0]?.signal.aborted).to.equal(true);
  });
});

describe('Prefetcher.cache', () => {
  it('holds 24 MB, however many segments are fetched', async () => {
    const { prefetcher } = stage();
    const { cache } = prefetcher;
    const urls = ['a', 'b', 'c', 'd'];
    const cached = () => urls.filter((url) => cache.get(url) !== undefined);
    const megabytes = new Uint8Array(8_000_000);
    const load = (url: string) =>
      cache.getOrLoad(url, (sink) => {
        sink.write(0, megabytes);
        return Promise.resolve();
      }).whole;
    for (const url of urls.slice(0, 3)) await load(url);
    expect(cached()).to.deep.equal(['a', 'b', 'c']);
    await load('d');
    expect(cached()).to.deep.equal(['b', 'c', 'd']);
  });
});
