import { valueAt, type Mosaic, type Plane } from './mosaic.ts';

/** Intra4x4PredMode (table 8-2): the modes that predict a flat block from flat neighbours. */
const LUMA_MODE = { vertical: 0, horizontal: 1, dc: 2 } as const;

/** The prediction for a block without neighbours. */
const MID_LEVEL = 128;

export interface LumaChoice {
  readonly mode: number;
  /** The mode that costs one bit. The other eight modes cost four bits. */
  readonly likelyMode: number;
  /** The difference from the prediction. */
  readonly difference: number;
}

/**
 * Chooses how each 4x4 luma block of one picture is predicted. It owns the chosen modes, because the likely mode of a
 * block depends on its neighbours. The encoder makes one for each picture.
 */
export class LumaPrediction {
  private readonly plane: Plane;
  /** The blocks of skipped macroblocks count as DC, too (clause 8.3.1.1). */
  private readonly modes: Plane;

  constructor(plane: Plane) {
    this.plane = plane;
    this.modes = { columns: plane.columns, values: new Uint8Array(plane.values.length).fill(LUMA_MODE.dc) };
  }

  /** Runs for each block of each key picture, so it makes no object but its answer. */
  choose(column: number, row: number): LumaChoice {
    const target = valueAt(this.plane, column, row);
    const left = column > 0 ? valueAt(this.plane, column - 1, row) : undefined;
    const above = row > 0 ? valueAt(this.plane, column, row - 1) : undefined;
    const likelyMode = this.likelyMode(column, row);
    let mode: number = LUMA_MODE.dc;
    let difference = target - mean(left, above);
    let bits = roughBits(mode, likelyMode, difference);
    if (left !== undefined) {
      const horizontalBits = roughBits(LUMA_MODE.horizontal, likelyMode, target - left);
      if (horizontalBits < bits)
        [mode, difference, bits] = [LUMA_MODE.horizontal, target - left, horizontalBits];
    }
    if (above !== undefined) {
      const verticalBits = roughBits(LUMA_MODE.vertical, likelyMode, target - above);
      if (verticalBits < bits) [mode, difference] = [LUMA_MODE.vertical, target - above];
    }
    this.modes.values[row * this.modes.columns + column] = mode;
    return { mode, likelyMode, difference };
  }

  /** predIntra4x4PredMode, clause 8.3.1.1. */
  private likelyMode(column: number, row: number): number {
    if (column === 0 || row === 0) return LUMA_MODE.dc;
    return Math.min(valueAt(this.modes, column - 1, row), valueAt(this.modes, column, row - 1));
  }
}

/** The DC prediction of clause 8.3.1.2.3, for flat neighbours. */
function mean(left: number | undefined, above: number | undefined): number {
  if (left === undefined) return above ?? MID_LEVEL;
  return above === undefined ? left : (left + above + 1) >> 1;
}

/** An estimate of the cost: the prefix of a level takes two bits for each step, and at most 28. */
function roughBits(mode: number, likelyMode: number, difference: number): number {
  const modeBits = mode === likelyMode ? 1 : 4;
  return modeBits + (difference === 0 ? 0 : 6 + Math.min(2 * Math.abs(difference), 28));
}

/** intra_chroma_pred_mode (table 7-16). */
const CHROMA_MODE = { dc: 0, horizontal: 1, vertical: 2 } as const;

/** The values of the 2x2 chroma blocks of a macroblock, in raster order. */
type Quad = readonly [number, number, number, number];

export interface ChromaChoice {
  readonly mode: number;
  /** DC coefficients of the difference from the prediction; all zero if the prediction is right. */
  readonly blueLevels: Quad;
  readonly redLevels: Quad;
}

/** Chooses how the chroma of a macroblock is predicted. Both planes have the same mode. */
export function chooseChroma({ chromaBlue, chromaRed }: Mosaic, column: number, row: number): ChromaChoice {
  const modes = [...(column > 0 ? [CHROMA_MODE.horizontal] : []), ...(row > 0 ? [CHROMA_MODE.vertical] : [])];
  const choices = (modes.length > 0 ? modes : [CHROMA_MODE.dc]).map((mode) => {
    const blue = differences(chromaBlue, column, row, mode);
    const red = differences(chromaRed, column, row, mode);
    return {
      mode,
      blueLevels: transform(blue),
      redLevels: transform(red),
      effort: effort(blue) + effort(red),
    };
  });
  return choices.reduce((best, choice) => (choice.effort < best.effort ? choice : best));
}

function differences(plane: Plane, column: number, row: number, mode: number): Quad {
  const x = 2 * column;
  const y = 2 * row;
  return [
    difference(plane, mode, x, y, 0, 0),
    difference(plane, mode, x, y, 1, 0),
    difference(plane, mode, x, y, 0, 1),
    difference(plane, mode, x, y, 1, 1),
  ];
}

function difference(plane: Plane, mode: number, x: number, y: number, dx: number, dy: number): number {
  return valueAt(plane, x + dx, y + dy) - predict(plane, mode, x, y, dx, dy);
}

function predict(plane: Plane, mode: number, x: number, y: number, dx: number, dy: number): number {
  if (mode === CHROMA_MODE.horizontal) return valueAt(plane, x - 1, y + dy);
  if (mode === CHROMA_MODE.vertical) return valueAt(plane, x + dx, y - 1);
  return MID_LEVEL;
}

/** The 2x2 Hadamard transform (clause 8.5.11.1). At the chroma quantiser of this encoder, it needs no scaling. */
function transform([a, b, c, d]: Quad): Quad {
  return [a + b + c + d, a - b + c - d, a + b - c - d, a - b - c + d];
}

function effort(quad: Quad): number {
  return quad.reduce<number>((sum, level) => sum + Math.abs(level), 0);
}
