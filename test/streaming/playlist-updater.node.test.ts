import { expect } from 'chai';
import { afterEach, describe, it } from 'node:test';
import {
  EndlessPlaylist,
  RecordedRanges,
  TimeShiftError,
  type PlaybackRequest,
  type TimedSegment,
  type TimeRange,
  type UnixMs,
  type Variant,
} from '../../src/core/index.ts';
import { PlaylistUpdater } from '../../src/streaming/playlist-updater.ts';
import type { LivePlaylist, LoadedWindow } from '../../src/streaming/window-loader.ts';
import { ManualClock } from '../manual-clock.ts';
import { datedSegment } from './dated-segment.ts';

/** The start of a window. */
const W = Date.parse('2026-03-10T12:00:00Z');
const MINUTE_MS = 60_000;
/** An instant in minutes after W, and the minutes of an instant. */
const minute = (minutes: number): UnixMs => W + minutes * MINUTE_MS;
const minutesOf = (at: UnixMs | null): number | null => at && (at - W) / MINUTE_MS;

const offline = new TimeShiftError('network', 'The server cannot be reached.');
const notLive = new TimeShiftError('not-recorded', 'Nothing is live there.');

interface Scene {
  /** The server's time. */
  readonly now?: UnixMs;
  /** What the playlist holds at the beginning. */
  readonly listed?: TimeRange;
  /** The instant of the picture; null while there is none. */
  readonly at?: UnixMs | null;
  readonly segmentMs?: number;
  readonly holes?: readonly TimeRange[];
}

const started: PlaylistUpdater[] = [];

/** An updater with a playlist, and a server that has recorded everything up to now except holes. */
class Stage {
  readonly clock: ManualClock;
  playlist: EndlessPlaylist;
  at: UnixMs | null;
  variant: Variant | null = null;
  isIdle = false;
  /** The holes that the encoder leaves; a test may change them. */
  holes: readonly TimeRange[];
  /** The failures of the next requests. */
  readonly failures: unknown[] = [];
  /** The windows that were requested, in minutes after W, or `live`. */
  readonly requests: (number | 'live')[] = [];
  readonly received: { before: readonly TimedSegment[]; variant: Variant | null }[] = [];
  onRequest: () => void = () => undefined;
  readonly updates: EndlessPlaylist[] = [];
  readonly warnings: TimeShiftError[] = [];
  readonly silences: (UnixMs | null)[] = [];
  readonly updater: PlaylistUpdater;
  /** How many segments the live playlist holds. */
  liveSegments = 6;
  /** What the timeline says. */
  recorded = RecordedRanges.empty;
  /** The playlists whose times have been corrected. */
  readonly corrections: EndlessPlaylist[] = [];
  /** What the live playlist states; by default the duration of a segment. */
  targetDurationMs: number | null = null;
  /** Whether there is no live playlist now. */
  isGone = (): boolean => false;
  /** Whether the server answers a request that was aborted as well: the window may have been kept. */
  answersAborted = false;
  readonly #segmentMs: number;

