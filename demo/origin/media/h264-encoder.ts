import { BitWriter, concatBytes } from './bit-writer.ts';
import { writeMacroblock } from './h264-macroblock.ts';
import { pictureParameterSet, sequenceParameterSet, type PictureFormat } from './h264-parameter-sets.ts';
import { changedMacroblocks, type Mosaic } from './mosaic.ts';
import { NAL_HEADER, nalUnit } from './nal-unit.ts';
import { LumaPrediction } from './prediction.ts';
import { SLICE_TYPE, writeSliceHeader, type PictureOrder } from './slice-header.ts';

/** mb_type of I_NxN. In a P slice, the five inter types come before the intra types (table 7-13), in a B slice 23. */
const I_NXN = 0;
const I_NXN_IN_P_SLICE = 5;
const I_NXN_IN_B_SLICE = 23;

/** access_unit_delimiter_rbsp, clause 7.3.2.4, with primary_pic_type "I", "I or P" and "I, P or B". */
const KEY_DELIMITER = nalUnit(NAL_HEADER.accessUnitDelimiter, Uint8Array.of(0x10));
const PREDICTED_DELIMITER = nalUnit(NAL_HEADER.accessUnitDelimiter, Uint8Array.of(0x30));
const BIPREDICTED_DELIMITER = nalUnit(NAL_HEADER.accessUnitDelimiter, Uint8Array.of(0x50));

/**
 * Encodes a picture as an access unit of H.264 Constrained Baseline at which a decoder can start. It decodes to
 * exactly this picture.
 *
 * @param idrPictureId must differ between two consecutive key pictures
 */
export function encodeKeyPicture(picture: Mosaic, format: PictureFormat, idrPictureId: number): Uint8Array {
  const out = new BitWriter();
  const orderCount = format.isReordered ? 0 : null;
  writeSliceHeader(out, SLICE_TYPE.key, { frameNumber: 0, orderCount }, idrPictureId);
  const prediction = new LumaPrediction(picture.luma);
  for (let i = 0; i < picture.macroblockColumns * picture.macroblockRows; i++) {
    out.unsignedExpGolomb(I_NXN);
    writeMacroblock(out, picture, prediction, i);
  }
  out.trailingBits();
  return concatBytes([
    KEY_DELIMITER,
    sequenceParameterSet(format),
    pictureParameterSet(),
    nalUnit(NAL_HEADER.idrSlice, out.toBytes()),
  ]);
}

/** As {@link encodeKeyPicture}, but skips macroblocks that are the same as in the previous picture. */
export function encodePredictedPicture(picture: Mosaic, previous: Mosaic, order: PictureOrder): Uint8Array {
  const out = new BitWriter();
  writeSliceHeader(out, SLICE_TYPE.predicted, order);
  writeChanged(out, picture, changedMacroblocks(picture, previous), I_NXN_IN_P_SLICE);
  return concatBytes([PREDICTED_DELIMITER, nalUnit(NAL_HEADER.nonIdrSlice, out.toBytes())]);
}

/**
 * Encodes a B picture, which is shown between two pictures that are decoded before it. Macroblocks that are the same in
 * all three are skipped: without any motion, a skipped one is the mean of the two others (clause 8.4.1.2.2).
 */
export function encodeBipredictedPicture(
  picture: Mosaic,
  [before, after]: readonly [Mosaic, Mosaic],
  order: PictureOrder,
): Uint8Array {
  const out = new BitWriter();
  writeSliceHeader(out, SLICE_TYPE.bipredicted, order);
  const changedSince = changedMacroblocks(picture, before);
  const changes = changedMacroblocks(picture, after).map((changed, i) => changed | (changedSince[i] ?? 0));
  writeChanged(out, picture, changes, I_NXN_IN_B_SLICE);
  return concatBytes([BIPREDICTED_DELIMITER, nalUnit(NAL_HEADER.bipredictedSlice, out.toBytes())]);
}

/**
 * Writes slice_data (clause 7.3.4) of a slice that skips the macroblocks that have not changed.
 *
 * @param intraType mb_type of those that have
 */
function writeChanged(out: BitWriter, picture: Mosaic, changes: Uint8Array, intraType: number): void {
  const prediction = new LumaPrediction(picture.luma);
  let skipped = 0;
  changes.forEach((isChanged, i) => {
    if (!isChanged) {
      skipped++;
      return;
    }
    out.unsignedExpGolomb(skipped); // mb_skip_run
    skipped = 0;
    out.unsignedExpGolomb(intraType);
    writeMacroblock(out, picture, prediction, i);
  });
  if (skipped > 0) out.unsignedExpGolomb(skipped);
  out.trailingBits();
}
