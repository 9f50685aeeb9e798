import { expect } from 'chai';
import { readDuration } from '../../demo/page/read-duration.ts';

describe('readDuration', () => {
  const durations: [text: string, ms: number][] = [
    ['90s', 90_000],
    ['10m', 600_000],
    ['10min', 600_000],
    ['1h', 3_600_000],
    ['2d', 172_800_000],
    ['1h30m', 5_400_000],
    ['1h 30 min 15 s', 5_415_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['0s', 0],
    [' 1h ', 3_600_000],
  ];
  for (const [text, ms] of durations) {
    it(`takes "${text}" for ${ms} ms`, () => expect(readDuration(text)).to.equal(ms));
  }

  for (const text of ['', ' ', '90', 'h', '1h30', '-1h', '1 hour', '1x', '1h,30m', 'one h']) {
    it(`takes "${text}" for no duration`, () => expect(readDuration(text)).to.be.undefined);
  }
});
