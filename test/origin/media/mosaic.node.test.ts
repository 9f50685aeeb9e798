import { expect } from 'chai';
import { describe, it } from 'node:test';
import { changedMacroblocks, Mosaic } from '../../../demo/origin/media/mosaic.ts';

describe('changedMacroblocks', () => {
  // The picture has three columns and two rows of macroblocks: 12 columns of luma blocks, and 6 of chroma blocks.
  const table: [
    plane: 'luma' | 'chromaBlue' | 'chromaRed',
    column: number,
    row: number,
    macroblock: number,
  ][] = [
    ['luma', 0, 0, 0],
    ['luma', 3, 3, 0],
    ['luma', 4, 3, 1],
    ['luma', 11, 4, 5],
    ['luma', 8, 7, 5],
    ['chromaBlue', 1, 1, 0],
    ['chromaBlue', 2, 1, 1],
    ['chromaRed', 0, 2, 3],
    ['chromaRed', 5, 3, 5],
  ];
  for (const [plane, column, row, macroblock] of table) {
    it(`finds a change of ${plane} in column ${column}, row ${row} in macroblock ${macroblock}`, () => {
      const before = new Mosaic(48, 32);
      const after = before.clone();
      after[plane].values[row * after[plane].columns + column] = 1;
      const expected = [0, 1, 2, 3, 4, 5].map((i) => (i === macroblock ? 1 : 0));
      expect([...changedMacroblocks(after, before)]).to.deep.equal(expected);
    });
  }

  it('finds no changes between a picture and its copy', () => {
    const picture = new Mosaic(48, 32);
    expect([...changedMacroblocks(picture, picture.clone())]).to.deep.equal([0, 0, 0, 0, 0, 0]);
  });
});
