import { expect } from 'chai';
import { describe, it } from 'node:test';
import { writeChromaDc, writeLumaDc } from '../../../demo/origin/media/cavlc-residual.ts';
import { writtenBits } from './written-bits.ts';

// The expected bits were derived by hand from clause 9.2: token, signs or levels, total_zeros, run_before.
describe('writeLumaDc', () => {
  const table: [level: number, bits: string][] = [
    [0, '1'],
    [1, '01 0 1'],
    [-1, '01 1 1'],
    [2, '000101 1 1'],
    [-2, '000101 01 1'],
    [8, '000101 0000000000001 1'],
    [9, '000101 000000000000001 0000 1'],
    [-16, '000101 000000000000001 1111 1'],
    [17, '000101 0000000000000001 000000000000 1'],
    [255, '000101 0000000000000001 000111011100 1'],
  ];
  for (const [level, bits] of table) {
    it(`writes a level of ${level} as ${bits}`, () => {
      expect(writtenBits((out) => writeLumaDc(out, level))).to.equal(bits.replaceAll(' ', ''));
    });
  }
});

describe('writeChromaDc', () => {
  const table: [levels: number[], bits: string][] = [
    [[0, 0, 0, 0], '01'],
    [[1, 0, 0, 0], '1 0 1'],
    [[0, 0, 0, -1], '1 1 000'],
    [[4, 0, 0, 0], '000111 00001 1'],
    [[0, 0, 5, 0], '000111 0000001 001'],
    [[1, -1, 0, 0], '001 1 0 1'],
    [[1, 0, 0, 1], '001 0 0 00 00'],
    [[0, 1, 0, 1], '001 0 0 00 01'],
    [[1, 1, 1, 1], '0000000 0 0 0 1'],
    [[6, 2, 0, 0], '000100 1 000001 0 1'],
  ];
  for (const [levels, bits] of table) {
    it(`writes levels of ${levels.join(', ')} as ${bits}`, () => {
      expect(writtenBits((out) => writeChromaDc(out, levels))).to.equal(bits.replaceAll(' ', ''));
    });
  }
});
