import type { BitWriter } from './bit-writer.ts';

/** A codeword of `bitCount` bits. */
type Codeword = readonly [value: number, bitCount: number];

/**
 * coeff_token of the 2x2 chroma DC coefficients (table 9-5, column nC = −1), indexed by the number of them that
 * are not zero, then by how many of the last of these are trailing ones.
 */
// prettier-ignore
const CHROMA_DC_TOKENS: readonly (readonly Codeword[])[] = [
  [[0b01, 2]],
  [[0b000111, 6], [0b1, 1]],
  [[0b000100, 6], [0b000110, 6], [0b001, 3]],
  [[0b000011, 6], [0b0000011, 7], [0b0000010, 7], [0b000101, 6]],
  [[0b000010, 6], [0b00000011, 8], [0b00000010, 8], [0b0000000, 7]],
];

/**
 * residual_block_cavlc (clause 7.3.5.3.2) of a 4x4 luma block of which only the DC coefficient may differ from
 * zero. Since that holds for all its neighbours too, coeff_token is always from column 0 <= nC < 2.
 */
export function writeLumaDc(out: BitWriter, level: number): void {
  if (level === 0) {
    out.bits(1, 1); // coeff_token: nothing
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

/** As {@link writeLumaDc}, but for the four chroma DC coefficients of a macroblock, in raster order. */
export function writeChromaDc(out: BitWriter, levels: readonly number[]): void {
  // Coefficients are told from the highest frequency to the lowest.
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

/** level_prefix and level_suffix (clause 9.2.2.1 read backwards): the suffix grows with the levels. */
function writeLevels(out: BitWriter, levels: readonly number[], trailingOnes: number): void {
  let suffixBits = 0;
  levels.forEach((level, i) => {
    let code = level > 0 ? 2 * level - 2 : -2 * level - 1;
    // Fewer than three trailing ones say that this level is not ±1.
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
 * total_zeros and run_before (tables 9-9 and 9-10): how many zeros lie below the highest coefficient, and how
 * many of them right below each. All of these codes are truncated unary for four coefficients.
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
