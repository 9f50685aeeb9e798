import { BitWriter } from './bit-writer.ts';
import { MACROBLOCK_PX } from './mosaic.ts';
import { NAL_HEADER, nalUnit } from './nal-unit.ts';

export interface PictureFormat {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  /** Default `baseline`: Constrained Baseline. */
  readonly profile?: H264Profile;
  /** Whether pictures are decoded in another order than they are shown in. Default false; only `main` has B pictures. */
  readonly isReordered?: boolean;
}

export type H264Profile = 'baseline' | 'main';

/** Bits of frame_num in slice headers. */
export const FRAME_NUM_BITS = 8;
/** Bits of pic_order_cnt_lsb in slice headers, where pictures are reordered. */
export const ORDER_COUNT_BITS = 8;

/**
 * These quantisers make the encoder exact (clauses 8.5.11 and 8.5.12). At quantiser 16, the luma DC of a 4x4 block is
 * scaled by 256 / 4, and the inverse transform divides by the same number: a level of n is a difference of exactly n.
 * Chroma needs a quarter of that scale. This is quantiser 10, with an offset of −6.
 */
const LUMA_QUANTISER = 16;
const CHROMA_QUANTISER_OFFSET = -6;

/** level_idc, MaxMBPS and MaxFS of the levels that the encoder uses (table A-1). */
const LEVELS = [
  { idc: 30, macroblocksPerS: 40_500, macroblocks: 1620 },
  { idc: 31, macroblocksPerS: 108_000, macroblocks: 3600 },
  { idc: 40, macroblocksPerS: 245_760, macroblocks: 8192 },
] as const;

/** profile_idc, and the constraint flags that follow it. */
const PROFILES: Readonly<Record<H264Profile, readonly [idc: number, flags: number]>> = {
  baseline: [66, 0xc0],
  main: [77, 0x40],
};
const COLOUR_BT_601 = 6;

/** The name for the attribute CODECS (RFC 6381, section 3.3): profile, constraints and level in hexadecimal. */
export function codecName(format: PictureFormat): string {
  return `avc1.${profileBytes(format)
    .map((byte) => byte.toString(16))
    .join('')}`;
}

/** The first three bytes of the sequence parameter set: profile, constraints and level. */
function profileBytes(format: PictureFormat): number[] {
  return [...PROFILES[format.profile ?? 'baseline'], levelIdc(format)];
}

/** seq_parameter_set_rbsp, clause 7.3.2.1.1, as a NAL unit. */
export function sequenceParameterSet(format: PictureFormat): Uint8Array {
  const { columns, rows } = macroblocksOf(format);
  const { isReordered = false } = format;
  const out = new BitWriter();
  for (const byte of profileBytes(format)) out.bits(byte, 8);
  out.unsignedExpGolomb(0); // seq_parameter_set_id
  out.unsignedExpGolomb(FRAME_NUM_BITS - 4); // log2_max_frame_num_minus4
  if (isReordered) {
    out.unsignedExpGolomb(0); // pic_order_cnt_type: each slice tells when its picture is shown
    out.unsignedExpGolomb(ORDER_COUNT_BITS - 4); // log2_max_pic_order_cnt_lsb_minus4
  } else {
    out.unsignedExpGolomb(2); // pic_order_cnt_type: pictures are shown in decoding order
  }
  out.unsignedExpGolomb(isReordered ? 2 : 1); // max_num_ref_frames
  out.flag(false); // gaps_in_frame_num_value_allowed_flag
  out.unsignedExpGolomb(columns - 1); // pic_width_in_mbs_minus1
  out.unsignedExpGolomb(rows - 1); // pic_height_in_map_units_minus1
  out.flag(true); // frame_mbs_only_flag
  out.flag(true); // direct_8x8_inference_flag
  writeCropping(out, columns * MACROBLOCK_PX - format.widthPx, rows * MACROBLOCK_PX - format.heightPx);
  out.flag(true); // vui_parameters_present_flag
  writeUsabilityInformation(out, format);
  out.trailingBits();
  return nalUnit(NAL_HEADER.sequenceParameterSet, out.toBytes());
}

