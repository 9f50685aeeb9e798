import type { BitWriter } from './bit-writer.ts';
import { FRAME_NUM_BITS, ORDER_COUNT_BITS } from './h264-parameter-sets.ts';

/** slice_type (table 7-6). From 5 on, all slices of the picture have that type. */
export const SLICE_TYPE = { predicted: 5, bipredicted: 6, key: 7 } as const;

/** Where a picture is among the others since the last key picture. */
export interface PictureOrder {
  /** frame_num: how many pictures for reference are decoded before it, the key picture included. */
  readonly frameNumber: number;
  /** How many fields are shown before it; null or left out where pictures are shown in decoding order. */
  readonly orderCount?: number | null;
}

/** Writes slice_header (clause 7.3.3) of the only slice of a picture. */
export function writeSliceHeader(
  out: BitWriter,
  sliceType: (typeof SLICE_TYPE)[keyof typeof SLICE_TYPE],
  { frameNumber, orderCount = null }: PictureOrder,
  idrPictureId = 0,
): void {
  out.unsignedExpGolomb(0); // first_mb_in_slice
  out.unsignedExpGolomb(sliceType);
  out.unsignedExpGolomb(0); // pic_parameter_set_id
  out.bits(frameNumber % 2 ** FRAME_NUM_BITS, FRAME_NUM_BITS); // frame_num
  if (sliceType === SLICE_TYPE.key) out.unsignedExpGolomb(idrPictureId);
  if (orderCount !== null) out.bits(orderCount % 2 ** ORDER_COUNT_BITS, ORDER_COUNT_BITS); // pic_order_cnt_lsb
  writeReferences(out, sliceType);
  out.signedExpGolomb(0); // slice_qp_delta
  out.unsignedExpGolomb(1); // disable_deblocking_filter_idc: a filter would blur the blocks
}

/** Writes which pictures a slice refers to, and whether others may refer to it. All of it is as by default. */
function writeReferences(out: BitWriter, sliceType: number): void {
  switch (sliceType) {
    case SLICE_TYPE.key:
      out.flag(false); // no_output_of_prior_pics_flag
      out.flag(false); // long_term_reference_flag
      return;
    case SLICE_TYPE.predicted:
      out.flag(false); // num_ref_idx_active_override_flag
      out.flag(false); // ref_pic_list_modification_flag_l0
      out.flag(false); // adaptive_ref_pic_marking_mode_flag
      return;
    case SLICE_TYPE.bipredicted:
      out.flag(true); // direct_spatial_mv_pred_flag
      out.flag(false); // num_ref_idx_active_override_flag
      out.flag(false); // ref_pic_list_modification_flag_l0
      out.flag(false); // ref_pic_list_modification_flag_l1
  }
}
