import { expect } from 'chai';
import { backoffMs } from '../../../src/core/policy/backoff.ts';

describe('backoffMs', () => {
  const BACKOFF = { firstMs: 500, longestMs: 8000 };
  const rows: [failures: number, random: number | undefined, waitMs: number][] = [
    [0, undefined, 500],
    [1, undefined, 1000],
    [2, undefined, 2000],
    [3, undefined, 4000],
    [4, undefined, 8000],
    [5, undefined, 8000],
    [2000, undefined, 8000],
    [0, 0, 500],
    [0, 0.5, 375],
    [0, 1, 250],
    [2, 0.5, 1500],
    [5, 1, 4000],
  ];
  for (const [failures, random, waitMs] of rows) {
    const chance = random === undefined ? '' : ` and the random number ${random}`;
    it(`returns ${waitMs} ms for ${failures} failures${chance}`, () => {
      expect(backoffMs(failures, BACKOFF, random)).to.equal(waitMs);
    });
  }
});
