import { valueAt, type Mosaic, type Plane } from './mosaic.ts';

/** intra_chroma_pred_mode (table 7-16). */
const DC = 0;
const HORIZONTAL = 1;
const VERTICAL = 2;

/** What is predicted where there is no neighbour at all. */
const MID_LEVEL = 128;

/** The 2x2 blocks of a macroblock in raster order. */
type Quad = readonly [number, number, number, number];

export interface ChromaChoice {
  readonly mode: number;
  /** DC coefficients of what is left to add to the prediction; all zero where it is right. */
  readonly blueLevels: Quad;
  readonly redLevels: Quad;
}

/** Chooses how the chroma of a macroblock is predicted; both planes share one mode. */
export function chooseChroma({ chromaBlue, chromaRed }: Mosaic, column: number, row: number): ChromaChoice {
  const modes = [...(column > 0 ? [HORIZONTAL] : []), ...(row > 0 ? [VERTICAL] : [])];
  const choices = (modes.length > 0 ? modes : [DC]).map((mode) => {
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
  const difference = (dx: number, dy: number): number =>
    valueAt(plane, x + dx, y + dy) - predict(plane, mode, x, y, dx, dy);
  return [difference(0, 0), difference(1, 0), difference(0, 1), difference(1, 1)];
}

function predict(plane: Plane, mode: number, x: number, y: number, dx: number, dy: number): number {
  if (mode === HORIZONTAL) return valueAt(plane, x - 1, y + dy);
  if (mode === VERTICAL) return valueAt(plane, x + dx, y - 1);
  return MID_LEVEL;
}

/** The 2x2 Hadamard transform (clause 8.5.11.1), which at our quantiser needs no scaling to be exact. */
function transform([a, b, c, d]: Quad): Quad {
  return [a + b + c + d, a - b + c - d, a + b - c - d, a - b - c + d];
}

function effort(quad: Quad): number {
  return quad.reduce<number>((sum, difference) => sum + Math.abs(difference), 0);
}
