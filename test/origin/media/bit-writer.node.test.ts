import { expect } from 'chai';
import { describe, it } from 'node:test';
import { BitWriter } from '../../../demo/origin/media/bit-writer.ts';
import { writtenBits } from './written-bits.ts';

describe('BitWriter', () => {
  // Table 9-2 of the specification.
  const unsigned: [number, string][] = [
    [0, '1'],
    [1, '010'],
    [2, '011'],
    [3, '00100'],
    [6, '00111'],
    [7, '0001000'],
    [9, '0001010'],
    [65_535, '0'.repeat(16) + '1' + '0'.repeat(16)],
  ];
  for (const [value, bits] of unsigned) {
    it(`writes ${value} as the unsigned Exp-Golomb code ${bits}`, () => {
      expect(writtenBits((out) => out.unsignedExpGolomb(value))).to.equal(bits);
    });
  }

  // Table 9-3.
  const signed: [number, string][] = [
    [0, '1'],
    [1, '010'],
    [-1, '011'],
    [2, '00100'],
    [-2, '00101'],
    [3, '00110'],
  ];
  for (const [value, bits] of signed) {
    it(`writes ${value} as the signed Exp-Golomb code ${bits}`, () => {
      expect(writtenBits((out) => out.signedExpGolomb(value))).to.equal(bits);
    });
  }

  it('writes numbers of up to 32 bits across bytes', () => {
    const bits = writtenBits((out) => {
      out.bits(0b101, 3);
      out.bits(0xfedcba98, 32);
      out.flag(true);
    });
    expect(bits).to.equal('101' + (0xfedcba98).toString(2) + '1');
  });

  it('ends with a one, and fills the byte with zeros', () => {
    const out = new BitWriter();
    out.bits(0b111, 3);
    out.trailingBits();
    out.trailingBits();
    expect([...out.toBytes()]).to.deep.equal([0b11110000, 0b10000000]);
  });

  it('keeps all bytes when its buffer grows', () => {
    const out = new BitWriter();
    for (let i = 0; i < 1000; i++) out.bits(i % 256, 8);
    expect([...out.toBytes()]).to.deep.equal(Array.from({ length: 1000 }, (_, i) => i % 256));
  });
});
