import { expect } from 'chai';
import { afterEach, describe, it } from 'node:test';
import {
  DEFAULT_ENCODING,
  EndlessPlaylist,
  RecordedRanges,
  TimeShiftError,
  type TimeRange,
  type UnixMs,
} from '../../src/core/index.ts';
import { PlaylistUpdater } from '../../src/streaming/playlist-updater.ts';
import { WindowLoader } from '../../src/streaming/window-loader.ts';
import { ManualClock } from '../manual-clock.ts';
import {
  mediaPlaylist,
  PlaylistServer,
  SEGMENT_MS,
  SRC,
  startsBetween,
  type PlaylistAnswer,
  type PlaylistRequest,
} from './playlist-server.ts';
import { datedSegment } from './dated-segment.ts';

const START = Date.parse('2026-03-10T12:03:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const stages: Stage[] = [];

/** Live playback on a computer whose clock stands still while it sleeps. The server records everything. */
class Stage {
  readonly clock = new ManualClock(START);
  playlist = EndlessPlaylist.empty;
  sleptMs = 0;
  encoderOffsetMs = 0;
  readonly updater: PlaylistUpdater;

  /** @param liveSegments how many segments the live playlist holds */
  constructor(private readonly liveSegments: number) {
    const serverNow = () => this.clock.now();
    const loader = new WindowLoader({
      source: { src: SRC, request: {}, encoding: DEFAULT_ENCODING, retentionMs: DAY_MS },
      fetcher: new PlaylistServer((request) => this.#answer(request)),
      serverNow,
      isClockSet: () => true,
      recorded: () => RecordedRanges.empty,
      onVariants: () => undefined,
      onTimeShift: () => undefined,
      clock: this.clock,
      encoderOffset: () => this.encoderOffsetMs,
      onEncoderOffset: (offsetMs) => (this.encoderOffsetMs = offsetMs),
    });
    this.updater = new PlaylistUpdater(loader, {
      clock: this.clock,
      serverNow,
      currentInstant: () => (this.playlist.end ?? START) - 2 * SEGMENT_MS,
      playlist: () => this.playlist,
      variant: () => null,
      recorded: () => RecordedRanges.empty,
      onUpdate: (playlist) => (this.playlist = playlist),
      onCorrect: (playlist) => (this.playlist = playlist),
      onWarning: () => undefined,
      onSilence: () => undefined,
      isIdle: () => false,
    });
    stages.push(this);
  }

  get now(): UnixMs {
    return this.clock.now() + this.sleptMs;
  }

  /** Only segments that are complete are listed, and nothing is known of the future. */
  #answer({ start, vodEnd }: PlaylistRequest): PlaylistAnswer {
    const edge = Math.floor(this.now / SEGMENT_MS) * SEGMENT_MS;
    if (start === undefined) {
      return mediaPlaylist({
        starts: startsBetween(edge - this.liveSegments * SEGMENT_MS, edge),
        isEnded: false,
      });
    }
    if (start >= this.now) return new TimeShiftError('not-recorded', 'Nothing is recorded there (404).');
    return mediaPlaylist({ starts: startsBetween(start, Math.min(vodEnd ?? edge, edge)) });
  }
}

afterEach(() => stages.splice(0).forEach(({ updater }) => updater.stop()));

describe('After the computer has slept, with clocks that stood still meanwhile (case 41),', () => {
  const rows: [what: string, liveSegments: number, sleptMs: number][] = [
    ['40 s', 6, 40_000],
    ['40 s, where the live playlist is short', 1, 40_000],
    ['a minute and a half, over the edge of a window', 6, 90_000],
    ['two hours', 6, 120 * MINUTE_MS],
  ];
  for (const [what, liveSegments, sleptMs] of rows) {
    it(`nothing is left out of ${what}`, async () => {
      const stage = new Stage(liveSegments);
      // Near the edge of a window.
      await stage.clock.advance(6 * MINUTE_MS);
      const listed = { start: START + 6 * MINUTE_MS - 30_000, end: START + 6 * MINUTE_MS };
      stage.playlist = stage.playlist.append(listOf(listed));
      stage.updater.start({});
      await stage.clock.advance(10_000);
      expect(stage.now - (stage.playlist.end ?? 0)).to.be.below(10_000);
      stage.sleptMs = sleptMs;
      for (let seconds = 0; seconds < 12; seconds += 1) {
        await stage.clock.advance(1000);
        // What the loader imports on demand has been imported then, too.
        await import('../../src/streaming/encoder-clock.ts');
      }
      expect(stage.playlist.ranges()).to.have.length(1);
      expect(stage.playlist.segments.some(({ isDiscontinuity }) => isDiscontinuity)).to.equal(false);
      expect(stage.now - (stage.playlist.end ?? 0)).to.be.below(10_000);
    });
  }
});

/** The segments of a range, as the server lists them. */
const listOf = ({ start, end }: TimeRange) =>
  startsBetween(Math.ceil(start / SEGMENT_MS) * SEGMENT_MS, end - SEGMENT_MS + 1).map((at) =>
    datedSegment(at, new URL(`${at}.ts`, SRC).href),
  );
