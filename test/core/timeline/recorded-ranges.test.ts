import { expect } from 'chai';
import fc from 'fast-check';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { contains, type TimeRange } from '../../../src/core/time/time-range.ts';

const range = (start: number, end: number): TimeRange => ({ start, end });
/** A range in seconds of some day, as milliseconds. */
const seconds = (start: number, end: number): TimeRange => range(start * 1000, end * 1000);

/** One answer: the range that was asked for, and what is recorded. */
type Lesson = readonly [window: TimeRange, recorded: readonly TimeRange[]];
const learned = (...lessons: Lesson[]) =>
  lessons.reduce((known, [window, recorded]) => known.learn(window, recorded), RecordedRanges.empty);

describe('RecordedRanges', () => {
  describe('at first', () => {
    it('knows nothing, neither recordings nor holes', () => {
      const { empty } = RecordedRanges;
      expect([empty.isRecorded(0), empty.isHole(0), empty.isKnown(0)]).to.deep.equal([false, false, false]);
      expect([empty.next(0), empty.previous(0), empty.rangeAt(0)]).to.deep.equal([
        undefined,
        undefined,
        undefined,
      ]);
      expect(empty.holes(seconds(0, 9))).to.deep.equal([]);
      expect(empty.unknown(seconds(0, 9))).to.deep.equal([seconds(0, 9)]);
    });
  });

  describe('at the edges of a recorded period and of what is known', () => {
    const known = learned([range(1000, 9000), [range(3000, 6000)]]);
    //                            recorded  hole   known
    const table: [at: number, ...is: [boolean, boolean, boolean]][] = [
      [999, false, false, false],
      [1000, false, true, true],
      [2999, false, true, true],
      [3000, true, false, true],
      [5999, true, false, true],
      [6000, false, true, true],
      [8999, false, true, true],
      [9000, false, false, false],
    ];
    for (const [at, ...is] of table) {
      it(`at ${at} is ${is[0] ? 'recorded' : is[1] ? 'a hole' : 'unknown'}`, () => {
        expect([known.isRecorded(at), known.isHole(at), known.isKnown(at)]).to.deep.equal(is);
        expect(known.rangeAt(at)).to.deep.equal(is[0] ? range(3000, 6000) : undefined);
      });
    }

    it('returns as the next period one that starts later than the instant', () => {
      expect(known.next(2999)).to.deep.equal(range(3000, 6000));
      expect(known.next(3000)).to.equal(undefined);
    });

    it('returns as the previous period one that has ended by the instant', () => {
      expect(known.previous(5999)).to.equal(undefined);
      expect(known.previous(6000)).to.deep.equal(range(3000, 6000));
    });

    it('has no holes and no unknown time in an empty range', () => {
      expect(known.holes(range(2000, 2000))).to.deep.equal([]);
      expect(known.unknown(range(99_000, 98_000))).to.deep.equal([]);
    });
  });

  describe('has any of what is recorded', () => {
    const known = learned([seconds(0, 60), [seconds(10, 20), seconds(40, 43)]]);
    const table: [what: string, within: TimeRange, hasAny: boolean][] = [
      ['in a range that contains a period', seconds(5, 25), true],
      ['in a range within a period', seconds(12, 18), true],
      ['in a range in which a period ends', seconds(17, 30), true],
      ['not in one that overlaps its end by as much as may be rounding', seconds(18, 30), false],
      ['in a range in which a period begins', seconds(5, 13), true],
      ['in one that overlaps its start by as much as may be rounding', seconds(5, 12), true],
      ['not in one that overlaps its start by less', seconds(5, 11), false],
      ['in a range that contains only a short period', seconds(30, 50), true],
      ['not in a hole', seconds(22, 38), false],
      ['not in a time that is not known', seconds(70, 90), false],
    ];
    for (const [what, within, hasAny] of table) {
      it(what, () => expect(known.hasAny(within)).to.equal(hasAny));
    }
  });

  describe('merges', () => {
    const DAY = seconds(0, 86_400);
    const table: [what: string, recorded: TimeRange[], merged: TimeRange[]][] = [
      ['segments that touch', [range(0, 4000), range(4000, 8000)], [range(0, 8000)]],
      ['segments that overlap', [range(0, 4000), range(3000, 8000)], [range(0, 8000)]],
      ['a segment inside another', [range(0, 8000), range(2000, 4000)], [range(0, 8000)]],
      [
        'segments that are a second apart because of rounding',
        [range(0, 3000), range(4000, 8000)],
        [range(0, 8000)],
      ],
      [
        'no segments that are further apart',
        [range(0, 3000), range(4001, 8000)],
        [range(0, 3000), range(4001, 8000)],
      ],
      ['a chain of segments', [range(0, 3000), range(4000, 7000), range(8000, 9000)], [range(0, 9000)]],
      ['the same segment twice', [range(0, 4000), range(0, 4000)], [range(0, 4000)]],
    ];
    for (const [what, recorded, merged] of table) {
      it(what, () => expect(learned([DAY, recorded]).ranges).to.deep.equal(merged));
    }
  });

  describe('across the seam of two windows', () => {
    const [before, after] = [seconds(0, 60), seconds(60, 120)];
    const across = seconds(58, 62);

    it('joins recordings that touch at the seam', () => {
      const known = learned([before, [seconds(50, 60)]], [after, [seconds(60, 70)]]);
      expect(known.ranges).to.deep.equal([seconds(50, 70)]);
      expect(known.known).to.deep.equal([seconds(0, 120)]);
    });

    it('keeps a segment that both answers contain', () => {
      const lessons: Lesson[] = [
        [before, [seconds(54, 58), across]],
        [after, [across, seconds(62, 66)]],
      ];
      expect(learned(...lessons).ranges).to.deep.equal([seconds(54, 66)]);
      expect(learned(...lessons.toReversed()).ranges).to.deep.equal([seconds(54, 66)]);
    });

    it('keeps a segment that only one answer contains, in either order of the answers', () => {
      const startsIn: Lesson[] = [
        [before, [seconds(54, 58), across]],
        [after, [seconds(62, 66)]],
      ];
      expect(learned(...startsIn).ranges).to.deep.equal([seconds(54, 66)]);
      expect(learned(...startsIn.toReversed()).ranges).to.deep.equal([seconds(54, 66)]);
    });

    it('knows a recording that reaches beyond the window, but nothing else there', () => {
      const known = learned([before, [across]]);
      expect([known.isRecorded(61_000), known.isHole(62_000)]).to.deep.equal([true, false]);
      expect(known.unknown(seconds(0, 120))).to.deep.equal([after]);
    });
  });

  describe('learning a window again', () => {
    const known = learned([seconds(0, 100), [seconds(0, 30), seconds(50, 100)]]);

    it('adds what was recorded since', () => {
      const more = known.learn(seconds(90, 120), [seconds(90, 115)]);
      expect(more.ranges).to.deep.equal([seconds(0, 30), seconds(50, 115)]);
    });

    it('keeps what was recorded, even if a later answer does not contain it', () => {
      expect(known.learn(seconds(10, 60), []).ranges).to.deep.equal(known.ranges);
    });

    it('does not change the object that it was called on', () => {
      const { ranges } = known;
      const snapshot = structuredClone(ranges);
      expect(known.learn(seconds(0, 100), [])).to.not.equal(known);
      expect(known.ranges).to.equal(ranges).and.to.deep.equal(snapshot);
    });

    it('changes nothing if the window is empty', () => {
      expect(known.learn(seconds(40, 40), [])).to.equal(known);
    });

    it('changes nothing if the answer is the same', () => {
      const lesson: Lesson = [seconds(20, 60), [seconds(20, 40), seconds(55, 60)]];
      expect(learned(lesson, lesson)).to.deep.equal(learned(lesson));
    });
  });
});

