import { BitWriter } from './bit-writer.ts';
import type { PictureFormat } from './h264-parameter-sets.ts';

/** nal_unit_type of H.265 (table 7-1). */
export const HEVC_NAL = {
  idrSlice: 19,
  videoParameterSet: 32,
  sequenceParameterSet: 33,
  pictureParameterSet: 34,
  accessUnitDelimiter: 35,
} as const;

const PROFILE_MAIN = 1;
/** Decoders of the profiles Main and Main 10 can decode it. */
const COMPATIBILITY = 0x60000000;
/** A level's number is thirty times its name (clause A.4.1): 3.1 and 4. */
const LEVELS = [
  { idc: 93, samples: 983_040 },
  { idc: 120, samples: 2_228_224 },
] as const;
/** Coding blocks of 8 samples are the smallest, so sizes are multiples of them. */
const BLOCK_PX = 8;

/** The name for the attribute CODECS (ISO/IEC 14496-15, annex E.3). */
export const hevcCodecName = (format: PictureFormat): string => `hvc1.1.6.L${levelIdc(format)}.B0`;

/** video_parameter_set_rbsp, clause 7.3.2.1. */
export function hevcVideoParameterSet(format: PictureFormat): Uint8Array {
  const out = new BitWriter();
  out.bits(0, 4); // vps_video_parameter_set_id
  out.bits(3, 2); // the base layer is in this stream
  out.bits(0, 6); // vps_max_layers_minus1
  writeSubLayers(out);
  out.bits(0xffff, 16); // vps_reserved_0xffff_16bits
  writeProfile(out, format);
  writeBuffering(out);
  out.bits(0, 6); // vps_max_layer_id
  out.unsignedExpGolomb(0); // vps_num_layer_sets_minus1
  out.flag(false); // vps_timing_info_present_flag
  out.flag(false); // vps_extension_flag
  out.trailingBits();
  return out.toBytes();
}

/** seq_parameter_set_rbsp, clause 7.3.2.2. */
export function hevcSequenceParameterSet(format: PictureFormat): Uint8Array {
  const out = new BitWriter();
  out.bits(0, 4); // sps_video_parameter_set_id
  writeSubLayers(out);
  writeProfile(out, format);
  out.unsignedExpGolomb(0); // sps_seq_parameter_set_id
  out.unsignedExpGolomb(1); // chroma_format_idc: 4:2:0
  writeSize(out, format);
  out.unsignedExpGolomb(0); // bit_depth_luma_minus8
  out.unsignedExpGolomb(0); // bit_depth_chroma_minus8
  out.unsignedExpGolomb(4); // log2_max_pic_order_cnt_lsb_minus4
  writeBuffering(out);
  out.unsignedExpGolomb(0); // log2_min_luma_coding_block_size_minus3
  out.unsignedExpGolomb(1); // log2_diff_max_min_luma_coding_block_size
  out.unsignedExpGolomb(0); // log2_min_luma_transform_block_size_minus2
  out.unsignedExpGolomb(2); // log2_diff_max_min_luma_transform_block_size
  out.unsignedExpGolomb(0); // max_transform_hierarchy_depth_inter
  out.unsignedExpGolomb(0); // max_transform_hierarchy_depth_intra
  out.bits(0, 4); // no scaling lists, no asymmetric partitions, no adaptive offset, no PCM
  out.unsignedExpGolomb(0); // num_short_term_ref_pic_sets
  out.bits(0, 5); // no long-term references, no motion prediction, no smoothing, no VUI, no extension
  out.trailingBits();
  return out.toBytes();
}

/** pic_parameter_set_rbsp, clause 7.3.2.3. */
export function hevcPictureParameterSet(): Uint8Array {
  const out = new BitWriter();
  out.unsignedExpGolomb(0); // pps_pic_parameter_set_id
  out.unsignedExpGolomb(0); // pps_seq_parameter_set_id
  out.bits(0, 7); // no dependent slices, no further bits in slice headers, no sign hiding, no cabac_init_flag
  out.unsignedExpGolomb(0); // num_ref_idx_l0_default_active_minus1
  out.unsignedExpGolomb(0); // num_ref_idx_l1_default_active_minus1
  out.signedExpGolomb(0); // init_qp_minus26
  out.bits(0, 3); // constrained_intra_pred_flag, transform_skip_enabled_flag, cu_qp_delta_enabled_flag
  out.signedExpGolomb(0); // pps_cb_qp_offset
  out.signedExpGolomb(0); // pps_cr_qp_offset
  out.bits(0, 10); // up to lists_modification_present_flag: none of these tools
  out.unsignedExpGolomb(0); // log2_parallel_merge_level_minus2
  out.bits(0, 2); // no extension
  out.trailingBits();
  return out.toBytes();
}

/** There is one temporal sub-layer. */
function writeSubLayers(out: BitWriter): void {
  out.bits(0, 3); // max_sub_layers_minus1
  out.flag(true); // temporal_id_nesting_flag
}

/** profile_tier_level, clause 7.3.3. */
function writeProfile(out: BitWriter, format: PictureFormat): void {
  out.bits(0, 3); // general_profile_space, general_tier_flag
  out.bits(PROFILE_MAIN, 5);
  out.bits(COMPATIBILITY, 32);
  out.bits(0b1011, 4); // progressive, not interlaced, not packed, frames only
  for (let left = 44; left > 0; left -= 11) out.bits(0, 11);
  out.bits(levelIdc(format), 8);
}

/** For the one sub-layer: a buffer of one picture, and no reordering. */
function writeBuffering(out: BitWriter): void {
  out.flag(true); // sub_layer_ordering_info_present_flag
  out.unsignedExpGolomb(0); // max_dec_pic_buffering_minus1
  out.unsignedExpGolomb(0); // max_num_reorder_pics
  out.unsignedExpGolomb(0); // max_latency_increase_plus1
}

/** The size in whole blocks, and what is cut off at the right and below, in units of 2 px. */
function writeSize(out: BitWriter, { widthPx, heightPx }: PictureFormat): void {
  const [width, height] = [wholeBlocks(widthPx), wholeBlocks(heightPx)];
  out.unsignedExpGolomb(width); // pic_width_in_luma_samples
  out.unsignedExpGolomb(height); // pic_height_in_luma_samples
  const isCut = width > widthPx || height > heightPx;
  out.flag(isCut); // conformance_window_flag
  if (!isCut) return;
  out.unsignedExpGolomb(0);
  out.unsignedExpGolomb((width - widthPx) / 2);
  out.unsignedExpGolomb(0);
  out.unsignedExpGolomb((height - heightPx) / 2);
}

const wholeBlocks = (px: number): number => Math.ceil(px / BLOCK_PX) * BLOCK_PX;

function levelIdc({ widthPx, heightPx }: PictureFormat): number {
  const level = LEVELS.find(({ samples }) => widthPx * heightPx <= samples);
  if (!level) throw new RangeError(`${widthPx}x${heightPx} is beyond level 4.`);
  return level.idc;
}
