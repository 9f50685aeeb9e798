import type { Mosaic } from './mosaic.ts';

/**
 * Which macroblocks differ between two pictures of one size: not zero for those, row by row. Most do not, and
 * a row of a macroblock's blocks makes one machine word, so it is by words that they are compared.
 */
export function changedMacroblocks(a: Mosaic, b: Mosaic): Uint8Array {
  const changed = new Uint8Array(a.macroblockColumns * a.macroblockRows);
  const mark = (wordsA: ArrayLike<number>, wordsB: ArrayLike<number>, wordsPerMacroblock: number): void => {
    for (let i = 0; i < wordsA.length; i++) {
      if (wordsA[i] === wordsB[i]) continue;
      const row = Math.floor(i / (a.macroblockColumns * wordsPerMacroblock));
      changed[row * a.macroblockColumns + (i % a.macroblockColumns)] = 1;
    }
  };
  mark(new Uint32Array(a.luma.values.buffer), new Uint32Array(b.luma.values.buffer), 4);
  mark(new Uint16Array(a.chromaBlue.values.buffer), new Uint16Array(b.chromaBlue.values.buffer), 2);
  mark(new Uint16Array(a.chromaRed.values.buffer), new Uint16Array(b.chromaRed.values.buffer), 2);
  return changed;
}
