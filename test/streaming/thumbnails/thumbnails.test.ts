import { expect } from 'chai';
import { RecordedRanges, type TimedSegment, type UnixMs } from '../../../src/core/index.ts';
import { systemClock, type Clock } from '../../../src/core/time/clock.ts';
import type { TimeShiftSession } from '../../../src/session/session.ts';
import type { Thumbnail } from '../../../src/streaming/thumbnails/thumbnail-cache.ts';
import { Fetcher } from '../../../src/network/fetcher.ts';
import { Prefetcher } from '../../../src/streaming/prefetcher.ts';
import { SkippingClock } from '../../skipping-clock.ts';
import { DAY_MS, HOUR_MS } from '../../time-units.ts';
import { until } from '../../until.ts';
import { rejectionOf } from '../../network/failure-of.ts';
import { windowMiddle, ownStream, segmentOf } from '../../session/own-stream.ts';
import { datedSegment } from '../dated-segment.ts';
import { bitmapInstant } from './thumbnail-stage.ts';
import { SentRequests } from '../../session/sent-requests.ts';
import { clearSessions, sourceOf, stageSession, untilLanded } from '../../session/session-stage.ts';

const SEGMENT_MS = 4000;
/** How long a pointer has to rest. */
const DWELL_MS = 80;
/** The signal of a pointer that stays. */
const STAYING = new AbortController().signal;

let sent: SentRequests;
const unhandled: unknown[] = [];
const collect = ({ reason }: PromiseRejectionEvent) => unhandled.push(reason);

beforeEach(() => {
  sent = new SentRequests();
  unhandled.length = 0;
  window.addEventListener('unhandledrejection', collect);
});
afterEach(() => {
  clearSessions();
  sent.stop();
  window.removeEventListener('unhandledrejection', collect);
  expect(unhandled).to.be.empty;
});

/** A session that is paused about an hour ago, so that it sends no requests by itself. */
async function stage(src: string, clock?: Clock): Promise<TimeShiftSession> {
  const session = stageSession({
    strategy: 'windowed',
    src,
    request: { start: windowMiddle(HOUR_MS) },
    retentionMs: 14 * DAY_MS,
    clock,
  });
  await untilLanded(session);
  // Until the server has told its time, no window is kept.
  await until(() => session.snapshot.recorded.known.length > 0);
  session.video.pause();
  return session;
}

/** Expects a thumbnail of an instant, which is the start of a segment. */
function expectRight(thumbnail: Thumbnail | null, at: UnixMs): void {
  expect(thumbnail?.at).to.equal(at);
  expect(bitmapInstant(thumbnail!.bitmap)).to.equal(at);
}

/** How many requests for a stream have a URL that contains a text. */
const requests = (src: string, part: string): number =>
  sent.of(src).filter((url) => url.includes(part)).length;

/** The requests for the time more than two hours ago, before playback began. */
const pastRequests = (src: string): string[] =>
  sent.of(src).filter((url) => {
    const [, startS] = /lhs_start_unix_s_0=(\d+)/.exec(url) ?? [];
    const [, startMs] = /(\d+)\.ts/.exec(url) ?? [];
    return !url.includes('timeline') && Number(startMs ?? Number(startS) * 1000) < windowMiddle(2 * HOUR_MS);
  });

describe('The thumbnail of an instant', () => {
  for (const knobs of [
    '',
    '~size=640x360',
    '~size=1280x720',
    '~size=1920x1080',
    '~variants=3',
    '~segment=2000',
  ]) {
    it(`is the first picture of its segment, in a stream with the knobs "${knobs}"`, async () => {
      const session = await stage(ownStream(knobs));
      const segmentMs = knobs === '~segment=2000' ? 2000 : SEGMENT_MS;
      for (const back of [HOUR_MS, 2 * HOUR_MS, 13 * DAY_MS]) {
        const start = windowMiddle(back);
        for (const offset of [0, segmentMs - 1, 5 * segmentMs + 1234]) {
          const thumbnail = await session.thumbnail(start + offset, STAYING);
          expectRight(thumbnail, start + offset - (offset % segmentMs));
          expect(thumbnail!.bitmap.width).to.equal(320);
          expect(thumbnail!.bitmap.height).to.equal(180);
        }
      }
    });
  }

  it('is right before and after a restart of the encoder', async () => {
    const restart = windowMiddle(3 * HOUR_MS) + 13_000;
    const session = await stage(ownStream(`~restart=${restart / 1000}`));
    expectRight(await session.thumbnail(restart - 500, STAYING), restart - 1000);
    expectRight(await session.thumbnail(restart, STAYING), restart);
    expectRight(await session.thumbnail(restart + SEGMENT_MS + 10, STAYING), restart + SEGMENT_MS);
  });

  it('is that of the next segment where nothing is recorded, as with a seek', async () => {
    const hole = { start: windowMiddle(5 * HOUR_MS), end: windowMiddle(4 * HOUR_MS) };
    const session = await stage(ownStream(`~holes=${hole.start / 1000}-${hole.end / 1000}`));
    await until(() => session.snapshot.recorded.holeAt(hole.start));
    expectRight(await session.thumbnail(hole.start + 60_000, STAYING), hole.end);
  });

  it('is there for what the playlist holds, also live', async () => {
    const session = await stage(ownStream());
    const [loaded] = session.seekable;
    const at = Math.ceil(loaded!.start / SEGMENT_MS) * SEGMENT_MS;
    expectRight(await session.thumbnail(at, STAYING), at);
    await session.goLive();
    const live = Math.floor((session.seekable.at(-1)!.end - 1) / SEGMENT_MS) * SEGMENT_MS;
    expectRight(await session.thumbnail(live, STAYING), live);
  });
});

