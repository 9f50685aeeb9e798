import { expect } from 'chai';
import { RecordedRanges, systemClock, type TimedSegment, type UnixMs } from '../../../src/core/index.ts';
import type { TimeShiftSession } from '../../../src/session/session.ts';
import type { Thumbnail } from '../../../src/streaming/thumbnails/thumbnail-cache.ts';
import { Fetcher } from '../../../src/network/fetcher.ts';
import { Prefetcher } from '../../../src/streaming/prefetcher.ts';
import { DAY_MS, HOUR_MS } from '../../time-units.ts';
import { until } from '../../until.ts';
import { rejectionOf } from '../../network/failure-of.ts';
import { windowMiddle, ownStream, segmentOf } from '../../session/own-stream.ts';
import { bitmapInstant } from './thumbnail-stage.ts';
import { SentRequests } from '../../session/sent-requests.ts';
import { clearSessions, sourceOf, stageSession, untilLanded } from '../../session/session-stage.ts';

const SEGMENT_MS = 4000;
/** Of whoever goes on pointing. */
const STAYING = new AbortController().signal;

let sent: SentRequests;
const unhandled: unknown[] = [];
const hear = ({ reason }: PromiseRejectionEvent) => unhandled.push(reason);

beforeEach(() => {
  sent = new SentRequests();
  unhandled.length = 0;
  window.addEventListener('unhandledrejection', hear);
});
afterEach(() => {
  clearSessions();
  sent.stop();
  window.removeEventListener('unhandledrejection', hear);
  expect(unhandled).to.be.empty;
});

/** A session that has played a stream an hour ago and stands still, so that it asks for nothing by itself. */
async function stage(src: string): Promise<TimeShiftSession> {
  const session = stageSession({
    strategy: 'windowed',
    src,
    request: { start: windowMiddle(HOUR_MS) },
    retentionMs: 14 * DAY_MS,
  });
  await untilLanded(session);
  // Before the server's time is known, no window is settled, so none is kept.
  await until(() => session.snapshot.recorded.known.length > 0);
  session.video.pause();
  return session;
}

/** The picture is there, and it is the one of its instant, which is the beginning of a segment. */
function expectRight(picture: Thumbnail | null, at: UnixMs): void {
  expect(picture?.at).to.equal(at);
  expect(bitmapInstant(picture!.bitmap)).to.equal(at);
}

/** How often a part of the stream was asked for whose address contains something. */
const asked = (src: string, part: string): number => sent.of(src).filter((url) => url.includes(part)).length;

/** What was asked for of the time before playback began. */
const askedOfThePast = (src: string): string[] =>
  sent.of(src).filter((url) => {
    const [, startS] = /lhs_start_unix_s_0=(\d+)/.exec(url) ?? [];
    const [, startMs] = /(\d+)\.ts/.exec(url) ?? [];
    return !url.includes('timeline') && Number(startMs ?? Number(startS) * 1000) < windowMiddle(2 * HOUR_MS);
  });

describe('the picture of an instant', () => {
  for (const knobs of [
    '',
    '~size=320x180',
    '~size=1280x720',
    '~size=1920x1080',
    '~variants=3',
    '~segment=2000',
  ]) {
    it(`is the first one of its segment, in the stream${knobs}`, async () => {
      const session = await stage(ownStream(knobs));
      const segmentMs = knobs === '~segment=2000' ? 2000 : SEGMENT_MS;
      for (const back of [HOUR_MS, 2 * HOUR_MS, 13 * DAY_MS]) {
        const start = windowMiddle(back);
        for (const offset of [0, segmentMs - 1, 5 * segmentMs + 1234]) {
          const picture = await session.thumbnail(start + offset, STAYING);
          expectRight(picture, start + offset - (offset % segmentMs));
          expect(picture!.bitmap.width).to.equal(320);
          expect(picture!.bitmap.height).to.equal(180);
        }
      }
    });
  }

  it('is right before and after the encoder began anew', async () => {
    const restart = windowMiddle(3 * HOUR_MS) + 13_000;
    const session = await stage(ownStream(`~restart=${restart / 1000}`));
    expectRight(await session.thumbnail(restart - 500, STAYING), restart - 1000);
    expectRight(await session.thumbnail(restart, STAYING), restart);
    expectRight(await session.thumbnail(restart + SEGMENT_MS + 10, STAYING), restart + SEGMENT_MS);
  });

  it('is the next one where nothing is recorded, as it is with a seek', async () => {
    const hole = { start: windowMiddle(5 * HOUR_MS), end: windowMiddle(4 * HOUR_MS) };
    const session = await stage(ownStream(`~holes=${hole.start / 1000}-${hole.end / 1000}`));
    await until(() => session.snapshot.recorded.holeAt(hole.start));
    expectRight(await session.thumbnail(hole.start + 60_000, STAYING), hole.end);
  });

  it('is that of what is loaded, live too', async () => {
    const session = await stage(ownStream());
    const [loaded] = session.seekable;
    const at = Math.ceil(loaded!.start / SEGMENT_MS) * SEGMENT_MS;
    expectRight(await session.thumbnail(at, STAYING), at);
    await session.goLive();
    const live = Math.floor((session.seekable.at(-1)!.end - 1) / SEGMENT_MS) * SEGMENT_MS;
    expectRight(await session.thumbnail(live, STAYING), live);
  });
});

