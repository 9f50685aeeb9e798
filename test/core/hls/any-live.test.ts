import { expect } from 'chai';
import fc from 'fast-check';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { readPlaylist } from '../../../src/core/hls/read-playlist.ts';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { LIVE_SERVER, ModelLive, type LiveHabits, type Made, type Session } from './model-live.ts';
import { T0 } from './timed.ts';

const RECORDED = RecordedRanges.empty;

/** @param clockStepMs how far the clock may go when an encoder restarts, which takes it a second at least */
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
      // The last one may have been cut when the encoder stopped.
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

/** How long it is from one poll to the next: sometimes the network is away for longer. */
const POLLS = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 500, max: 5000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 5000, max: 90_000 }) },
  ),
  { minLength: 5, maxLength: 60 },
);

/** Polls a live stream, and checks the list after each time. */
function poll(live: ModelLive, waitsMs: readonly number[], check: typeof hasAllInOrder): void {
  let list = EndlessPlaylist.empty;
  let now = T0;
  const told = new Set<Made>();
  for (const waitMs of waitsMs) {
    now += waitMs;
    const made = live.segmentsAt(now);
    if (made.length === 0) continue;
    made.forEach((segment) => told.add(segment));
    const playlist = readPlaylist(live.playlistAt(now), `${LIVE_SERVER}stream.m3u8`);
    if (playlist.kind !== 'media') throw new Error(`read as ${playlist.kind}`);
    const scene = { asked: { start: null, end: now }, recorded: RECORDED, before: list.segments };
    list = list.append(timeSegments(playlist.segments, scene));
    check(list, [...told]);
  }
}

function hasAllInOrder({ segments }: EndlessPlaylist, told: readonly Made[]): void {
  const paths = segments.map(({ url }) => url.slice(LIVE_SERVER.length, url.indexOf('?')));
  expect(paths).to.deep.equal(told.map(({ path }) => path));
  segments.slice(1).forEach((segment, index) => {
    expect(segment.start).to.be.greaterThan(segments[index]!.start);
  });
}

function hasDatesAndMarks(list: EndlessPlaylist, told: readonly Made[]): void {
  hasAllInOrder(list, told);
  expect(list.segments.map(({ start }) => start)).to.deep.equal(told.map(({ date }) => date));
  list.segments.slice(1).forEach((segment, index) => {
    expect(segment.isDiscontinuity).to.equal(
      told[index + 1]!.date > told[index]!.date + told[index]!.durationMs,
    );
  });
}

function check(live: fc.Arbitrary<ModelLive>, each: typeof hasAllInOrder): void {
  fc.assert(
    fc.property(live, POLLS, (stream, waitsMs) => poll(stream, waitsMs, each)),
    { numRuns: 60 },
  );
}

describe('the endless playlist of a live stream whose encoder restarts', () => {
  it('is right to the millisecond where segments have dates', () => {
    check(anyLive(true, { min: 0, max: 10_000 }), hasDatesAndMarks);
  });

  it('has all in order where its clock goes back', () => {
    check(anyLive(true, { min: -2000, max: 0 }), hasAllInOrder);
  });

  it('has all in order where nothing has a date', () => {
    check(anyLive(false, { min: 0, max: 0 }), hasAllInOrder);
  });
});