/** A slow model: for each second of a minute, whether it is recorded and whether that is known. */
class SlowRanges {
  recorded = Array<boolean>(60).fill(false);
  readonly known = Array<boolean>(60).fill(false);

  learn(window: TimeRange, recorded: readonly TimeRange[]): void {
    const told = this.recorded.map(
      (was, second) => was || recorded.some((each) => contains(each, second * 1000)),
    );
    this.known.forEach((was, second) => (this.known[second] = was || contains(window, second * 1000)));
    // A single missing second between two recorded seconds is an effect of rounding.
    this.recorded = told.map((is, second) => is || (told[second - 1] === true && told[second + 1] === true));
  }

  runs(is: (second: number) => boolean | undefined): TimeRange[] {
    const runs: { start: number; end: number }[] = [];
    for (let second = 0; second < 60; second += 1) {
      if (is(second) !== true) continue;
      const last = runs.at(-1);
      if (last?.end === second * 1000) last.end += 1000;
      else runs.push({ start: second * 1000, end: (second + 1) * 1000 });
    }
    return runs;
  }
}

describe('RecordedRanges, compared to a slow model', () => {
  const period = (maxStart: number, maxLength: number) =>
    fc
      .tuple(fc.nat(maxStart), fc.integer({ min: 1, max: maxLength }))
      .map(([start, length]) => seconds(start, Math.min(start + length, 60)));
  const sorted = (ranges: TimeRange[]) => ranges.sort((a, b) => a.start - b.start);
  // Recordings may reach beyond the window by a few seconds, or start anywhere within it.
  const lesson: fc.Arbitrary<Lesson> = period(59, 30).chain((window) => {
    const [from, to] = [Math.max(window.start / 1000 - 3, 0), Math.min(window.end / 1000 + 3, 60)];
    const inside = fc
      .tuple(fc.integer({ min: from, max: to - 1 }), fc.integer({ min: 1, max: 8 }))
      .map(([start, length]) => seconds(start, Math.min(start + length, to)));
    return fc.array(inside, { maxLength: 5 }).map((recorded) => [window, sorted(recorded)] as const);
  });
  const lessons = fc.array(lesson, { maxLength: 8 });
  const anyTime = fc.integer({ min: -1500, max: 61_500 });

  const both = (all: readonly Lesson[]) => {
    const slow = new SlowRanges();
    for (const [window, recorded] of all) slow.learn(window, recorded);
    return { fast: learned(...all), slow };
  };

  it('has the same recorded and known periods, sorted and not touching', () => {
    fc.assert(
      fc.property(lessons, (all) => {
        const { fast, slow } = both(all);
        expect(fast.ranges).to.deep.equal(slow.runs((second) => slow.recorded[second]));
        expect(fast.known).to.deep.equal(slow.runs((second) => slow.known[second]));
      }),
    );
  });

  it('gives the same answers for any instant', () => {
    fc.assert(
      fc.property(lessons, anyTime, (all, at) => {
        const { fast, slow } = both(all);
        const second = Math.floor(at / 1000);
        const [recorded, known] = [slow.recorded[second] === true, slow.known[second] === true];
        expect(fast.isRecorded(at), 'recorded').to.equal(recorded);
        expect(fast.isKnown(at), 'known').to.equal(known);
        expect(fast.isHole(at), 'hole').to.equal(known && !recorded);
        expect(fast.rangeAt(at)).to.equal(fast.ranges.find((each) => contains(each, at)));
      }),
    );
  });

  it('finds the same next and previous period', () => {
    fc.assert(
      fc.property(lessons, anyTime, (all, at) => {
        const { fast, slow } = both(all);
        const runs = slow.runs((second) => slow.recorded[second]);
        expect(fast.next(at)).to.deep.equal(runs.find(({ start }) => start > at));
        expect(fast.previous(at)).to.deep.equal(runs.findLast(({ end }) => end <= at));
      }),
    );
  });

  it('finds the same holes and the same unknown time in any window', () => {
    fc.assert(
      fc.property(lessons, period(59, 60), (all, within) => {
        const { fast, slow } = both(all);
        const inWindow = (second: number) => contains(within, second * 1000);
        const isHole = (second: number) => slow.known[second] === true && slow.recorded[second] !== true;
        expect(fast.holes(within)).to.deep.equal(slow.runs((second) => inWindow(second) && isHole(second)));
        expect(fast.unknown(within)).to.deep.equal(
          slow.runs((second) => inWindow(second) && slow.known[second] !== true),
        );
      }),
    );
  });
});