describe('Pointing at an instant', () => {
  it('sends each request once for the thumbnail, for warm and for the seek', async () => {
    const src = ownStream('~latency=40');
    const session = await stage(src);
    const at = windowMiddle(5 * HOUR_MS);
    session.warm(at + 100);
    expectRight(await session.thumbnail(at + 100, STAYING), at);
    expect(pastRequests(src)).to.have.length(2);
    await session.seekTo(at + 100);
    const all = pastRequests(src);
    expect(new Set(all).size).to.equal(all.length);
  });

  it('loads the whole segment for the seek, although the thumbnail needs only its first picture', async () => {
    const src = ownStream('~bandwidth=200000');
    const session = await stage(src);
    const at = windowMiddle(5 * HOUR_MS);
    expectRight(await session.thumbnail(at, STAYING), at);
    await session.seekTo(at);
    expect(requests(src, `/${at}.ts`)).to.equal(1);
  });

  it('sends no further request within the same segment, before and after the segment has arrived', async () => {
    const src = ownStream('~latency=100');
    const clock = new SkippingClock();
    const session = await stage(src, clock);
    // Waits end only when the test says so: the pointer rests at every fifth place only.
    clock.heldFromMs = 0;
    const at = windowMiddle(5 * HOUR_MS);
    const pointed: Promise<unknown>[] = [];
    const pointAt = (offsetMs: number): AbortController => {
      const pointer = new AbortController();
      pointed.push(session.thumbnail(at + offsetMs, pointer.signal).catch(() => undefined));
      session.warm(at + offsetMs);
      return pointer;
    };
    for (let step = 0; step < 20; step += 1) {
      const pointer = pointAt(step * 100);
      if (step % 5 === 4) {
        await endDwells(clock);
        if (step === 14) await until(() => requests(src, `/${at}.ts`) === 1);
      }
      pointer.abort();
    }
    clock.heldFromMs = 1000;
    expectRight(await session.thumbnail(at + 3000, STAYING), at);
    await Promise.all(pointed);
    expect(pastRequests(src)).to.have.length(2);
  });

  it('returns a thumbnail that has been made without any wait', async () => {
    const clock = new SkippingClock();
    const session = await stage(ownStream(), clock);
    const at = windowMiddle(5 * HOUR_MS);
    const first = await session.thumbnail(at, STAYING);
    clock.heldFromMs = 0;
    const pointed = [0, 1000, 3999].map((offset) => session.thumbnail(at + offset, STAYING));
    expect(await Promise.all(pointed)).to.deep.equal([first, first, first]);
  });

  it('sends requests only for the last of many places, and rejects for the others', async () => {
    const src = ownStream();
    const session = await stage(src);
    const places = Array.from({ length: 100 }, (_, index) => windowMiddle((index + 10) * HOUR_MS));
    const pointed = places.map((at) => session.thumbnail(at, STAYING));
    const outcomes = await Promise.allSettled(pointed);
    expect(outcomes.filter(({ status }) => status === 'rejected')).to.have.length(99);
    const failure = (outcomes[0] as PromiseRejectedResult).reason as Error;
    expect(failure.name).to.equal('AbortError');
    expectRight(await pointed.at(-1)!, places.at(-1)!);
    expect(pastRequests(src)).to.have.length(2);
  });

  it('elsewhere aborts the requests for the place before', async () => {
    const src = ownStream('~bandwidth=20000');
    const session = await stage(ownStream());
    session.load(sourceOf({ strategy: 'windowed', src, request: { start: windowMiddle(HOUR_MS) } }), false);
    const [slow, other] = [windowMiddle(5 * HOUR_MS), windowMiddle(6 * HOUR_MS)];
    const first = rejectionOf(session.thumbnail(slow, STAYING));
    await until(() => requests(src, `/${slow}.ts`) === 1);
    const second = session.thumbnail(other, STAYING);
    expect(await first).to.have.property('name', 'AbortError');
    await until(() => sent.isAborted(`/${slow}.ts`));
    expectRight(await second, other);
    expect(sent.isAborted(`/${other}.ts`)).to.equal(false);
  });

  for (const what of ['the window', 'the segment'] as const) {
    it(`aborts ${what} that is being loaded when the pointer leaves`, async () => {
      const src = ownStream(what === 'the window' ? '~latency=400' : '~bandwidth=20000');
      const session = await stage(ownStream());
      session.load(sourceOf({ strategy: 'windowed', src, request: { start: windowMiddle(HOUR_MS) } }), false);
      const pointer = new AbortController();
      const at = windowMiddle(5 * HOUR_MS);
      const part = what === 'the window' ? 'vodend' : `/${at}.ts`;
      const before = requests(src, part);
      const thumbnail = rejectionOf(session.thumbnail(at, pointer.signal));
      await until(() => requests(src, part) > before && sent.of(src).at(-1)!.includes(part));
      pointer.abort();
      expect(await thumbnail).to.have.property('name', 'AbortError');
      await until(() => sent.isAborted(sent.of(src).findLast((url) => url.includes(part))!));
      expect(requests(src, `/${at}.ts`)).to.equal(what === 'the window' ? 0 : 1);
    });
  }

  it('sends no request when the pointer leaves at once', async () => {
    const src = ownStream();
    const session = await stage(src);
    const pointer = new AbortController();
    const left = rejectionOf(session.thumbnail(windowMiddle(5 * HOUR_MS), pointer.signal));
    pointer.abort();
    expect(await left).to.have.property('name', 'AbortError');
    // By the time that a later thumbnail is there, the first one would have been requested.
    const at = windowMiddle(6 * HOUR_MS);
    expectRight(await session.thumbnail(at, STAYING), at);
    expect(pastRequests(src)).to.have.length(2);
  });

  it('rejects when the source is unloaded, and closes all thumbnails', async () => {
    const src = ownStream('~latency=100');
    const session = await stage(src);
    const thumbnail = rejectionOf(session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING));
    const shown = await session.thumbnail(windowMiddle(HOUR_MS), STAYING);
    session.unload();
    expect(await thumbnail).to.have.property('name', 'AbortError');
    expect(shown!.bitmap.width, 'width of a closed bitmap').to.equal(0);
    expect(await session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING)).to.equal(null);
  });
});

