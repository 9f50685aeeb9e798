import { expect } from 'chai';
import { bytesText, durationText, spanText } from '../../demo/page/write-text.ts';

describe('an amount', () => {
  const written: [text: string, expected: string][] = [
    [durationText(839.6), '840 ms'],
    [durationText(1240), '1.24 s'],
    [bytesText(999), '999 B'],
    [bytesText(12_345), '12.3 KB'],
    [bytesText(3_140_000), '3.1 MB'],
    [spanText(1_800_000), '30 min'],
    [spanText(5_400_000), '1 h 30 min'],
    [spanText(90_061_000), '1 d 1 h 1 min 1 s'],
    [spanText(0), '0 s'],
  ];
  for (const [text, expected] of written) {
    it(`is written as ${expected}`, () => expect(text).to.equal(expected));
  }
});
