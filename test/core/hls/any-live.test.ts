import { expect } from 'chai';
import fc from 'fast-check';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { readPlaylist } from '../../../src/core/hls/read-playlist.ts';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { LIVE_SERVER, ModelLive, type LiveHabits, type LiveSegment, type Session } from './model-live.ts';
import { T0 } from './segments.ts';

const RECORDED = RecordedRanges.empty;

/** @param clockStepMs how far the clock of the encoder may be set when it restarts, which takes at least a second */
function anyLive(hasDates: boolean, clockStepMs: { min: number; max: number }): fc.Arbitrary<ModelLive> {
  const count = fc.integer({ min: 1, max: 20 });
  const constant = fc
    .tuple(fc.constantFrom(4000, 3840), count)
    .map(([durationMs, length]) => Array<number>(length).fill(durationMs));
  const varying = fc.array(fc.integer({ min: 2040, max: 10_000 }), { minLength: 1, maxLength: 20 });
  const session: fc.Arbitrary<Session> = fc
    .record({
      outageMs: fc.oneof(fc.integer({ min: 1000, max: 5000 }), fc.integer({ min: 5000, max: 120_000 })),
      clockStepMs: fc.integer(clockStepMs),
      durationsMs: fc.oneof(constant, varying),
      // The last segment may be short, because the encoder stopped.
      lastMs: fc.integer({ min: 300, max: 4000 }),
    })
    .map(({ durationsMs, lastMs, ...more }) => ({ ...more, durationsMs: [...durationsMs, lastMs] }));
  const habits: fc.Arbitrary<LiveHabits> = fc.record({
    hasDates: fc.constant(hasDates),
    hasTags: fc.boolean(),
    size: fc.integer({ min: 3, max: 8 }),
    keepsOld: fc.boolean(),
    delayMs: fc.nat(4000),
  });
  return fc
    .tuple(fc.array(session, { minLength: 1, maxLength: 5 }), habits)
    .map(([sessions, kept]) => new ModelLive(T0, sessions, kept));
}

/** The times from one poll to the next. Sometimes the network is down for longer. */
const POLLS = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 500, max: 5000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 5000, max: 90_000 }) },
  ),
  { minLength: 5, maxLength: 60 },
);

/** Polls a live stream, and checks the playlist after each poll. */
function poll(live: ModelLive, waitsMs: readonly number[], check: typeof expectAllInOrder): void {
  let list = EndlessPlaylist.empty;
  let now = T0;
  const listed = new Set<LiveSegment>();
  for (const waitMs of waitsMs) {
    now += waitMs;
    const current = live.segmentsAt(now);
    if (current.length === 0) continue;
    current.forEach((segment) => listed.add(segment));
    const playlist = readPlaylist(live.playlistAt(now), `${LIVE_SERVER}stream.m3u8`);
    if (playlist.kind !== 'media') throw new Error(`The text was read as ${playlist.kind}.`);
    const scene = { asked: { start: null, end: now }, recorded: RECORDED, before: list.segments };
    list = list.append(timeSegments(playlist.segments, scene));
    check(list, [...listed]);
  }
}

function expectAllInOrder({ segments }: EndlessPlaylist, listed: readonly LiveSegment[]): void {
  const paths = segments.map(({ url }) => url.slice(LIVE_SERVER.length, url.indexOf('?')));
  expect(paths).to.deep.equal(listed.map(({ path }) => path));
  segments.slice(1).forEach((segment, index) => {
    expect(segment.start).to.be.greaterThan(segments[index]!.start);
  });
}

function expectDatesAndMarks(list: EndlessPlaylist, listed: readonly LiveSegment[]): void {
  expectAllInOrder(list, listed);
  expect(list.segments.map(({ start }) => start)).to.deep.equal(listed.map(({ date }) => date));
  list.segments.slice(1).forEach((segment, index) => {
    expect(segment.isDiscontinuity).to.equal(
      listed[index + 1]!.date > listed[index]!.date + listed[index]!.durationMs,
    );
  });
}

function check(live: fc.Arbitrary<ModelLive>, each: typeof expectAllInOrder): void {
  fc.assert(
    fc.property(live, POLLS, (stream, waitsMs) => poll(stream, waitsMs, each)),
    { numRuns: 60 },
  );
}

describe('the endless playlist of a live stream whose encoder restarts', () => {
  it('is exact to the millisecond if segments have dates', () => {
    check(anyLive(true, { min: 0, max: 10_000 }), expectDatesAndMarks);
  });

  it('has all segments in order if the clock of the encoder goes back', () => {
    check(anyLive(true, { min: -2000, max: 0 }), expectAllInOrder);
  });

  it('has all segments in order if no segment has a date', () => {
    check(anyLive(false, { min: 0, max: 0 }), expectAllInOrder);
  });
});