describe('the holes, the recordings and the unknown time of a window', () => {
  const anyRange = fc
    .tuple(fc.nat(50_000), fc.nat(20_000))
    .map(([start, length]) => range(start, start + length));
  const lesson = fc.tuple(anyRange, fc.array(anyRange, { maxLength: 6 }));

  it('fill the window without overlap, if recordings outside of the known time count as recordings', () => {
    fc.assert(
      fc.property(fc.array(lesson, { maxLength: 6 }), anyRange, (all, within) => {
        const known = learned(...all.map(([window, recorded]): Lesson => [window, recorded.filter(isSome)]));
        const unknown = known.unknown(within).flatMap((each) => without(each, known.ranges));
        const recorded = known.ranges.map((each) => clip(each, within)).filter(isSome);
        const pieces = [...known.holes(within), ...unknown, ...recorded].sort((a, b) => a.start - b.start);
        let end = within.start;
        for (const piece of pieces) {
          expect(piece.start).to.equal(end);
          expect(piece.end).to.be.above(piece.start);
          end = piece.end;
        }
        expect(end).to.equal(within.end);
      }),
    );
  });

  const isSome = ({ start, end }: TimeRange) => end > start;
  const clip = (each: TimeRange, to: TimeRange) =>
    range(Math.max(each.start, to.start), Math.min(each.end, to.end));
  const without = (whole: TimeRange, ranges: readonly TimeRange[]): TimeRange[] =>
    ranges.reduce(
      (rest, cut) =>
        rest
          .flatMap((each) => [
            range(each.start, Math.min(each.end, cut.start)),
            range(Math.max(each.start, cut.end), each.end),
          ])
          .filter(isSome),
      [whole],
    );
});
