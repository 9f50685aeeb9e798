import { expect } from 'chai';
import fc from 'fast-check';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { readPlaylist } from '../../../src/core/hls/read-playlist.ts';
import type { TimedSegment } from '../../../src/core/hls/segment.ts';
import { anyServer, LONGEST_MS, type Bounds } from './any-server.ts';
import { asWritten } from './as-written.ts';
import { ModelPlayer, pathOf } from './model-player.ts';
import { SERVER } from './model-server.ts';

type Step = ['append'] | ['replace' | 'drop', part: number];

interface Limits {
  readonly margin: { readonly min: number; readonly max: number };
  readonly exactMs: number;
  readonly estimatedMs: number;
  readonly steps: fc.Arbitrary<Step[]>;
}

const part = fc.double({ min: 0, max: 1, noNaN: true });
const APPENDS: fc.Arbitrary<Step[]> = fc.constant(Array<Step>(500).fill(['append']));
const ANY_STEPS: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Step>(['append']) },
    { weight: 1, arbitrary: part.map((at): Step => ['replace', at]) },
    { weight: 1, arbitrary: part.map((at): Step => ['drop', at]) },
  ),
  { maxLength: 30 },
);

/** Plays through any windows of any server, and checks the playlist after each step. */
function check(bounds: Bounds, { margin, exactMs, estimatedMs, steps }: Limits): void {
  const anyPlayer = fc
    .tuple(anyServer(bounds), fc.integer({ min: 60, max: 300 }), fc.integer(margin))
    .map(([server, windowS, marginMs]) => new ModelPlayer(server, windowS * 1000, marginMs));
  fc.assert(
    fc.property(anyPlayer, steps, (player, taken) => {
      const numbers = new Numbers();
      for (const step of taken) {
        const hasMore = take(player, step);
        expectAllInOrder(player);
        expectRightTimes(player, exactMs, estimatedMs);
        expectMarkedHoles(player);
        expectRangesOfSegments(player);
        numbers.check(player, step[0] === 'replace');
        if (!hasMore) break;
      }
      expectReadsBack(player);
    }),
    { numRuns: 60 },
  );
}

function take(player: ModelPlayer, step: Step): boolean {
  if (step[0] === 'append') return player.append();
  const { segments, end } = player.server;
  const at = segments[0]!.start + step[1] * (end - segments[0]!.start);
  if (step[0] === 'replace') player.replace(at);
  else player.drop(at);
  return true;
}

function expectAllInOrder({ list, expected }: ModelPlayer): void {
  expect(list.segments.map(pathOf)).to.deep.equal(expected);
  const isTooEarly = ({ start }: TimedSegment, index: number) =>
    index > 0 && start <= list.segments[index - 1]!.start;
  expectNone(list.segments.filter(isTooEarly));
}

/** One assertion for all segments: thousands of playlists are checked, and one for each segment would take long. */
const expectNone = (wrong: readonly TimedSegment[]): void =>
  void expect(wrong.map(({ url, start }) => `${url} at ${start}`)).to.deep.equal([]);

function expectRightTimes(player: ModelPlayer, exactMs: number, estimatedMs: number): void {
  const isWrong = (segment: TimedSegment) =>
    !(
      Math.abs(segment.start - player.recordedAs(segment).start) <=
      (segment.isEstimated ? estimatedMs : exactMs)
    );
  expectNone(player.list.segments.filter(isWrong));
}

function expectMarkedHoles(player: ModelPlayer): void {
  const recorded = player.list.segments.map((segment) => player.recordedAs(segment));
  const isWrong = (segment: TimedSegment, index: number) => {
    const [before, after] = [recorded[index - 1], recorded[index]!];
    return before && segment.isDiscontinuity !== after.start > before.start + before.durationMs;
  };
  expectNone(player.list.segments.filter(isWrong));
}

/** The ranges of a changed playlist are derived from those before the change; they equal ranges made from nothing. */
function expectRangesOfSegments({ list }: ModelPlayer): void {
  expect(list.ranges()).to.deep.equal(EndlessPlaylist.empty.append(list.segments).ranges());
}

/** Checks that a segment keeps its numbers until it is replaced, and that no number is used twice. */
class Numbers {
  #known = new Map<number, string>();
  #last = { number: -1, discontinuity: -1 };

  check({ list }: ModelPlayer, isReplaced: boolean): void {
    const text = list.write();
    let discontinuity = valueOf('EXT-X-DISCONTINUITY-SEQUENCE', text);
    let number = valueOf('EXT-X-MEDIA-SEQUENCE', text);
    if (number !== list.firstNumber)
      throw new Error(`The text begins with ${number}, not ${list.firstNumber}.`);
    if (isReplaced && number > this.#last.number && this.#last.number >= 0) {
      expect(discontinuity).to.be.greaterThan(this.#last.discontinuity);
    }
    const changed: string[] = [];
    for (const line of text.split('\n')) {
      if (line === '#EXT-X-DISCONTINUITY') discontinuity += 1;
      if (line === '' || line.startsWith('#')) continue;
      const name = `${line} ${discontinuity}`;
      if ((this.#known.get(number) ?? name) !== name) changed.push(`${number}: ${name}`);
      this.#known.set(number, name);
      this.#last = { number, discontinuity };
      number += 1;
    }
    expect(changed).to.deep.equal([]);
  }
}

const valueOf = (tag: string, text: string): number =>
  Number(new RegExp(`^#${tag}:(\\d+)$`, 'm').exec(text)?.[1]);

function expectReadsBack({ list }: ModelPlayer): void {
  const again = readPlaylist(list.write(), `${SERVER}made-up.m3u8`);
  if (again.kind !== 'media') {
    expect(list.segments).to.be.empty;
    return;
  }
  expect(again.mediaSequence).to.equal(list.firstNumber);
  expect(again.segments).to.deep.equal(list.segments.map(asWritten));
}

describe('the endless playlist over any windows', () => {
  const dated = { exactMs: 1, estimatedMs: 0, margin: { min: 0, max: 20_000 } };
  const placed = { exactMs: 1, estimatedMs: 1000, margin: { min: LONGEST_MS, max: 20_000 } };

  it('is exact to the millisecond if every segment has a date', () => {
    check({ dates: ['each'], shortestHoleMs: 510 }, { ...dated, steps: ANY_STEPS });
  });

  it('is exact to the millisecond if the first segment and those after holes have a date', () => {
    check({ dates: ['holes and first'], shortestHoleMs: 510 }, { ...dated, steps: ANY_STEPS });
  });

  it('is right to a second if only the first segment of each answer has a date', () => {
    check({ dates: ['first'], shortestHoleMs: 3001 }, { ...placed, steps: ANY_STEPS });
  });

  for (const dates of ['holes', 'none'] as const) {
    const condition = dates === 'none' ? 'no segment has a date' : 'only segments after holes have a date';
    const bounds: Bounds = { dates: [dates], shortestHoleMs: 20_000, fewestSegments: 30 };

    it(`is right to a second from the first hole on if ${condition}`, () => {
      check(bounds, { ...placed, steps: APPENDS });
    });

    it(`is right to the length of a segment after any seek if ${condition}`, () => {
      const estimatedMs = LONGEST_MS + 1000;
      check({ ...bounds, tags: [true] }, { ...placed, estimatedMs, steps: ANY_STEPS });
    });
  }
});
