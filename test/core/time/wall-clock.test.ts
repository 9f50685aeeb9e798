import { expect } from 'chai';
import fc from 'fast-check';
import { WallClock, type TimedFragment } from '../../../src/core/time/wall-clock.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');

/** A fragment with its media time, its duration and its wall-clock time after T0, all in seconds. */
const fragment = (mediaTimeS: number, durationS: number, atS: number): TimedFragment => ({
  mediaTimeS,
  durationS,
  at: T0 + atS * 1000,
});
const wall = (atS: number): number => T0 + atS * 1000;

/** Two fragments of media time 10-18 s, a hole of 100 s, and two fragments of media time 18-24 s. */
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
    ['the edge between two fragments', 14, 4],
    ['an instant just before a hole', 17.96, 7.96],
    ['the first instant after a hole', 18, 108],
    ['an instant inside the last fragment', 23, 113],
    ['an instant after the last fragment, as if that was longer', 26, 116],
    ['an instant before the first fragment, as if that had begun earlier', 7, -3],
  ];
  for (const [what, mediaTimeS, atS] of rows) {
    it(`returns the wall-clock time of ${what}`, () =>
      expect(clock.wallAt(mediaTimeS)).to.be.closeTo(wall(atS), 0.01));
  }

  it('counts a media time that is rounded to just before a fragment as its first instant', () => {
    expect(clock.wallAt(17.995)).to.be.closeTo(wall(108), 10);
    expect(clock.wallAt(17.985)).to.be.closeTo(wall(7.985), 0.01);
  });

  it('returns null if there is no fragment', () => expect(new WallClock([]).wallAt(10)).to.equal(null));
});

describe('WallClock.mediaTimeOf', () => {
  const rows: [what: string, atS: number, mediaTimeS: number | null][] = [
    ['the first instant', 0, 10],
    ['an instant inside a fragment', 2.48, 12.48],
    ['the edge between two fragments', 4, 14],
    ['the last instant before a hole', 7.999, 17.999],
    ['the first instant of a hole', 8, null],
    ['the last instant of a hole', 107.999, null],
    ['the first instant after a hole, a little later so that no frame from before it is shown', 108, 18.05],
    ['an instant just as near after a hole', 108.03, 18.05],
    ['an instant further after a hole', 108.08, 18.08],
    ['the edge between two fragments after a hole', 112, 22],
    ['the last instant of all', 113.999, 23.999],
    ['the end', 114, null],
    ['an instant before the first fragment', -0.001, null],
  ];
  for (const [what, atS, mediaTimeS] of rows) {
    it(`returns ${mediaTimeS === null ? 'null' : 'the media time'} for ${what}`, () => {
      const found = clock.mediaTimeOf(wall(atS));
      if (mediaTimeS === null) expect(found).to.equal(null);
      else expect(found).to.be.closeTo(mediaTimeS, 1e-6);
    });
  }

  it('returns null if there is no fragment', () => {
    expect(new WallClock([]).mediaTimeOf(T0)).to.equal(null);
  });

  const joints: [gapMs: number, betweenS: number | null, nextS: number][] = [
    [500, 4, 4],
    [501, null, 4.05],
  ];
  for (const [gapMs, betweenS, nextS] of joints) {
    it(`${betweenS === null ? 'sees a hole' : 'sees no hole'} if ${gapMs} ms lie between two fragments`, () => {
      const pair = new WallClock([fragment(0, 4, 0), fragment(4, 4, 4 + gapMs / 1000)]);
      expect(pair.mediaTimeOf(wall(4.1))).to.equal(betweenS);
      expect(pair.mediaTimeOf(wall(4) + gapMs)).to.equal(nextS);
    });
  }

  it('finds every instant that `ranges` covers, also if fragments do not quite touch', () => {
    // Dates in whole seconds and segments of 3.84 s: the second segment begins 160 ms after the end of the first.
    const rounded = new WallClock([fragment(0, 3.84, 3), fragment(3.84, 3.84, 7), fragment(7.68, 3.84, 11)]);
    const [covered] = rounded.ranges();
    expect(covered).to.deep.equal({ start: wall(3), end: wall(14.84) });
    for (let at = wall(3); at < wall(14.84); at += 20) {
      expect(rounded.mediaTimeOf(at), `${(at - T0) / 1000} s`).to.be.within(0, 11.52);
    }
  });
});

describe('WallClock.ranges', () => {
  it('returns what the fragments cover, cut at the holes', () => {
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
    it(`returns ${count} range${count > 1 ? 's' : ''} if ${gapMs} ms lie between two fragments`, () => {
      const pair = new WallClock([fragment(0, 4, 0), fragment(4, 4, 4 + gapMs / 1000)]);
      expect(pair.ranges()).to.have.length(count);
    });
  }

  it('returns the same array each time, so that asking costs nothing', () => {
    expect(clock.ranges()).to.equal(clock.ranges());
  });

  it('returns no ranges if there is no fragment', () => expect(new WallClock([]).ranges()).to.be.empty);
});

describe('any WallClock', () => {
  /** The duration of a frame. No frame begins in the last 10 ms before an edge. */
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

  it('translates an instant to media time and back to the same instant', () => {
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

  it('covers exactly the instants that it translates to a media time', () => {
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
