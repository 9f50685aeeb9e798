import { expect } from 'chai';
import { describe, it } from 'node:test';
import { offsetByLive, offsetByWindow } from '../../../src/core/policy/encoder-offset.ts';

const HOUR_MS = 3_600_000;
const SEGMENT_MS = 4000;
const asked = { start: 1_000_000_000, end: 1_000_640_000 };

/** An answer whose dates are off by so much at its beginning and at its end. */
const dated = (startMs: number, endMs = startMs) => ({
  start: asked.start + startMs,
  end: asked.end + endMs,
});

describe('offsetByWindow', () => {
  const cases: [what: string, range: ReturnType<typeof dated>, offsetMs: number | null][] = [
    ['an encoder that is 90 s behind', dated(-90_000), -90_000],
    ['an encoder that is 90 s ahead', dated(90_000), 90_000],
    ['segments that lie across both edges', dated(-92_000, -88_000), -90_000],
    ['segments that lie within both edges', dated(-88_000, -92_000), -90_000],
    ['an encoder in another time zone, to the millisecond', dated(8 * HOUR_MS - 3000), 8 * HOUR_MS],
    ['a time zone of a quarter of an hour', dated(-5.75 * HOUR_MS + 2000), -5.75 * HOUR_MS],
    ['no offset, where an edge lies within a segment', dated(-3000, 1000), 0],
    ['nothing, where its beginning is missing', dated(200_000, 90_000), null],
    ['nothing, where its end is missing', dated(90_000, -200_000), null],
  ];
  for (const [what, range, offsetMs] of cases) {
    it(`tells ${what}`, () => {
      expect(offsetByWindow(range, asked, SEGMENT_MS)).to.equal(offsetMs);
    });
  }
});

describe('offsetByLive', () => {
  const cases: [lagMs: number, offsetMs: number][] = [
    [-12_000, 0],
    [-90_400, -90_000],
    [8 * HOUR_MS - 9000, 8 * HOUR_MS],
    [90_000, 90_000],
  ];
  for (const [lagMs, offsetMs] of cases) {
    it(`takes a playlist that ends ${lagMs} ms from now for one of an encoder that is ${offsetMs} ms ahead`, () => {
      expect(offsetByLive(lagMs)).to.equal(offsetMs);
    });
  }
});
