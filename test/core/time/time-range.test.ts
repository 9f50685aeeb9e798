import { expect } from 'chai';
import { clampTo, contains } from '../../../src/core/time/time-range.ts';

const RANGE = { start: 1000, end: 2000 };

describe('contains', () => {
  const rows: [at: number, isIn: boolean][] = [
    [999, false],
    [1000, true],
    [1999, true],
    [2000, false],
  ];
  for (const [at, isIn] of rows) {
    it(`is ${isIn} for ${at} in 1000-2000`, () => expect(contains(RANGE, at)).to.equal(isIn));
  }

  it('is false for every instant in an empty range', () => {
    expect(contains({ start: 1000, end: 1000 }, 1000)).to.equal(false);
  });
});

describe('clampTo', () => {
  const rows: [at: number, clamped: number][] = [
    [-Infinity, 1000],
    [999, 1000],
    [1000, 1000],
    [1500, 1500],
    [1999, 1999],
    [2000, 1999],
    [Infinity, 1999],
  ];
  for (const [at, clamped] of rows) {
    it(`returns ${clamped} for ${at} in 1000-2000`, () => expect(clampTo(RANGE, at)).to.equal(clamped));
  }

  it('returns the start of an empty range', () => {
    expect(clampTo({ start: 1000, end: 1000 }, 1500)).to.equal(1000);
  });
});
