import type { BitWriter } from './bit-writer.ts';

/** A codeword of `bitCount` bits. */
type Codeword = readonly [value: number, bitCount: number];

/**
 * coeff_token of the 2x2 chroma DC coefficients (table 9-5, column nC = −1). The first index is the number of
 * coefficients that are not zero, the second one is the number of trailing ones among them.
 */
// oxfmt-ignore
const CHROMA_DC_TOKENS: readonly (readonly Codeword[])[] = [
  [[0b01, 2]],
  [[0b000111, 6], [0b1, 1]],
  [[0b000100, 6], [0b000110, 6], [0b001, 3]],
  [[0b000011, 6], [0b0000011, 7], [0b0000010, 7], [0b000101, 6]],
  [[0b000010, 6], [0b00000011, 8], [0b00000010, 8], [0b0000000, 7]],
];

/**
 * Writes residual_block_cavlc (clause 7.3.5.3.2) of a 4x4 luma block whose coefficients are zero except for the DC
 * coefficient. Its neighbours are the same, so coeff_token is always taken from the column 0 <= nC < 2.
 */
export function writeLumaDc(out: BitWriter, level: number): void {
  if (level === 0) {
    out.bits(1, 1); // coeff_token: no coefficients
    return;
  }
  if (Math.abs(level) === 1) {
    out.bits(0b01, 2); // coeff_token: a trailing one
    out.flag(level < 0);
  } else {
    out.bits(0b000101, 6); // coeff_token: one coefficient
    writeLevels(out, [level], 0);
  }
  out.bits(1, 1); // total_zeros: none
}

/** Does the same for the four chroma DC coefficients of a macroblock, in raster order. */
export function writeChromaDc(out: BitWriter, levels: readonly number[]): void {
  // Coefficients are written from the highest frequency to the lowest.
  const positions = [3, 2, 1, 0].filter((position) => levels[position] !== 0);
  const coded = positions.map((position) => levels[position] ?? 0);
  const ones = countTrailingOnes(coded);
  const [token, tokenBits] = CHROMA_DC_TOKENS[coded.length]?.[ones] ?? [0, 0];
  out.bits(token, tokenBits);
  for (const level of coded.slice(0, ones)) out.flag(level < 0); // trailing_ones_sign_flag
  writeLevels(out, coded.slice(ones), ones);
  writeZeroRuns(out, positions);
}

function countTrailingOnes(levels: readonly number[]): number {
  const firstLarger = levels.findIndex((level) => Math.abs(level) > 1);
  return Math.min(3, firstLarger === -1 ? levels.length : firstLarger);
}

/** Writes level_prefix and level_suffix, which clause 9.2.2.1 reads. The suffix gets longer with larger levels. */
function writeLevels(out: BitWriter, levels: readonly number[], trailingOnes: number): void {
  let suffixBits = 0;
  levels.forEach((level, i) => {
    let code = level > 0 ? 2 * level - 2 : -2 * level - 1;
    // After fewer than three trailing ones, this level cannot be ±1, so the codes of ±1 are not needed.
    if (i === 0 && trailingOnes < 3) code -= 2;
    writeLevelCode(out, code, suffixBits);
    if (suffixBits === 0) suffixBits = 1;
    if (Math.abs(level) > 3 << (suffixBits - 1) && suffixBits < 6) suffixBits++;
  });
}

function writeLevelCode(out: BitWriter, code: number, suffixBits: number): void {
  const escapeCode = suffixBits === 0 ? 30 : 15 << suffixBits;
  if (code >= escapeCode) {
    out.bits(1, 16); // level_prefix 15
    out.bits(code - escapeCode, 12);
  } else if (suffixBits === 0 && code >= 14) {
    out.bits(1, 15); // level_prefix 14
    out.bits(code - 14, 4);
  } else {
    out.bits(1, (code >> suffixBits) + 1);
    out.bits(code & ((1 << suffixBits) - 1), suffixBits);
  }
}

/**
 * Writes total_zeros, the number of zeros below the highest coefficient, and run_before, the number of zeros directly
 * below each coefficient (tables 9-9 and 9-10). For four coefficients, all of these codes are truncated unary.
 */
function writeZeroRuns(out: BitWriter, positions: readonly number[]): void {
  const [highest, ...lower] = positions;
  if (highest === undefined) return;
  let zerosLeft = highest + 1 - positions.length;
  const mostZeros = 4 - positions.length;
  if (mostZeros > 0) writeTruncatedUnary(out, zerosLeft, mostZeros);
  let above = highest;
  for (const position of lower) {
    if (zerosLeft === 0) return;
    const run = above - position - 1;
    writeTruncatedUnary(out, run, zerosLeft);
    zerosLeft -= run;
    above = position;
  }
}

function writeTruncatedUnary(out: BitWriter, value: number, largest: number): void {
  if (value === largest) out.bits(0, value);
  else out.bits(1, value + 1);
}