describe('pointing', () => {
  it('asks once for a picture, for what warms, and for the seek to there', async () => {
    const src = ownStream('~latency=40');
    const session = await stage(src);
    const at = windowMiddle(5 * HOUR_MS);
    session.warm(at + 100);
    expectRight(await session.thumbnail(at + 100, STAYING), at);
    expect(askedOfThePast(src)).to.have.length(2);
    await session.seekTo(at + 100);
    const all = askedOfThePast(src);
    expect(new Set(all).size).to.equal(all.length);
  });

  it('has all of the segment here for the click, by the picture alone', async () => {
    const src = ownStream('~bandwidth=200000');
    const session = await stage(src);
    const at = windowMiddle(5 * HOUR_MS);
    expectRight(await session.thumbnail(at, STAYING), at);
    await session.seekTo(at);
    expect(asked(src, `/${at}.ts`)).to.equal(1);
  });

  it('asks for nothing more within the same segment, while it comes and when it is here', async () => {
    const src = ownStream('~latency=100');
    const session = await stage(src);
    const at = windowMiddle(5 * HOUR_MS);
    const pointed: Promise<unknown>[] = [];
    // As fast as a pointer moves, with rests that are long enough to ask for something.
    for (let step = 0; step < 20; step += 1) {
      const pointer = new AbortController();
      pointed.push(session.thumbnail(at + step * 100, pointer.signal).catch(() => undefined));
      session.warm(at + step * 100);
      await new Promise((resolve) => setTimeout(resolve, step % 5 === 4 ? 95 : 15));
      pointer.abort();
    }
    expectRight(await session.thumbnail(at + 3000, STAYING), at);
    await Promise.all(pointed);
    expect(askedOfThePast(src)).to.have.length(2);
  });

  it('has a picture that is here at once', async () => {
    const session = await stage(ownStream());
    const at = windowMiddle(5 * HOUR_MS);
    const first = await session.thumbnail(at, STAYING);
    const startedMs = performance.now();
    const pointed = [0, 1000, 3999].map((offset) => session.thumbnail(at + offset, STAYING));
    expect(await Promise.all(pointed)).to.deep.equal([first, first, first]);
    // Below what it waits for else.
    expect(performance.now() - startedMs).to.be.below(70);
  });

  it('over days in a moment asks for the last place only; those before are told', async () => {
    const src = ownStream();
    const session = await stage(src);
    const places = Array.from({ length: 100 }, (_, index) => windowMiddle((index + 10) * HOUR_MS));
    const pointed = places.map((at) => session.thumbnail(at, STAYING));
    const outcomes = await Promise.allSettled(pointed);
    expect(outcomes.filter(({ status }) => status === 'rejected')).to.have.length(99);
    const failure = (outcomes[0] as PromiseRejectedResult).reason as Error;
    expect(failure.name).to.equal('AbortError');
    expectRight(await pointed.at(-1)!, places.at(-1)!);
    expect(askedOfThePast(src)).to.have.length(2);
  });

  it('elsewhere gives up what was asked for before, but not what is here', async () => {
    const src = ownStream('~bandwidth=20000');
    const session = await stage(ownStream());
    session.load(sourceOf({ strategy: 'windowed', src, request: { start: windowMiddle(HOUR_MS) } }), false);
    const [slow, other] = [windowMiddle(5 * HOUR_MS), windowMiddle(6 * HOUR_MS)];
    const first = rejectionOf(session.thumbnail(slow, STAYING));
    await until(() => asked(src, `/${slow}.ts`) === 1);
    const second = session.thumbnail(other, STAYING);
    expect(await first).to.have.property('name', 'AbortError');
    await until(() => sent.isGivenUp(`/${slow}.ts`));
    expectRight(await second, other);
    expect(sent.isGivenUp(`/${other}.ts`)).to.equal(false);
  });

  for (const what of ['the window', 'the segment'] as const) {
    it(`no longer gives up ${what} that is under way`, async () => {
      const src = ownStream(what === 'the window' ? '~latency=400' : '~bandwidth=20000');
      const session = await stage(ownStream());
      session.load(sourceOf({ strategy: 'windowed', src, request: { start: windowMiddle(HOUR_MS) } }), false);
      const pointer = new AbortController();
      const at = windowMiddle(5 * HOUR_MS);
      const part = what === 'the window' ? 'vodend' : `/${at}.ts`;
      const before = asked(src, part);
      const picture = rejectionOf(session.thumbnail(at, pointer.signal));
      await until(() => asked(src, part) > before && sent.of(src).at(-1)!.includes(part));
      pointer.abort();
      expect(await picture).to.have.property('name', 'AbortError');
      await until(() => sent.isGivenUp(sent.of(src).findLast((url) => url.includes(part))!));
      expect(asked(src, `/${at}.ts`)).to.equal(what === 'the window' ? 0 : 1);
    });
  }

  it('only passing by asks for nothing', async () => {
    const src = ownStream();
    const session = await stage(src);
    const pointer = new AbortController();
    const picture = rejectionOf(session.thumbnail(windowMiddle(5 * HOUR_MS), pointer.signal));
    pointer.abort();
    expect(await picture).to.have.property('name', 'AbortError');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(askedOfThePast(src)).to.be.empty;
  });

  it('ends with the source', async () => {
    const src = ownStream('~latency=100');
    const session = await stage(src);
    const picture = rejectionOf(session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING));
    const shown = await session.thumbnail(windowMiddle(HOUR_MS), STAYING);
    session.unload();
    expect(await picture).to.have.property('name', 'AbortError');
    expect(shown!.bitmap.width, 'of one that is closed').to.equal(0);
    expect(await session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING)).to.equal(null);
  });
});