describe('There is no thumbnail', () => {
  it('without WebCodecs, and no request is sent', async () => {
    const src = ownStream();
    const session = await stage(src);
    const decoder = Object.getOwnPropertyDescriptor(window, 'VideoDecoder')!;
    Reflect.deleteProperty(window, 'VideoDecoder');
    try {
      expect(await session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING)).to.equal(null);
    } finally {
      Object.defineProperty(window, 'VideoDecoder', decoder);
    }
    expect(pastRequests(src)).to.be.empty;
  });

  for (const damage of ['garbled', 'html', 'empty', '503', '404', 'drop']) {
    it(`of a segment that fails: ${damage}`, async () => {
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

  it('where the playlist cannot be loaded', async () => {
    const session = await stage(ownStream());
    session.authorize = (url, kind) => (kind === 'playlist' ? new URL('/nowhere', url) : url);
    expect(await session.thumbnail(windowMiddle(5 * HOUR_MS), STAYING)).to.equal(null);
  });

  it('of the live edge, if the playlist does not hold it', async () => {
    const session = await stage(ownStream());
    expect(await session.thumbnail(Date.now(), STAYING)).to.equal(null);
  });

  it('with the direct strategy', async () => {
    const session = stageSession({ strategy: 'direct', src: ownStream() });
    await untilLanded(session);
    expect(await session.thumbnail(windowMiddle(HOUR_MS), STAYING)).to.equal(null);
  });

  it('without a source; and an invalid date is refused', async () => {
    const session = stageSession({ strategy: 'windowed', src: ownStream() });
    expect(await rejectionOf(session.thumbnail(NaN, STAYING))).to.have.property('code', 'invalid-request');
    session.unload();
    expect(await session.thumbnail(Date.now(), STAYING)).to.equal(null);
  });

  const at = windowMiddle(HOUR_MS);
  const key = { format: 'identity', tag: '#EXT-X-KEY:METHOD=AES-128,URI="https://keys.invalid/1"' };
  const unreadable: [what: string, of: Partial<TimedSegment>][] = [
    ['of an encrypted segment', { keys: [key] }],
    ['of a fragmented MP4 segment', { map: { tag: '#EXT-X-MAP:URI="init.mp4"', keys: [] } }],
    ['of a segment that is a part of a file', { byteRange: { offsetBytes: 0, lengthBytes: 1000 } }],
    ['of a gap', { isGap: true }],
  ];
  for (const [what, changes] of unreadable) {
    it(`${what}, and no request is sent`, async () => {
      const src = ownStream();
      const whole = datedSegment(at, new URL(segmentOf(src, at), document.baseURI).href);
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
        onTimeShift: () => undefined,
        encoderOffset: () => 0,
        onEncoderOffset: () => undefined,
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

/** An authorize callback that replaces the segments of one stream by those of another. */
const segmentsOf = (one: string, other: string) => (url: URL, kind: string) =>
  kind === 'segment' ? new URL(url.pathname.replace(stem(one), stem(other)), url) : url;

const stem = (src: string) => src.replace('.m3u8', '');

/** Ends the waits for the pointers that rest now, and lets the requests begin that follow. */
async function endDwells(clock: SkippingClock): Promise<void> {
  while ((clock.nextWaitMs ?? Infinity) <= DWELL_MS) clock.skipToNextWait();
  await new Promise((resolve) => setTimeout(resolve));
}
