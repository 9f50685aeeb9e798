import { expect } from 'chai';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { nameOf, segmentsOf, T0 } from './segments.ts';
import { FOUR, HOLE, itPlaces, MARK, media, recorded, UNKNOWN } from './playlist-lines.ts';

describe('timeSegments, without any date,', () => {
  describe('fits the segments to a hole', () => {
    itPlaces(
      [
        ['with a discontinuity', [FOUR, FOUR, MARK, FOUR], '0~ 4~ !308~', HOLE],
        ['without a discontinuity', [FOUR, FOUR, FOUR], '0~ 4~ !308~', HOLE],
        ['that is before the first segment', [MARK, FOUR, FOUR], '!308~ 312~', HOLE],
      ],
      [1, 311],
    );
    itPlaces([['if only its end is near the requested end', [FOUR, FOUR], '0~ 4~', HOLE]], [0, 309]);
    itPlaces(
      [
        [
          'by the requested start only, if the timeline does not know the requested end',
          [FOUR, FOUR],
          '4~ !308~',
          UNKNOWN.learn({ start: T0 - 900_000, end: T0 + 360_000 }, [
            { start: T0 - 900_000, end: T0 + 8000 },
            { start: T0 + 308_000, end: T0 + 360_000 },
          ]),
        ],
      ],
      [3, 400],
    );
    itPlaces(
      [
        [
          'with a discontinuity, if the segments then begin at most two segments away from the requested time',
          [FOUR, FOUR, FOUR, FOUR, MARK, FOUR],
          '-8~ -4~ 0~ 4~ !308~',
          HOLE,
        ],
        [
          'without a discontinuity, if they would begin further away',
          [FOUR, FOUR, FOUR, FOUR, FOUR, MARK, FOUR],
          '0~ 4~ !308~ 312~ 316~ !320~',
          HOLE,
        ],
      ],
      [0, 320],
    );
    itPlaces(
      [
        ['if they cover all of the requested time', [FOUR, FOUR, FOUR, FOUR], '0~ 4~ !308~ 312~', HOLE],
        ['if none of them crosses an edge of the requested time', [FOUR, FOUR], '4~ !308~', HOLE],
      ],
      [3, 314],
    );
  });

  describe('if the requested time begins in a hole', () =>
    itPlaces(
      [
        ['begins at its end, with a discontinuity', [MARK, FOUR, FOUR], '!308~ 312~', HOLE],
        ['begins at its end, without a discontinuity', [FOUR, FOUR], '308~ 312~', HOLE],
        ['continues behind the next hole', [FOUR, FOUR], '20~ !48~', recorded([20, 24], [48, 99])],
      ],
      [10, 600],
    ));

  describe('if the requested time begins behind a hole', () => {
    const [marked, unmarked] = [
      [MARK, FOUR, FOUR],
      [FOUR, FOUR],
    ];
    itPlaces([['begins at its end if there is a discontinuity', marked, '!308~ 312~', HOLE]], [309, 315]);
    itPlaces(
      [
        ['begins at its end if that is at most a segment and a second away', marked, '!308~ 312~', HOLE],
        ['begins at the requested time without a discontinuity', unmarked, '313~ 317~', HOLE],
      ],
      [313, 600],
    );
    itPlaces(
      [['begins at the requested time if the hole is further away', marked, '!314~ 318~', HOLE]],
      [314, 600],
    );
  });

  describe('if the timeline is unknown after a recording', () => {
    const lately = UNKNOWN.learn({ start: T0 - 9000, end: T0 + 20_000 }, [
      { start: T0 - 9000, end: T0 + 8000 },
    ]);
    itPlaces([['does not mistake that for a hole', [FOUR, FOUR, FOUR], '0~ 4~ 8~', lately]], [0, 12]);
  });

  describe('without a hole', () => {
    const all = recorded([-900, 900]);
    const three = [FOUR, FOUR, FOUR];
    itPlaces([['begins at the requested time if the answer is as long', three, '0~ 4~ 8~', all]], [0, 12]);
    itPlaces([['extends over both ends equally if the answer is longer', three, '-1~ 3~ 7~', all]], [0, 10]);
    itPlaces([['misses both ends equally if the answer is shorter', three, '1~ 5~ 9~', all]], [0, 14]);
    itPlaces(
      [['does so if up to two segments and two seconds are missing', three, '5~ 9~ 13~', all]],
      [0, 22],
    );
    itPlaces([['begins at the requested time if more is missing', three, '0~ 4~ 8~', all]], [0, 22.002]);
    itPlaces(
      [['begins at the requested time if much more is missing', [FOUR, FOUR], '0~ 4~', all]],
      [0, 600],
    );
    itPlaces(
      [
        [
          'begins at the requested time if the recording ends before it',
          three,
          '0~ 4~ 8~',
          recorded([-900, 13]),
        ],
        ['misses both ends equally if the recording ends with it', three, '4~ 8~ 12~', recorded([-900, 20])],
      ],
      [0, 20],
    );
    itPlaces([['begins no earlier than the recording', three, '0~ 4~ 8~', recorded([0, 99])]], [0, 10]);
  });
});