describe('there is no picture', () => {
  it('without WebCodecs, and nothing is asked for', async () => {
    const src = ownStream();
    const session = await stage(src);
    const decoder = Object.getOwnPropertyDescriptor(window, 'VideoDecoder')!;
    Reflect.deleteProperty(window, 'VideoDecoder');
    try {
      expect(await session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING)).to.equal(null);
    } finally {
      Object.defineProperty(window, 'VideoDecoder', decoder);
    }
    expect(askedOfThePast(src)).to.be.empty;
  });

  for (const damage of ['garbled', 'html', 'empty', '503', '404', 'drop']) {
    it(`of a segment that is ${damage}`, async () => {
      const good = ownStream();
      const session = await stage(good);
      const bad = segmentsOf(good, ownStream(`~fail=segment:${damage}:all`));
      session.authorize = bad;
      expect(await session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING)).to.equal(null);
      session.authorize = undefined;
      const at = windowMiddle(6 * HOUR_MS);
      expectRight(await session.thumbnail(at, STAYING), at);
    });
  }

  it('where the playlist does not come', async () => {
    const session = await stage(ownStream());
    session.authorize = (url, kind) => (kind === 'playlist' ? new URL('/nowhere', url) : url);
    expect(await session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING)).to.equal(null);
  });

  it('of live, where that is not loaded', async () => {
    const session = await stage(ownStream());
    expect(await session.thumbnail(Date.now(), STAYING)).to.equal(null);
  });

  it('where the playlists are played as they are', async () => {
    const session = stageSession({ strategy: 'direct', src: ownStream() });
    await untilLanded(session);
    expect(await session.thumbnail(windowMiddle(HOUR_MS), STAYING)).to.equal(null);
  });

  it('before there is a source; and no date is no place', async () => {
    const session = stageSession({ strategy: 'windowed', src: ownStream() });
    expect(await rejectionOf(session.thumbnail(NaN, STAYING))).to.have.property('code', 'invalid-request');
    session.unload();
    expect(await session.thumbnail(Date.now(), STAYING)).to.equal(null);
  });

  const at = windowMiddle(HOUR_MS);
  const key = { format: 'identity', tag: '#EXT-X-KEY:METHOD=AES-128,URI="https://keys.invalid/1"' };
  const unreadable: [what: string, of: Partial<TimedSegment>][] = [
    ['of what is encrypted', { keys: [key] }],
    ['of fragmented MP4', { map: { tag: '#EXT-X-MAP:URI="init.mp4"', keys: [] } }],
    ['of a part of a file', { byteRange: { offsetBytes: 0, lengthBytes: 1000 } }],
    ['of a gap', { isGap: true }],
  ];
  for (const [what, changes] of unreadable) {
    it(`${what}, and nothing is asked for`, async () => {
      const src = ownStream();
      const whole: TimedSegment = {
        url: new URL(segmentOf(src, at), document.baseURI).href,
        start: at,
        durationMs: SEGMENT_MS,
        date: at,
        isEstimated: false,
        isDiscontinuity: false,
        byteRange: null,
        keys: [],
        map: null,
        isGap: false,
      };
      let segments: TimedSegment[] = [{ ...whole, ...changes }];
      const prefetcher = new Prefetcher({
        source: sourceOf({ src }),
        clock: systemClock,
        fetcher: new Fetcher(systemClock, () => undefined),
        isClockSet: () => true,
        serverNow: () => Date.now(),
        recorded: () => RecordedRanges.empty,
        segments: () => segments,
        variant: () => null,
        onVariants: () => undefined,
      });
      expect(await prefetcher.thumbnail(at, STAYING)).to.equal(null);
      expect(sent.of(src)).to.be.empty;
      segments = [whole];
      expectRight(await prefetcher.thumbnail(at, STAYING), at);
      prefetcher.destroy();
    });
  }
});

/** Sends for the segments of one stream to another. */
const segmentsOf = (one: string, other: string) => (url: URL, kind: string) =>
  kind === 'segment' ? new URL(url.pathname.replace(stem(one), stem(other)), url) : url;

const stem = (src: string) => src.replace('.m3u8', '');
