import { expect } from 'chai';
import { correctTimes } from '../../../src/core/hls/correct-times.ts';
import { areDurationsWrong, datedSegments } from '../../../src/core/hls/date-segments.ts';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import type { TimedSegment } from '../../../src/core/hls/segment.ts';
import type { TimeRange } from '../../../src/core/time/time-range.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { SloppyServer, worstMs, type SloppyScene } from './sloppy-server.ts';

const MINUTE_MS = 60_000;
/** The starts of windows that lie differently to segments of 3.6 s. */
const WINDOWS = [0, 10, 20].map((minutes) => Date.parse('2026-11-29T21:00:00Z') + minutes * MINUTE_MS);

const askedAt = (window: number): TimeRange => ({
  start: window - 20_000,
  end: window + 10 * MINUTE_MS + 20_000,
});

/** Reads consecutive windows, as the player does, and corrects the times after each of them. */
function readWindows(server: SloppyServer, first: number, count: number, recorded: RecordedRanges) {
  let list = EndlessPlaylist.empty;
  for (let index = 0; index < count; index += 1) {
    const asked = askedAt(first + index * 10 * MINUTE_MS);
    const segments = timeSegments(server.answer(asked), { asked, recorded, before: list.segments });
    list = list.append(segments);
    list = list.corrected(correctTimes(list.segments, recorded));
  }
  return list;
}

const accuracyMsOf = (segments: readonly TimedSegment[]): number =>
  Math.max(...segments.map(({ accuracyMs }) => accuracyMs));

for (const dates of ['all', 'first', 'none'] as const) {
  for (const [statedS, segmentMs] of [
    [4, 3600],
    [4, 4400],
    [4, 4000],
    [3.84, 3840],
  ] as const) {
    describe(`Segments of ${segmentMs} ms that the playlist states as ${statedS} s, dates on: ${dates},`, () => {
      const server = new SloppyServer({ segmentMs, statedS, dates });
      const timeline = server.timeline({
        start: WINDOWS[0]! - 60 * MINUTE_MS,
        end: WINDOWS[0]! + 180 * MINUTE_MS,
      });

      it('are right to a second where the timeline is known, after a hundred minutes too', () => {
        for (const window of WINDOWS) {
          const { segments } = readWindows(server, window, 10, timeline);
          expect(segments).to.have.length(
            server.startsIn({ ...askedAt(window), end: window + 100 * MINUTE_MS + 20_000 }).length,
          );
          expect(worstMs(segments)).to.be.at.most(1000);
        }
      });

      it('are one range without a hole', () => {
        for (const window of WINDOWS) {
          expect(readWindows(server, window, 3, timeline).ranges()).to.have.length(1);
        }
      });

      it('have the durations that they have, to a hundredth', () => {
        const { segments } = readWindows(server, WINDOWS[0]!, 2, timeline);
        for (const { durationMs } of segments) {
          expect(durationMs / segmentMs).to.be.closeTo(1, 0.01);
        }
      });

      it('are told to be as wrong as they are, where the timeline is not known', () => {
        // Without a date and a timeline, longer durations look like a hole, which nothing tells apart.
        if (dates !== 'all' && segmentMs > statedS * 1000) return;
        for (const window of WINDOWS) {
          const { segments } = readWindows(server, window, 10, RecordedRanges.empty);
          for (const segment of segments) {
            expect(worstMs([segment])).to.be.at.most(segment.accuracyMs + 200);
          }
        }
      });

      it('are told anew as soon as the timeline is known', () => {
        for (const window of WINDOWS) {
          const { segments } = readWindows(server, window, 2, RecordedRanges.empty);
          const corrected = correctTimes(segments, timeline);
          expect(worstMs(corrected)).to.be.at.most(1000);
          expect(accuracyMsOf(corrected)).to.be.at.most(accuracyMsOf(segments));
          expect(corrected.map(({ url }) => url)).to.deep.equal(segments.map(({ url }) => url));
          expect(corrected.map((each) => each.isDiscontinuity)).to.deep.equal(
            segments.map((each) => each.isDiscontinuity),
          );
        }
      });
    });
  }
}

describe('A newer date', () => {
  it('beats added-up durations, whatever is known already', () => {
    const server = new SloppyServer({ segmentMs: 3600, statedS: 4, dates: 'first' });
    for (const window of WINDOWS) {
      const [one, two] = [1, 2].map((count) => readWindows(server, window, count, RecordedRanges.empty));
      expect(accuracyMsOf(one!.segments)).to.be.above(1000);
      expect(accuracyMsOf(two!.segments)).to.equal(0);
      expect(worstMs(two!.segments)).to.be.at.most(200);
    }
  });
});