describe('timeSegments, after known segments,', () => {
  const around = recorded([-900, 900]);
  const asked = { start: T0 + 590_000, end: T0 + 610_000 };
  const read = (...names: string[]) => segmentsOf(...names.map((name) => media(4, name)));
  const known = (names: string[], startS: number, isEstimated: boolean) =>
    timeSegments(read(...names), {
      asked: { start: T0 + startS * 1000, end: null },
      recorded: RecordedRanges.empty,
      before: [],
    }).map((segment) => ({ ...segment, isEstimated, accuracyMs: isEstimated ? 5000 : 0 }));

  for (const isEstimated of [true, false]) {
    it(`places undated segments by one in common whose time is ${isEstimated ? 'estimated' : 'exact'}`, () => {
      const before = known(['a', 'b', 'c'], 587.3, isEstimated);
      const placed = timeSegments(read('b', 'c', 'd', 'e'), { asked, recorded: around, before });
      expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([591.3, 595.3, 599.3, 603.3]);
      expect(placed.map((each) => each.isEstimated)).to.deep.equal(Array(4).fill(isEstimated));
    });
  }

  it('continues after the last known segment if none is in common', () => {
    const placed = timeSegments(read('d', 'e'), {
      asked,
      recorded: around,
      before: known(['c'], 587, false),
    });
    expect(placed.map((each) => [nameOf(each), each.start - T0])).to.deep.equal([
      ['d', 591_000],
      ['e', 595_000],
    ]);
  });

  const follows: [what: string, endS: number, lines: string[], startS: number][] = [
    ['a segment and a second before the requested time', 585, ['d', 'e'], 585],
    ['a little earlier', 584.999, ['d', 'e'], 590],
    ['a segment and a second after the requested time', 595, ['d', 'e'], 595],
    ['a little later', 595.001, ['d', 'e'], 590],
  ];
  for (const [when, endS, names, startS] of follows) {
    it(`${startS === endS ? 'continues' : 'does not continue'} after a segment that ends ${when}`, () => {
      const before = known(['c'], endS - 4, false);
      const placed = timeSegments(read(...names), {
        asked: { ...asked, end: T0 + 700_000 },
        recorded: around,
        before,
      });
      expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([startS, startS + 4]);
    });
  }

  it('continues after a segment that ends the length of a longer following segment earlier', () => {
    const placed = timeSegments(segmentsOf(media(8, 'd')), {
      asked,
      recorded: around,
      before: known(['c'], 577, false),
    });
    expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([581]);
  });

  const sameNames: [what: string, startS: number, placedS: number][] = [
    ['less than a minute before the requested time', 530.001, 530.001],
    ['a minute before the requested time', 530, 590],
    ['less than a minute after the requested time', 669.999, 669.999],
    ['a minute after the requested time', 670, 590],
  ];
  for (const [when, startS, placedS] of sameNames) {
    it(`${startS === placedS ? 'recognises' : 'does not recognise'} a segment by its name ${when}`, () => {
      const before = known(['a'], startS, false);
      const placed = timeSegments(read('a', 'b', 'c', 'd', 'e'), { asked, recorded: around, before });
      expect(placed[0]!.start - T0).to.equal(placedS * 1000);
    });
  }

  it('does not confuse two segments with the same name from different hours', () => {
    const placed = timeSegments(read('a', 'b'), {
      asked,
      recorded: around,
      before: known(['a'], -3000, false),
    });
    expect(placed.map(({ start }) => start - T0)).to.deep.equal([590_000, 594_000]);
  });

  it('continues from a segment whose time is exact, and is exact up to the next hole', () => {
    const before = known(['a', 'b'], 592.4, false);
    const timeline = recorded([-900, 605], [700, 900]);
    const placed = timeSegments(read('b', 'c', 'd', 'e'), { asked, recorded: timeline, before });
    expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([596.4, 600.4, 700, 704]);
    expect(placed.map((each) => each.isEstimated)).to.deep.equal([false, false, true, true]);
  });

  for (const [endS, startsS] of [
    [605, [597, 601]],
    [605.4, [597.4, 601.4]],
    [605.401, [596.4, 600.4]],
  ] as const) {
    it(`${startsS[0] === 596.4 ? 'does not fit' : 'fits'} estimates that end at 604.4 s to a hole at ${endS} s`, () => {
      const before = known(['a', 'b'], 592.4, true);
      const timeline = recorded([-900, endS], [700, 900]);
      const placed = timeSegments(read('b', 'c'), { asked, recorded: timeline, before });
      expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal(startsS);
    });
  }

  it('corrects estimates at the next hole', () => {
    const before = known(['a', 'b'], 592.4, true);
    const timeline = recorded([-900, 605], [700, 900]);
    const placed = timeSegments(read('b', 'c', 'd', 'e'), { asked, recorded: timeline, before });
    expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([597, 601, 700, 704]);
  });

  for (const endS of [606, 609]) {
    it(`does not mistake the last segment of the answer for the last one before a hole at ${endS} s`, () => {
      const before = known(['a', 'b'], 592.4, true);
      const timeline = recorded([-900, endS], [700, 900]);
      const placed = timeSegments(read('b', 'c'), { asked, recorded: timeline, before });
      expect(placed.map(({ start }) => (start - T0) / 1000)).to.deep.equal([596.4, 600.4]);
    });
  }
});
