/** A macroblock is 16x16 px: 4x4 luma blocks of 4x4 px, and 2x2 chroma blocks that cover 8x8 px each. */
export const MACROBLOCK_PX = 16;

/** One value per block, row by row. */
export interface Plane {
  readonly values: Uint8Array;
  readonly columns: number;
}

/**
 * A picture made of blocks of flat colour: what the encoder can write exactly and in few bits, since a flat
 * block has a single coefficient. Covers whole macroblocks, so it may reach past the right and lower edges.
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