  constructor({
    now = minute(24 * 60),
    listed = { start: W, end: minute(10) },
    at = listed.start,
    segmentMs = 4000,
    holes = [],
  }: Scene = {}) {
    this.clock = new ManualClock(now);
    this.#segmentMs = segmentMs;
    this.holes = holes;
    this.at = at;
    this.playlist = EndlessPlaylist.empty.append(this.#segments(listed));
    const loader = {
      load: (...args: Parameters<Stage['load']>) => this.load(...args),
      loadLive: (...args: Parameters<Stage['loadLive']>) => this.loadLive(...args),
    };
    this.updater = new PlaylistUpdater(loader, {
      clock: this.clock,
      serverNow: this.clock.now,
      currentInstant: () => this.at,
      playlist: () => this.playlist,
      variant: () => this.variant,
      recorded: () => this.recorded,
      onUpdate: (playlist) => {
        this.updates.push(playlist);
        this.playlist = playlist;
      },
      onCorrect: (playlist) => {
        this.corrections.push(playlist);
        this.playlist = playlist;
      },
      onWarning: (error) => this.warnings.push(error),
      onSilence: (since) => this.silences.push(since),
      isIdle: () => this.isIdle,
    });
  }

  start(request: PlaybackRequest = {}): this {
    started.push(this.updater);
    this.updater.start(request);
    return this;
  }

  get end(): UnixMs {
    return this.playlist.end ?? NaN;
  }

  /** Lets time pass while the picture stays two segments behind the end of the playlist. */
  async playNearTheEnd(ms: number): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += 500) {
      this.at = this.end - 8000;
      await this.clock.advance(500);
    }
  }

  /** As the window loader does: with a margin, up to what is listed now. */
  async load(
    window: TimeRange,
    before: readonly TimedSegment[],
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<LoadedWindow> {
    await this.#receive(minutesOf(window.start)!, { before, variant }, signal);
    const asked = { start: window.start - 20_000, end: Math.min(window.end + 20_000, this.clock.now()) };
    const isSettled = window.end + 80_000 <= this.clock.now();
    return {
      segments: this.#segments(asked),
      completeUntil: isSettled ? window.end : asked.end - 20_000,
    };
  }

  async loadLive(
    before: readonly TimedSegment[],
    variant: Variant | null,
    signal: AbortSignal,
  ): Promise<LivePlaylist> {
    await this.#receive('live', { before, variant }, signal);
    if (this.isGone()) throw notLive;
    const recent = this.#segments({ start: this.clock.now() - 60 * MINUTE_MS, end: this.clock.now() });
    const first = Math.max(recent.length - this.liveSegments, 0);
    return { segments: recent.slice(first), targetDurationMs: this.targetDurationMs ?? this.#segmentMs };
  }

  async #receive(
    what: number | 'live',
    received: (typeof this.received)[number],
    signal: AbortSignal,
  ): Promise<void> {
    this.requests.push(what);
    this.received.push(received);
    this.onRequest();
    await Promise.resolve();
    if (!this.answersAborted) signal.throwIfAborted();
    const failure = this.failures.shift();
    if (failure) throw failure as Error;
  }

  /** The segments that begin in a range, and are complete by now. */
  #segments(range: TimeRange): TimedSegment[] {
    const [ms, segments]: [number, TimedSegment[]] = [this.#segmentMs, []];
    const end = Math.min(range.end, this.clock.now() - ms + 1);
    for (let start = Math.ceil(range.start / ms) * ms; start < end; start += ms) {
      const isInHole = this.holes.some((hole) => start < hole.end && start + ms > hole.start);
      if (!isInHole)
        segments.push(
          segmentAt(
            start,
            ms,
            this.holes.some((hole) => hole.end === start),
          ),
        );
    }
    return segments;
  }
}

const segmentAt = (start: UnixMs, durationMs: number, isDiscontinuity: boolean): TimedSegment =>
  datedSegment(start, `https://live.example/app/${start}.ts`, { durationMs, isDiscontinuity });

afterEach(() => started.splice(0).forEach((updater) => updater.stop()));

