/** A macroblock is 16x16 px. It has 4x4 luma blocks of 4x4 px, and 2x2 chroma blocks that cover 8x8 px each. */
export const MACROBLOCK_PX = 16;

/** One value for each block, row by row. */
export interface Plane {
  readonly values: Uint8Array;
  readonly columns: number;
}

/**
 * A picture made of blocks of flat colour. The encoder can write such a picture exactly and in few bits, because a
 * flat block has a single coefficient. A mosaic covers whole macroblocks, so it may be larger than the picture at the
 * right and at the bottom.
 */
export class Mosaic {
  readonly macroblockColumns: number;
  readonly macroblockRows: number;
  readonly luma: Plane;
  readonly chromaBlue: Plane;
  readonly chromaRed: Plane;

  constructor(widthPx: number, heightPx: number) {
    this.macroblockColumns = Math.ceil(widthPx / MACROBLOCK_PX);
    this.macroblockRows = Math.ceil(heightPx / MACROBLOCK_PX);
    this.luma = this.plane(4);
    this.chromaBlue = this.plane(2);
    this.chromaRed = this.plane(2);
  }

  clone(): Mosaic {
    const copy = new Mosaic(this.macroblockColumns * MACROBLOCK_PX, this.macroblockRows * MACROBLOCK_PX);
    copy.luma.values.set(this.luma.values);
    copy.chromaBlue.values.set(this.chromaBlue.values);
    copy.chromaRed.values.set(this.chromaRed.values);
    return copy;
  }

  private plane(blocksPerMacroblock: number): Plane {
    const columns = this.macroblockColumns * blocksPerMacroblock;
    return { columns, values: new Uint8Array(columns * this.macroblockRows * blocksPerMacroblock) };
  }
}

export function valueAt(plane: Plane, column: number, row: number): number {
  return plane.values[row * plane.columns + column] ?? 0;
}

/**
 * Finds the macroblocks that differ between two pictures of the same size: 1 for those, otherwise 0, row by row. Most
 * macroblocks are equal, so the comparison has to be quick: a row of blocks of a macroblock is compared as one word.
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
