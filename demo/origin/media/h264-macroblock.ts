import type { BitWriter } from './bit-writer.ts';
import { writeChromaDc, writeLumaDc } from './cavlc-residual.ts';
import type { Mosaic } from './mosaic.ts';
import { chooseChroma, type LumaChoice, type LumaPrediction } from './prediction.ts';

/** Column and row of each luma block of a macroblock, in the order of clause 6.4.3: quarter by quarter. */
const BLOCK_ORDER = Array.from({ length: 16 }, (_, i) => ({
  column: ((i >> 2) & 1) * 2 + (i & 1),
  row: (i >> 3) * 2 + ((i >> 1) & 1),
}));

const QUARTERS = [0, 1, 2, 3];

/** The pattern for each codeNum (table 9-4, column Intra_4x4, ChromaArrayType 1). */
// oxfmt-ignore
const CODED_BLOCK_PATTERNS = [
  47, 31, 15, 0, 23, 27, 29, 30, 7, 11, 13, 14, 39, 43, 45, 46, 16, 3, 5, 10, 12, 19, 21, 26,
  28, 35, 37, 42, 44, 1, 2, 4, 8, 17, 18, 20, 24, 6, 9, 22, 25, 32, 33, 34, 36, 40, 38, 41,
];

/** coded_block_pattern of chroma with DC coefficients only. Bits 0 to 3 are the quarters of luma. */
const CHROMA_DC_CODED = 16;

/**
 * Writes the rest of macroblock_layer (clause 7.3.5) after mb_type, for a macroblock of type I_NxN.
 *
 * @param address the number of the macroblock, counted row by row
 */
export function writeMacroblock(
  out: BitWriter,
  picture: Mosaic,
  prediction: LumaPrediction,
  address: number,
): void {
  const column = address % picture.macroblockColumns;
  const row = Math.floor(address / picture.macroblockColumns);
  const luma = BLOCK_ORDER.map((block) => prediction.choose(4 * column + block.column, 4 * row + block.row));
  const chroma = chooseChroma(picture, column, row);
  const lumaPattern = QUARTERS.reduce((bits, i) => bits | (hasResidual(luma, i) ? 1 << i : 0), 0);
  const chromaCoded = chroma.blueLevels.some(isCoded) || chroma.redLevels.some(isCoded);
  const pattern = lumaPattern | (chromaCoded ? CHROMA_DC_CODED : 0);

  for (const choice of luma) writeLumaMode(out, choice);
  out.unsignedExpGolomb(chroma.mode); // intra_chroma_pred_mode
  out.unsignedExpGolomb(CODED_BLOCK_PATTERNS.indexOf(pattern));
  if (pattern === 0) return;
  out.signedExpGolomb(0); // mb_qp_delta
  luma.forEach(({ difference }, i) => {
    if (lumaPattern & (1 << (i >> 2))) writeLumaDc(out, difference);
  });
  if (!chromaCoded) return;
  writeChromaDc(out, chroma.blueLevels);
  writeChromaDc(out, chroma.redLevels);
}

/** Whether any of the four blocks of a quarter differs from its prediction. */
function hasResidual(luma: readonly LumaChoice[], quarter: number): boolean {
  for (let i = 4 * quarter; i < 4 * quarter + 4; i++) if (luma[i]?.difference !== 0) return true;
  return false;
}

function isCoded(level: number): boolean {
  return level !== 0;
}

/** Writes mb_pred (clause 7.3.5.1): one bit for the likely mode, or the number of the mode among the others. */
function writeLumaMode(out: BitWriter, { mode, likelyMode }: LumaChoice): void {
  out.flag(mode === likelyMode); // prev_intra4x4_pred_mode_flag
  if (mode !== likelyMode) out.bits(mode < likelyMode ? mode : mode - 1, 3); // rem_intra4x4_pred_mode
}
