import { BitWriter, concatBytes } from './bit-writer.ts';
import {
  HEVC_NAL,
  hevcPictureParameterSet,
  hevcSequenceParameterSet,
  hevcVideoParameterSet,
} from './hevc-parameter-sets.ts';
import { nalUnit } from './nal-unit.ts';
import { DEFAULT_FPS, soundOf, type SegmentSpec } from './segment.ts';
import { muxSegment } from './ts-muxer.ts';
import { TICKS_PER_MS } from './ts-packets.ts';
import { STREAM_TYPE } from './ts-sections.ts';

/**
 * Makes a segment of MPEG-TS whose video is announced as H.265, with AAC. It is for browsers without a decoder: there are
 * valid parameter sets, and slices without a picture. A browser with a decoder shows nothing either.
 */
export function makeHevcSegment(spec: SegmentSpec): Uint8Array<ArrayBuffer> {
  const { startMs, durationMs, width = 640, clockZeroMs = 0 } = spec;
  const format = { widthPx: width, heightPx: spec.height ?? (width * 9) / 16, fps: DEFAULT_FPS };
  const data = concatBytes([
    hevcUnit(HEVC_NAL.accessUnitDelimiter, Uint8Array.of(0x50)),
    hevcUnit(HEVC_NAL.videoParameterSet, hevcVideoParameterSet(format)),
    hevcUnit(HEVC_NAL.sequenceParameterSet, hevcSequenceParameterSet(format)),
    hevcUnit(HEVC_NAL.pictureParameterSet, hevcPictureParameterSet()),
    hevcUnit(HEVC_NAL.idrSlice, emptySlice()),
  ]);
  const frameMs = 1000 / DEFAULT_FPS;
  const video = Array.from({ length: durationMs / frameMs }, (_, i) => ({
    ptsTicks: (startMs + i * frameMs - clockZeroMs) * TICKS_PER_MS,
    data,
    isKey: true,
  }));
  return muxSegment(video, soundOf(spec), STREAM_TYPE.hevc);
}

/** A NAL unit of layer 0 and temporal sub-layer 0; its header has two bytes (clause 7.3.1.2). */
const hevcUnit = (type: number, payload: Uint8Array): Uint8Array =>
  nalUnit(type << 1, concatBytes([Uint8Array.of(1), payload]));

/** slice_segment_header, clause 7.3.6.1, with no slice data behind it. */
function emptySlice(): Uint8Array {
  const out = new BitWriter();
  out.flag(true); // first_slice_segment_in_pic_flag
  out.flag(false); // no_output_of_prior_pics_flag
  out.unsignedExpGolomb(0); // slice_pic_parameter_set_id
  out.unsignedExpGolomb(2); // slice_type: I
  out.signedExpGolomb(0); // slice_qp_delta
  out.trailingBits();
  return out.toBytes();
}
