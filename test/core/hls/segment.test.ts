import { expect } from 'chai';
import fc from 'fast-check';
import { endOf, isApart, isHoleBetween, segmentAt } from '../../../src/core/hls/segment.ts';
import { row, T0, timed } from './segments.ts';

describe('two segments', () => {
  const rows: [gapMs: number, isHole: boolean, areApart: boolean][] = [
    [-501, false, true],
    [-500, false, false],
    [0, false, false],
    [500, false, false],
    [501, true, true],
  ];
  for (const [gapMs, isHole, areApart] of rows) {
    it(`${isHole ? 'have' : 'do not have'} a hole between them with ${gapMs} ms, and ${areApart ? 'are' : 'are not'} apart`, () => {
      const [before, after] = [timed('a', 0), timed('b', 4 + gapMs / 1000)];
      expect(isHoleBetween(before, after)).to.equal(isHole);
      expect(isApart(before, after)).to.equal(areApart);
    });
  }
});

describe('segmentAt', () => {
  /** Segments from 0 to 8 s, a hole, and segments from 300 to 308 s. */
  const segments = [...row(0, 8), ...row(300, 308)];
  const rows: [what: string, atS: number, startS: number | null][] = [
    ['before the first segment', -0.001, null],
    ['at the start of the first segment', 0, 0],
    ['at the last instant of a segment', 3.999, 0],
    ['at the edge between two segments', 4, 4],
    ['at the last instant before a hole', 7.999, 4],
    ['at the first instant of a hole', 8, null],
    ['at the last instant of a hole', 299.999, null],
    ['at the first instant after a hole', 300, 300],
    ['at the last instant of the last segment', 307.999, 304],
    ['at the end of the last segment', 308, null],
  ];
  for (const [what, atS, startS] of rows) {
    it(`finds ${startS === null ? 'nothing' : `the segment from ${startS} s`} ${what}`, () => {
      const start = segmentAt(segments, T0 + atS * 1000)?.start;
      expect(start).to.equal(startS === null ? undefined : T0 + startS * 1000);
    });
  }

  it('finds the later one of two segments that overlap, as a seek to that instant does', () => {
    const overlapping = [timed('a', 0, 4.2), timed('b', 4)];
    expect(segmentAt(overlapping, T0 + 4100)).to.equal(overlapping[1]);
  });

  it('finds nothing in an empty list', () => expect(segmentAt([], T0)).to.equal(undefined));

  it('finds in any list what a search from one end to the other finds', () => {
    const lengths = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 5 })), { maxLength: 30 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: -2, max: 250 }), (made, atS) => {
        let startS = 0;
        const list = made.map(([holeS, durationS], index) => {
          const segment = timed(index, startS + holeS, durationS);
          startS += holeS + durationS;
          return segment;
        });
        const at = T0 + atS * 1000;
        const found = list.find((segment) => segment.start <= at && at < endOf(segment));
        expect(segmentAt(list, at)).to.equal(found);
      }),
    );
  });
});
