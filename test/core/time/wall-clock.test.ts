import { expect } from 'chai';
import fc from 'fast-check';
import { WallClock, type TimedFragment } from '../../../src/core/time/wall-clock.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');

/** A fragment by its media time, its length and its wall-clock time after T0, all in seconds. */
const fragment = (mediaTimeS: number, durationS: number, atS: number): TimedFragment => ({
  mediaTimeS,
  durationS,
  at: T0 + atS * 1000,
});
const wall = (atS: number): number => T0 + atS * 1000;

/** Media 10-14-18, a hole of 100 s, media 18-22-24. */
const clock = new WallClock([
  fragment(10, 4, 0),
  fragment(14, 4, 4),
  fragment(18, 4, 108),
  fragment(22, 2, 112),
]);

describe('WallClock.wallAt', () => {
  const rows: [what: string, mediaTimeS: number, atS: number][] = [
    ['the first instant', 10, 0],
    ['an instant inside a fragment', 12.48, 2.48],
    ['an edge between fragments', 14, 4],
    ['just before a hole', 17.96, 7.96],
    ['the first instant after a hole', 18, 108],
    ['inside the last fragment', 23, 113],
    ['after the last fragment, as if it went on', 26, 116],
    ['before the first fragment, as if it had begun earlier', 7, -3],
  ];
  for (const [what, mediaTimeS, atS] of rows) {
    it(`tells ${what}`, () => expect(clock.wallAt(mediaTimeS)).to.be.closeTo(wall(atS), 0.01));
  }

  it('takes a media time that rounding has put just before an edge for the fragment after it', () => {
    expect(clock.wallAt(17.995)).to.be.closeTo(wall(108), 10);
    expect(clock.wallAt(17.985)).to.be.closeTo(wall(7.985), 0.01);
  });

  it('tells nothing where there is no fragment', () => expect(new WallClock([]).wallAt(10)).to.equal(null));
});

describe('WallClock.mediaTimeOf', () => {
  const rows: [what: string, atS: number, mediaTimeS: number | null][] = [
    ['the first instant', 0, 10],
    ['an instant inside a fragment', 2.48, 12.48],
    ['an edge between fragments', 4, 14],
    ['the last instant before a hole', 7.999, 17.999],
    ['the first instant of a hole', 8, null],
    ['the last instant of a hole', 107.999, null],
    ['the first instant after a hole, where the last picture before it cannot show', 108, 18.05],
    ['an instant as near after a hole', 108.03, 18.05],
    ['an instant further after a hole', 108.08, 18.08],
    ['the last instant of all', 113.999, 23.999],
    ['the end', 114, null],
    ['before the first fragment', -0.001, null],
  ];
  for (const [what, atS, mediaTimeS] of rows) {
    it(`finds ${what}${mediaTimeS === null ? ' nowhere' : ''}`, () => {
      const found = clock.mediaTimeOf(wall(atS));
      if (mediaTimeS === null) expect(found).to.equal(null);
      else expect(found).to.be.closeTo(mediaTimeS, 1e-6);
    });
  }

  it('finds nothing where there is no fragment', () => {
    expect(new WallClock([]).mediaTimeOf(T0)).to.equal(null);
  });

  it('finds every instant that the clock says it covers, also where fragments do not quite touch', () => {
    // Date-times in whole seconds, segments of 3.84 s: the second begins 160 ms after the first has ended.
    const rounded = new WallClock([fragment(0, 3.84, 3), fragment(3.84, 3.84, 7), fragment(7.68, 3.84, 11)]);
    const [covered] = rounded.ranges();
    expect(covered).to.deep.equal({ start: wall(3), end: wall(14.84) });
    for (let at = wall(3); at < wall(14.84); at += 20) {
      expect(rounded.mediaTimeOf(at), `${(at - T0) / 1000} s`).to.be.within(0, 11.52);
    }
  });
});

describe('WallClock.ranges', () => {
  it('tells what the fragments cover, cut at the holes', () => {
    expect(clock.ranges()).to.deep.equal([
      { start: wall(0), end: wall(8) },
      { start: wall(108), end: wall(114) },
    ]);
  });

  const joints: [gapMs: number, count: number][] = [
    [-300, 1],
    [0, 1],
    [500, 1],
    [501, 2],
  ];
  for (const [gapMs, count] of joints) {
    it(`has ${count} of them where ${gapMs} ms lie between two fragments`, () => {
      const pair = new WallClock([fragment(0, 4, 0), fragment(4, 4, 4 + gapMs / 1000)]);
      expect(pair.ranges()).to.have.length(count);
    });
  }

  it('returns the same array each time, so that asking costs nothing', () => {
    expect(clock.ranges()).to.equal(clock.ranges());
  });

  it('has none where there is no fragment', () => expect(new WallClock([]).ranges()).to.be.empty);
});

describe('any WallClock', () => {
  /** What a frame lasts: in the last 10 ms before an edge no picture begins. */
  const FRAME_MS = 40;
  const INTO_FRAGMENT_MS = 50;
  const piece = fc.record({
    durationMs: fc.integer({ min: 25, max: 500 }).map((frames) => frames * FRAME_MS),
    holeMs: fc.oneof(fc.constant(0), fc.integer({ min: 501, max: 5e8 })),
  });
  const made = fc
    .tuple(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.array(piece, { minLength: 1, maxLength: 20 }))
    .map(([startS, pieces]) => {
      let [mediaTimeS, at] = [startS, T0];
      return pieces.map(({ durationMs, holeMs }) => {
        at += holeMs;
        const next = { mediaTimeS, durationS: durationMs / 1000, at };
        at += durationMs;
        mediaTimeS += durationMs / 1000;
        return next;
      });
    });

  it('comes back to the instant that it started from, by way of the media time', () => {
    fc.assert(
      fc.property(made, fc.nat(), fc.nat(), (fragments, pick, frame) => {
        const chosen = fragments[pick % fragments.length]!;
        const frames = Math.round((chosen.durationS * 1000) / FRAME_MS);
        const at = chosen.at + (frame % frames) * FRAME_MS;
        const any = new WallClock(fragments);
        const landed = any.wallAt(any.mediaTimeOf(at)!)!;
        const isAtEdge = at - chosen.at < INTO_FRAGMENT_MS;
        expect(landed - at).to.be.within(-0.01, isAtEdge ? INTO_FRAGMENT_MS + 0.01 : 0.01);
      }),
    );
  });

  it('covers exactly the instants that it has a media time for', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: -1000, max: 1e7 }), (fragments, offsetMs) => {
        const any = new WallClock(fragments);
        const at = T0 + offsetMs;
        const isCovered = any.ranges().some(({ start, end }) => start <= at && at < end);
        expect(any.mediaTimeOf(at) !== null).to.equal(isCovered);
      }),
    );
  });
});