/** pic_parameter_set_rbsp, clause 7.3.2.2, as a NAL unit. */
export function pictureParameterSet(): Uint8Array {
  const out = new BitWriter();
  out.unsignedExpGolomb(0); // pic_parameter_set_id
  out.unsignedExpGolomb(0); // seq_parameter_set_id
  out.flag(false); // entropy_coding_mode_flag: CAVLC
  out.flag(false); // bottom_field_pic_order_in_frame_present_flag
  out.unsignedExpGolomb(0); // num_slice_groups_minus1
  out.unsignedExpGolomb(0); // num_ref_idx_l0_default_active_minus1
  out.unsignedExpGolomb(0); // num_ref_idx_l1_default_active_minus1
  out.flag(false); // weighted_pred_flag
  out.bits(0, 2); // weighted_bipred_idc
  out.signedExpGolomb(LUMA_QUANTISER - 26); // pic_init_qp_minus26
  out.signedExpGolomb(0); // pic_init_qs_minus26
  out.signedExpGolomb(CHROMA_QUANTISER_OFFSET); // chroma_qp_index_offset
  out.flag(true); // deblocking_filter_control_present_flag
  out.flag(false); // constrained_intra_pred_flag
  out.flag(false); // redundant_pic_cnt_present_flag
  out.trailingBits();
  return nalUnit(NAL_HEADER.pictureParameterSet, out.toBytes());
}

function macroblocksOf({ widthPx, heightPx }: PictureFormat): { columns: number; rows: number } {
  return { columns: Math.ceil(widthPx / MACROBLOCK_PX), rows: Math.ceil(heightPx / MACROBLOCK_PX) };
}

function levelIdc(format: PictureFormat): number {
  const { fps } = format;
  const { columns, rows } = macroblocksOf(format);
  const macroblocks = columns * rows;
  const level = LEVELS.find((l) => macroblocks <= l.macroblocks && macroblocks * fps <= l.macroblocksPerS);
  if (!level) throw new RangeError(`${macroblocks} macroblocks at ${fps} fps are beyond level 4.`);
  return level.idc;
}

/** Offsets are in units of 2 px, because chroma has half the resolution. */
function writeCropping(out: BitWriter, rightPx: number, bottomPx: number): void {
  out.flag(rightPx > 0 || bottomPx > 0); // frame_cropping_flag
  if (rightPx === 0 && bottomPx === 0) return;
  out.unsignedExpGolomb(0); // frame_crop_left_offset
  out.unsignedExpGolomb(rightPx / 2);
  out.unsignedExpGolomb(0); // frame_crop_top_offset
  out.unsignedExpGolomb(bottomPx / 2);
}

/** Writes vui_parameters (clause E.1.1): the colours, a fixed frame rate, and how far pictures are reordered. */
function writeUsabilityInformation(out: BitWriter, { fps, isReordered = false }: PictureFormat): void {
  out.flag(false); // aspect_ratio_info_present_flag
  out.flag(false); // overscan_info_present_flag
  out.flag(true); // video_signal_type_present_flag
  out.bits(5, 3); // video_format: unspecified
  out.flag(false); // video_full_range_flag
  out.flag(true); // colour_description_present_flag
  out.bits(COLOUR_BT_601, 8); // colour_primaries
  out.bits(COLOUR_BT_601, 8); // transfer_characteristics
  out.bits(COLOUR_BT_601, 8); // matrix_coefficients
  out.flag(false); // chroma_loc_info_present_flag
  out.flag(true); // timing_info_present_flag
  out.bits(1, 32); // num_units_in_tick
  out.bits(2 * fps, 32); // time_scale: a tick is a field, half a frame
  out.flag(true); // fixed_frame_rate_flag
  out.flag(false); // nal_hrd_parameters_present_flag
  out.flag(false); // vcl_hrd_parameters_present_flag
  out.flag(false); // pic_struct_present_flag
  out.flag(true); // bitstream_restriction_flag
  out.flag(true); // motion_vectors_over_pic_boundaries_flag
  out.unsignedExpGolomb(0); // max_bytes_per_pic_denom
  out.unsignedExpGolomb(0); // max_bits_per_mb_denom
  out.unsignedExpGolomb(11); // log2_max_mv_length_horizontal
  out.unsignedExpGolomb(11); // log2_max_mv_length_vertical
  out.unsignedExpGolomb(isReordered ? 1 : 0); // max_num_reorder_frames
  out.unsignedExpGolomb(isReordered ? 2 : 1); // max_dec_frame_buffering
}
