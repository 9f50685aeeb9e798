import { valueAt, type Plane } from './mosaic.ts';

/** Intra4x4PredMode (table 8-2): of the nine, those that make a flat block of flat neighbours. */
const VERTICAL = 0;
const HORIZONTAL = 1;
const DC = 2;

/** What is predicted where there is no neighbour at all. */
const MID_LEVEL = 128;

export interface LumaChoice {
  readonly mode: number;
  /** The mode that costs one bit; the other eight cost four. */
  readonly likelyMode: number;
  /** What is left to add to the prediction. */
  readonly difference: number;
}

/** Chooses how each 4x4 luma block of one picture is predicted, and remembers it for the neighbours. */
export class LumaPrediction {
  private readonly plane: Plane;
  /** Blocks of skipped macroblocks count as DC too (clause 8.3.1.1). */
  private readonly modes: Plane;

  constructor(plane: Plane) {
    this.plane = plane;
    this.modes = { columns: plane.columns, values: new Uint8Array(plane.values.length).fill(DC) };
  }

  choose(column: number, row: number): LumaChoice {
    const left = column > 0 ? valueAt(this.plane, column - 1, row) : undefined;
    const above = row > 0 ? valueAt(this.plane, column, row - 1) : undefined;
    const target = valueAt(this.plane, column, row);
    const likelyMode = this.likelyMode(column, row);
    const options: LumaChoice[] = [{ mode: DC, likelyMode, difference: target - mean(left, above) }];
    if (left !== undefined) options.push({ mode: HORIZONTAL, likelyMode, difference: target - left });
    if (above !== undefined) options.push({ mode: VERTICAL, likelyMode, difference: target - above });
    const choice = options.reduce(cheaper);
    this.modes.values[row * this.modes.columns + column] = choice.mode;
    return choice;
  }

  /** predIntra4x4PredMode, clause 8.3.1.1. */
  private likelyMode(column: number, row: number): number {
    if (column === 0 || row === 0) return DC;
    return Math.min(valueAt(this.modes, column - 1, row), valueAt(this.modes, column, row - 1));
  }
}

/** Clause 8.3.1.2.3 for neighbours that are flat. */
function mean(left: number | undefined, above: number | undefined): number {
  if (left === undefined) return above ?? MID_LEVEL;
  return above === undefined ? left : (left + above + 1) >> 1;
}

function cheaper(a: LumaChoice, b: LumaChoice): LumaChoice {
  return roughBits(b) < roughBits(a) ? b : a;
}

/** Near enough for choosing: a level's prefix takes two bits a step until it escapes to 28. */
function roughBits({ mode, likelyMode, difference }: LumaChoice): number {
  const modeBits = mode === likelyMode ? 1 : 4;
  return modeBits + (difference === 0 ? 0 : 6 + Math.min(2 * Math.abs(difference), 28));
}