describe('A hole over the seam of two windows, in a timeline that is not known yet (case 6),', () => {
  const segmentMs = 3840;
  const seam = WINDOWS[0]! + 10 * MINUTE_MS;

  for (const dates of ['all', 'first', 'none'] as const) {
    for (const beforeSeamMs of [90_000, 200_000, 420_000]) {
      it(`is placed anew when it is, ${beforeSeamMs / 1000} s before the seam, dates on: ${dates}`, () => {
        const start = Math.floor((seam - beforeSeamMs) / segmentMs) * segmentMs;
        const hole = { start, end: start + 160 * segmentMs };
        const scene: SloppyScene = { segmentMs, statedS: 3.84, dates, hole };
        const server = new SloppyServer(scene);
        const { segments } = readWindows(server, WINDOWS[0]!, 3, RecordedRanges.empty);
        for (const segment of segments) expect(worstMs([segment])).to.be.at.most(segment.accuracyMs);
        const timeline = server.timeline({ start: seam - 180 * MINUTE_MS, end: seam + 180 * MINUTE_MS });
        const corrected = correctTimes(segments, timeline);
        expect(worstMs(corrected)).to.be.at.most(1000);
        expect(accuracyMsOf(corrected)).to.be.at.most(segmentMs + 1000);
      });
    }
  }
});

describe('correctTimes', () => {
  const server = new SloppyServer({ segmentMs: 3600, statedS: 4, dates: 'none' });

  it('returns the same segments where nothing new is known', () => {
    const { segments } = readWindows(server, WINDOWS[0]!, 2, RecordedRanges.empty);
    expect(correctTimes(segments, RecordedRanges.empty)).to.equal(segments);
  });

  it('moves what has followed an estimate with it', () => {
    const asked = askedAt(WINDOWS[0]!);
    const window = timeSegments(server.answer(asked), { asked, recorded: RecordedRanges.empty, before: [] });
    const last = window.at(-1)!;
    const live = { ...last, start: last.start + 3600, url: `${last.url}?live`, answer: undefined };
    const timeline = server.timeline({
      start: asked.start - 60 * MINUTE_MS,
      end: asked.end + 60 * MINUTE_MS,
    });
    const corrected = correctTimes([...window, live], timeline);
    expect(corrected.at(-1)!.start - corrected.at(-2)!.start).to.equal(3600);
  });
});

describe('areDurationsWrong', () => {
  const isWrong = (segmentMs: number, statedS: number, hole?: TimeRange) => {
    const answer = new SloppyServer({ segmentMs, statedS, dates: 'all', hole }).answer(askedAt(WINDOWS[0]!));
    return areDurationsWrong(datedSegments(answer)!);
  };

  const start = WINDOWS[0]! + MINUTE_MS;
  const rows: [what: string, isIt: boolean, expected: boolean][] = [
    ['durations that fit the dates', isWrong(3840, 3.84), false],
    ['a hole', isWrong(4000, 4, { start, end: start + MINUTE_MS }), false],
    ['durations that are too long', isWrong(3600, 4), true],
    ['durations that are too short', isWrong(4400, 4), true],
    ['durations that are a little too long', isWrong(3960, 4), true],
  ];
  for (const [what, isIt, expected] of rows) {
    it(`is ${expected} for ${what}`, () => expect(isIt).to.equal(expected));
  }
});

it('A window that was placed by the timeline stays there when the one before it is corrected', () => {
  const segmentMs = 3840;
  const window = WINDOWS[0]!;
  // It begins in the first window and ends in the second one.
  const start = Math.floor((window + 400_000) / segmentMs) * segmentMs;
  const hole = { start, end: start + 160 * segmentMs };
  const server = new SloppyServer({ segmentMs, statedS: 3.84, dates: 'none', hole });
  const timeline = server.timeline({ start: window - 60 * MINUTE_MS, end: window + 180 * MINUTE_MS });
  let list = EndlessPlaylist.empty;
  for (const [at, recorded] of [
    [window, RecordedRanges.empty],
    [window + 10 * MINUTE_MS, timeline],
  ] as const) {
    const asked = askedAt(at);
    list = list.append(timeSegments(server.answer(asked), { asked, recorded, before: list.segments }));
  }
  const corrected = correctTimes(list.segments, timeline);
  expect(accuracyMsOf(corrected)).to.be.at.most(1000);
  expect(worstMs(corrected)).to.be.at.most(1000);
});
