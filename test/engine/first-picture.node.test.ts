import { expect } from 'chai';
import { makeSegment } from '../../demo/origin/media/segment.ts';
import { beginsWithin } from '../../src/engine/first-picture.ts';

const segment = (keyLagMs: number) => makeSegment({ startMs: 1_600_000, durationMs: 4000, keyLagMs });
const unit = (...bytes: number[]) => Uint8Array.of(0, 0, 1, 0xe0, 0, 0, 0, 1, 9, 0xf0, 0, 0, 1, ...bytes, 0);

describe('beginsWithin', () => {
  it('is false for a segment that begins with a key picture', () => {
    expect(beginsWithin(segment(0))).to.equal(false);
    expect(beginsWithin(segment(0).subarray(0, 16_384)), 'its first chunk').to.equal(false);
  });

  it('is true for a segment that begins between two key pictures', () => {
    for (const keyLagMs of [40, 400, 1600, 1960]) {
      expect(beginsWithin(segment(keyLagMs)), `${keyLagMs} ms after one`).to.equal(true);
      expect(beginsWithin(segment(keyLagMs).subarray(0, 16_384)), 'its first chunk').to.equal(true);
    }
  });

  for (const [what, bytes, expected] of [
    ['an IDR slice', [0x65, 0x88], false],
    ['an I slice of a picture of I slices only', [0x41, 0x88], false],
    ['an I slice of any picture', [0x41, 0xb0], false],
    ['a P slice', [0x41, 0x9a], true],
    ['a B slice', [0x01, 0x9e], true],
    ['no slice', [0x67, 0x42], false],
  ] as const) {
    it(`is ${expected} for ${what}`, () => expect(beginsWithin(unit(...bytes))).to.equal(expected));
  }

  it('is false where nothing can be told', () => {
    expect(beginsWithin(new Uint8Array())).to.equal(false);
    expect(beginsWithin(new Uint8Array(16_384))).to.equal(false);
  });
});