describe('PlaylistUpdater', () => {
  describe('extends the playlist ahead of the picture', () => {
    it('by the next window when less than a minute is left, and looks every 500 ms', async () => {
      const stage = new Stage({ at: minute(9) - 1 }).start();
      await stage.clock.advance(1499);
      expect(stage.requests).to.deep.equal([]);
      stage.at = minute(9);
      await stage.clock.advance(1);
      expect(stage.requests).to.deep.equal([10]);
      expect(minutesOf(stage.end)).to.be.closeTo(20 + 1 / 3, 0.01);
      await stage.clock.advance(10_000);
      expect(stage.requests, 'enough is there again').to.deep.equal([10]);
    });

    it('by the window after the end that the playlist has by then', async () => {
      const stage = new Stage({ at: minute(9.5) }).start();
      const { playlist } = new Stage({ listed: { start: W, end: minute(20) } });
      stage.playlist = playlist;
      stage.at = minute(19.5);
      await stage.clock.advance(500);
      expect(stage.requests).to.deep.equal([20]);
    });

    it('also while there is no picture, by one window', async () => {
      const stage = new Stage({ at: null }).start();
      await stage.clock.advance(500);
      expect(stage.requests).to.deep.equal([10]);
    });

    it('by windows across a hole, until something is recorded', async () => {
      const holes = [{ start: minute(10), end: minute(35) }];
      const stage = new Stage({ at: minute(9.5), holes }).start();
      await stage.clock.advance(2000);
      expect(stage.requests).to.deep.equal([10, 20, 30]);
      expect(minutesOf(stage.playlist.ranges().at(-1)!.start)).to.equal(35);
      expect(stage.silences, 'a hole in the past is no silence').to.deep.equal([null]);
    });

    it('with the variant of the moment, and with the segments that the window may continue', async () => {
      const stage = new Stage({ at: minute(9.5) });
      const before = stage.playlist.segments;
      stage.variant = { url: 'low.m3u8', bandwidth: 1, resolution: null, codecs: null };
      stage.start();
      await stage.clock.advance(500);
      expect(stage.received).to.deep.equal([{ before, variant: stage.variant }]);
    });
  });

  describe('ends', () => {
    it('at a vodEnd: the playlist is cut there and marked as ended, and nothing waits any more', async () => {
      const stage = new Stage({ at: minute(9.5) }).start({ vodEnd: minute(15) });
      await stage.clock.advance(5000);
      expect(stage.requests).to.deep.equal([10]);
      expect([minutesOf(stage.end), stage.playlist.isEnded]).to.deep.equal([15, true]);
      expect(stage.clock.nextWaitMs).to.equal(null);
    });

    it('at a vodEnd in a hole, when all windows up to there have been read', async () => {
      const holes = [{ start: minute(10), end: minute(40) }];
      const stage = new Stage({ at: minute(9.5), holes }).start({ vodEnd: minute(25) });
      await stage.clock.advance(5000);
      expect(stage.requests).to.deep.equal([10, 20]);
      expect([minutesOf(stage.end), stage.playlist.isEnded]).to.deep.equal([10, true]);
    });

    it('at an end: the playlist is neither cut nor marked, because the wall clock ends playback', async () => {
      const stage = new Stage({ at: minute(9.5) }).start({ end: minute(15) });
      await stage.clock.advance(5000);
      expect(stage.requests).to.deep.equal([10]);
      expect(minutesOf(stage.end)).to.be.above(20);
      expect([stage.playlist.isEnded, stage.clock.nextWaitMs]).to.deep.equal([false, null]);
    });

    it('at once where the playlist holds everything already', async () => {
      const stage = new Stage().start({ vodEnd: minute(10) });
      await stage.clock.advance(500);
      expect([stage.requests, stage.playlist.isEnded]).to.deep.equal([[], true]);
    });
  });

  describe('near the live edge', () => {
    /** The playlist ends half a minute ago, in the middle of a window. */
    const LIVE: Scene = {
      now: minute(5.5),
      listed: { start: minute(4), end: minute(5) },
      at: minute(4.9),
    };

    const rows: [what: string, behindMs: number, request: number | 'live'][] = [
      ['reads a window for what is more than a minute old', 60_001, 0],
      ['reads the live playlist for what is a minute old', 60_000, 'live'],
    ];
    for (const [what, behindMs, request] of rows) {
      it(what, async () => {
        const stage = new Stage({ ...LIVE, now: minute(5) + behindMs - 500 }).start();
        await stage.clock.advance(500);
        expect(stage.requests[0]).to.equal(request);
      });
    }

    it('polls the live playlist after a segment, or half of one where nothing is new (case 30)', async () => {
      const stage = new Stage({ ...LIVE, now: minute(5) + 1000 }).start();
      const polledMs: number[] = [];
      stage.onRequest = () => polledMs.push(stage.clock.now() - minute(5));
      await stage.clock.advance(15_500);
      // The first segment of 4 s is listed when it is complete, at 4000.
      expect(polledMs).to.deep.equal([1500, 3500, 5500, 9500, 13_500]);
    });

    it('does not wait longer than a segment where the server states a longer target duration', async () => {
      const stage = new Stage({ ...LIVE, now: minute(5) + 4000 });
      stage.targetDurationMs = 12_000;
      stage.start();
      await stage.clock.advance(500);
      const before = stage.requests.length;
      await stage.clock.advance(4000);
      expect(stage.requests.slice(before)).to.deep.equal(['live']);
    });

    it('asks at most 17 times a minute about segments of 4 s, whether any come or not (case 30)', async () => {
      const away = [{ start: minute(5.5), end: minute(7.5) }];
      const stage = new Stage({ ...LIVE, now: minute(5) + 4000, holes: away }).start();
      await stage.clock.advance(500);
      for (const what of ['playing', 'the first minute of silence', 'silence', 'back']) {
        stage.requests.length = 0;
        await stage.playNearTheEnd(MINUTE_MS);
        expect(stage.requests.length, what).to.be.within(8, 17);
      }
      expect(minutesOf(stage.end)).to.be.closeTo(minutesOf(stage.clock.now())!, 0.15);
    });

    describe('while nobody watches (case 30)', () => {
      const idle = () => {
        const stage = new Stage({ ...LIVE, now: minute(5) + 4000 }).start();
        stage.isIdle = true;
        return stage;
      };

      it('polls the live playlist at most four times a minute, and leaves nothing out', async () => {
        const stage = idle();
        await stage.clock.advance(500);
        for (let minutes = 0; minutes < 3; minutes += 1) {
          stage.requests.length = 0;
          await stage.playNearTheEnd(MINUTE_MS);
          expect(stage.requests.filter((what) => what === 'live').length).to.be.within(3, 4);
        }
        expect(stage.playlist.ranges()).to.have.length(1);
      });

      it('polls at once when somebody watches again', async () => {
        const stage = idle();
        await stage.clock.advance(500);
        const before = stage.requests.length;
        await stage.clock.advance(8000);
        expect(stage.requests).to.have.length(before);
        stage.isIdle = false;
        await stage.clock.advance(500);
        expect(stage.requests).to.have.length(before + 1);
      });

      it('fills what the live playlist has dropped between two polls', async () => {
        const stage = idle();
        stage.liveSegments = 2;
        await stage.clock.advance(500 + 2 * 16_500);
        expect(stage.playlist.ranges()).to.have.length(1);
        expect(stage.clock.now() - stage.end).to.be.below(16_000 + 4000);
      });

      it('extends the playlist three minutes ahead, because a hidden page may look once a minute', async () => {
        const stage = new Stage({ at: minute(7) - 1 }).start();
        stage.isIdle = true;
        await stage.clock.advance(1000);
        expect(stage.requests).to.deep.equal([]);
        stage.at = minute(7);
        await stage.clock.advance(500);
        expect(stage.requests).to.deep.equal([10]);
      });
    });

    it('goes on after hours in which a hidden page had no time', async () => {
      const stage = new Stage({ ...LIVE, now: minute(5) + 4000 }).start();
      await stage.clock.advance(5000);
      stage.clock.sleep(3 * 60 * MINUTE_MS);
      await stage.playNearTheEnd(20_000);
      expect(stage.playlist.ranges()).to.have.length(1);
      expect(stage.clock.now() - stage.end).to.be.below(8000);
    });

    it('adds each new segment when it is listed', async () => {
      const stage = new Stage({
        ...LIVE,
        now: minute(5) + 4000,
        listed: { start: minute(4), end: minute(5) },
      });
      stage.start();
      for (let round = 0; round < 8; round += 1) {
        await stage.clock.advance(2500);
        const listed = Math.floor(stage.clock.now() / 4000) * 4000;
        expect(stage.end).to.be.within(listed - 4000, listed);
      }
      expect(new Set(stage.requests)).to.deep.equal(new Set(['live']));
    });

    it('fills what the live playlist does not hold any more from windows, and nothing twice', async () => {
      const listed = { start: minute(8), end: minute(9) };
      const stage = new Stage({ now: minute(10) - 500, listed, at: minute(8.9) });
      stage.liveSegments = 3;
      stage.start();
      await stage.clock.advance(500);
      expect(stage.requests).to.deep.equal(['live', 0]);
      expect(stage.playlist.ranges()).to.deep.equal([{ start: minute(8), end: minute(10) }]);
      expect(stage.playlist.segments).to.have.length(30);
    });

    it('fills from several windows where the missing time crosses their edges', async () => {
      const listed = { start: minute(8), end: minute(9.5) };
      const stage = new Stage({ now: minute(10.25) - 500, listed, at: minute(9.4) });
      stage.liveSegments = 1;
      stage.start();
      await stage.clock.advance(500);
      expect(stage.requests).to.deep.equal(['live', 0, 10]);
      expect(minutesOf(stage.playlist.ranges()[0]!.end)).to.be.closeTo(10.25, 0.07);
    });

    for (const [where, liveSegments] of [
      ['before the end of the playlist', 6],
      ['exactly there', 2],
    ] as const) {
      it(`does not fill from a window where nothing is missing, if the live playlist begins ${where}`, async () => {
        const stage = new Stage({ ...LIVE, now: minute(5) + 7500 });
        stage.liveSegments = liveSegments;
        stage.start();
        await stage.clock.advance(500);
        expect(stage.requests).to.deep.equal(['live']);
        expect(stage.playlist.ranges()).to.deep.equal([{ start: minute(4), end: minute(5) + 8000 }]);
      });
    }

    it('does not fill from the window in which the live playlist begins, if it begins at its edge', async () => {
      const listed = { start: minute(8), end: minute(9.5) };
      const stage = new Stage({ now: minute(10) + 3500, listed, at: minute(9.4) });
      stage.liveSegments = 1;
      stage.start();
      await stage.clock.advance(500);
      expect(stage.requests).to.deep.equal(['live', 0]);
      expect(stage.playlist.ranges()).to.deep.equal([{ start: minute(8), end: minute(10) + 4000 }]);
    });

    it('cuts live segments at a vodEnd', async () => {
      const stage = new Stage({ ...LIVE, now: minute(5) + 15_500 }).start({ vodEnd: minute(5) + 8000 });
      await stage.clock.advance(5000);
      expect([stage.end - minute(5), stage.playlist.isEnded]).to.deep.equal([8000, true]);
    });

    it('reads the window instead where nothing is live, and looks again after half a segment', async () => {
      const stage = new Stage(LIVE);
      stage.failures.push(notLive);
      stage.start();
      await stage.clock.advance(500);
      expect(stage.requests).to.deep.equal(['live', 0]);
      expect(stage.warnings).to.deep.equal([]);
      await stage.clock.advance(1999);
      expect(stage.requests).to.have.length(2);
      await stage.clock.advance(1);
      expect(stage.requests.slice(2)).to.deep.equal(['live']);
    });

    it('waits for hours where nothing is live, and plays the new publish (case 28)', async () => {
      const stage = new Stage({ ...LIVE, now: minute(5) + 4000 });
      const back = minute(5) + 5 * 60 * MINUTE_MS;
      stage.holes = [{ start: minute(5) + 8000, end: back }];
      stage.isGone = () => stage.clock.now() < back + 4000 && stage.clock.now() > minute(5) + 12_000;
      stage.start();
      await stage.clock.advance(20_000);
      expect(stage.silences.at(-1)).to.equal(minute(5) + 8000);
      stage.requests.length = 0;
      const from = stage.clock.now();
      await stage.clock.advance(back - from);
      const minutes = (back - from) / MINUTE_MS;
      expect(stage.requests.length / minutes, 'requests a minute').to.be.within(8, 15);
      await stage.clock.advance(10_000);
      expect([stage.silences.at(-1), stage.warnings]).to.deep.equal([null, []]);
      expect(stage.playlist.ranges().at(-1)!.start).to.equal(back);
      expect(stage.playlist.segments.find(({ start }) => start === back)?.isDiscontinuity).to.equal(true);
    });
  });

  describe('reports silence', () => {
    const rows: [what: string, segmentMs: number, silentAfterMs: number][] = [
      ['of segments of 4 s, more than three segments after the end', 4000, 12_000],
      ['of segments of a second, more than five seconds after the end', 1000, 5000],
    ];
    for (const [what, segmentMs, silentAfterMs] of rows) {
      it(what, async () => {
        const end = minute(5);
        const stage = new Stage({
          now: end + 1000,
          listed: { start: minute(4), end },
          at: minute(4.9),
          segmentMs,
          holes: [{ start: end, end: minute(100) }],
        }).start();
        for (let ms = 1500; ms <= silentAfterMs; ms += 500) {
          await stage.clock.advance(500);
          expect(stage.silences, `${ms} ms after the end`).to.deep.equal([]);
        }
        // Until the next look at the playlist.
        await stage.clock.advance(500 + segmentMs / 2);
        expect(stage.silences.at(-1)).to.equal(end);
      });
    }

    it('more than three of the last segments after the end, however long those before are', async () => {
      const end = minute(5);
      const stage = new Stage({
        now: end + 1000,
        at: minute(4.9),
        holes: [{ start: end, end: minute(100) }],
      });
      const short = [22, 18, 14].map((seconds) => segmentAt(end - seconds * 1000, 4000, false));
      stage.playlist = EndlessPlaylist.empty.append([...short, segmentAt(end - 10_000, 10_000, false)]);
      stage.start();
      await stage.clock.advance(29_000);
      expect(stage.silences).to.deep.equal([]);
      await stage.clock.advance(5000);
      expect(stage.silences.at(-1)).to.equal(end);
    });

    it('also where the live playlist is empty', async () => {
      const end = minute(5);
      const holes = [{ start: end, end: minute(100) }];
      const listed = { start: minute(4), end };
      const stage = new Stage({ now: end + 12_000, listed, at: minute(4.9), holes });
      stage.liveSegments = 0;
      stage.start();
      await stage.clock.advance(500);
      expect([stage.requests, stage.silences]).to.deep.equal([['live'], [end]]);
    });

    it('also where the live playlist is not there, and takes it back when segments come again', async () => {
      const end = minute(5);
      const stage = new Stage({
        now: end + 12_000,
        listed: { start: minute(4), end },
        at: minute(4.9),
        holes: [{ start: end, end: end + 20_000 }],
      });
      stage.failures.push(notLive, undefined);
      stage.start();
      await stage.clock.advance(500);
      expect([stage.requests, stage.silences]).to.deep.equal([['live', 0], [end]]);
      await stage.clock.advance(20_000);
      expect(stage.silences.at(-1)).to.equal(null);
      expect(stage.playlist.ranges()).to.deep.equal([
        { start: minute(4), end },
        { start: end + 20_000, end: stage.end },
      ]);
    });

    it('never where an old window adds nothing', async () => {
      const holes = [{ start: minute(10), end: minute(60) }];
      const stage = new Stage({ now: minute(120), at: minute(9.5), holes }).start();
      await stage.clock.advance(1500);
      expect([stage.requests, stage.silences]).to.deep.equal([[10, 20, 30], []]);
    });
  });

  describe('drops segments', () => {
    const listed = { start: minute(-100), end: minute(10) };

    it('that ended more than 90 minutes before the picture, when it extends the playlist', async () => {
      const stage = new Stage({ listed, at: minute(9.5) }).start();
      await stage.clock.advance(500);
      const { start } = stage.playlist;
      expect(start).to.be.within(minute(9.5 - 90) - 4000, minute(9.5 - 90));
    });

    it('not while there is no picture', async () => {
      const stage = new Stage({ listed, at: null }).start();
      await stage.clock.advance(500);
      expect(minutesOf(stage.playlist.start)).to.equal(-100);
      expect(minutesOf(stage.end)).to.be.above(20);
    });
  });

  describe('after a failure', () => {
    it('waits 1, 2, 4, 8, 8 s, and warns once until a request succeeds', async () => {
      const stage = new Stage({ at: minute(9.5) });
      stage.failures.push(...Array<unknown>(5).fill(offline));
      stage.start();
      await stage.clock.advance(500);
      for (const [index, waitMs] of [1000, 2000, 4000, 8000, 8000].entries()) {
        expect([stage.requests.length, stage.clock.nextWaitMs]).to.deep.equal([index + 1, waitMs]);
        await stage.clock.advance(waitMs);
      }
      expect([stage.requests.length, stage.clock.nextWaitMs]).to.deep.equal([6, 500]);
      expect([stage.updates.length, stage.warnings]).to.deep.equal([1, [offline]]);
    });

    it('warns again after a success', async () => {
      const holes = [{ start: minute(10), end: minute(60) }];
      const stage = new Stage({ at: minute(9.5), holes });
      stage.failures.push(offline, undefined, offline);
      stage.start();
      await stage.clock.advance(2000);
      expect([stage.requests, stage.warnings]).to.deep.equal([
        [10, 10, 20],
        [offline, offline],
      ]);
    });

    it('of the live playlist retries as well', async () => {
      const stage = new Stage({ now: minute(10.4), at: minute(9.5) });
      stage.failures.push(offline);
      stage.start();
      await stage.clock.advance(500);
      expect([stage.requests, stage.warnings]).to.deep.equal([['live'], [offline]]);
      await stage.clock.advance(1000);
      expect(stage.requests.slice(1, 2)).to.deep.equal(['live']);
    });

    it('that is a bug retries without a warning', async () => {
      const stage = new Stage({ at: minute(9.5) });
      stage.failures.push(new RangeError('a bug'));
      stage.start();
      await stage.clock.advance(1500);
      expect([stage.requests, stage.warnings, stage.updates.length]).to.deep.equal([[10, 10], [], 1]);
    });
  });

  describe('stop', () => {
    it('ends all waits and ignores the answer to a pending request', async () => {
      const stage = new Stage({ at: minute(9.5) }).start();
      stage.onRequest = () => stage.updater.stop();
      await stage.clock.advance(500);
      expect(stage.requests).to.deep.equal([10]);
      expect([stage.updates, stage.clock.nextWaitMs]).to.deep.equal([[], null]);
    });

    for (const [what, failures] of [
      ['the answer', []],
      ['the failure', [offline]],
    ] as const) {
      it(`ignores ${what} that comes although the request was aborted`, async () => {
        const stage = new Stage({ at: minute(9.5) }).start();
        stage.answersAborted = true;
        stage.failures.push(...failures);
        stage.onRequest = () => stage.updater.stop();
        await stage.clock.advance(500);
        expect(stage.requests).to.deep.equal([10]);
        expect([stage.updates, stage.warnings, stage.clock.nextWaitMs]).to.deep.equal([[], [], null]);
      });
    }

    it('is what a new start does first', async () => {
      const stage = new Stage({ at: minute(9.5) })
        .start({ vodEnd: minute(10) })
        .start({ vodEnd: minute(12) });
      expect(stage.clock.waitsMs).to.deep.equal([500]);
      await stage.clock.advance(1000);
      expect([minutesOf(stage.end), stage.playlist.isEnded]).to.deep.equal([12, true]);
    });
  });
});
