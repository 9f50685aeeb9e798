import { BitWriter, concatBytes } from './bit-writer.ts';
import { writeMacroblock } from './h264-macroblock.ts';
import {
  FRAME_NUM_BITS,
  pictureParameterSet,
  sequenceParameterSet,
  type PictureFormat,
} from './h264-parameter-sets.ts';
import { changedMacroblocks, type Mosaic } from './mosaic.ts';
import { NAL_HEADER, nalUnit } from './nal-unit.ts';
import { LumaPrediction } from './prediction.ts';

/** slice_type (table 7-6). From 5 on, all slices of the picture have that type. */
const P_SLICE = 5;
const I_SLICE = 7;

/** mb_type of I_NxN. In a P slice, the five inter types come before the intra types (table 7-13). */
const I_NXN = 0;
const I_NXN_IN_P_SLICE = 5;

/** access_unit_delimiter_rbsp, clause 7.3.2.4, with primary_pic_type "I" and "I or P". */
const KEY_DELIMITER = nalUnit(NAL_HEADER.accessUnitDelimiter, Uint8Array.of(0x10));
const PREDICTED_DELIMITER = nalUnit(NAL_HEADER.accessUnitDelimiter, Uint8Array.of(0x30));

/**
 * Encodes a picture as an access unit of H.264 Constrained Baseline at which a decoder can start. It decodes to
 * exactly this picture.
 *
 * @param idrPictureId must differ between two consecutive key pictures
 */
export function encodeKeyPicture(picture: Mosaic, format: PictureFormat, idrPictureId: number): Uint8Array {
  const out = new BitWriter();
  writeSliceHeader(out, I_SLICE, 0, idrPictureId);
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
export function encodePredictedPicture(
  picture: Mosaic,
  previous: Mosaic,
  picturesSinceKey: number,
): Uint8Array {
  const out = new BitWriter();
  writeSliceHeader(out, P_SLICE, picturesSinceKey);
  const prediction = new LumaPrediction(picture.luma);
  let skipped = 0;
  changedMacroblocks(picture, previous).forEach((isChanged, i) => {
    if (!isChanged) {
      skipped++;
      return;
    }
    out.unsignedExpGolomb(skipped); // mb_skip_run
    skipped = 0;
    out.unsignedExpGolomb(I_NXN_IN_P_SLICE);
    writeMacroblock(out, picture, prediction, i);
  });
  if (skipped > 0) out.unsignedExpGolomb(skipped);
  out.trailingBits();
  return concatBytes([PREDICTED_DELIMITER, nalUnit(NAL_HEADER.nonIdrSlice, out.toBytes())]);
}

/** Writes slice_header (clause 7.3.3) of the only slice of a picture. */
function writeSliceHeader(
  out: BitWriter,
  sliceType: number,
  picturesSinceKey: number,
  idrPictureId = 0,
): void {
  const isKey = sliceType === I_SLICE;
  out.unsignedExpGolomb(0); // first_mb_in_slice
  out.unsignedExpGolomb(sliceType);
  out.unsignedExpGolomb(0); // pic_parameter_set_id
  out.bits(picturesSinceKey % 2 ** FRAME_NUM_BITS, FRAME_NUM_BITS); // frame_num
  if (isKey) {
    out.unsignedExpGolomb(idrPictureId);
    out.flag(false); // no_output_of_prior_pics_flag
    out.flag(false); // long_term_reference_flag
  } else {
    out.flag(false); // num_ref_idx_active_override_flag
    out.flag(false); // ref_pic_list_modification_flag_l0
    out.flag(false); // adaptive_ref_pic_marking_mode_flag
  }
  out.signedExpGolomb(0); // slice_qp_delta
  out.unsignedExpGolomb(1); // disable_deblocking_filter_idc: a filter would blur the blocks
}
