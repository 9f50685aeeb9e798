import { BitWriter } from './bit-writer.ts';

const ADTS_HEADER_BYTES = 7;

/** id_syn_ele of ISO/IEC 14496-3, table 4.85. */
const ELEMENT = { single: 0, pair: 1, fill: 6 } as const;

/**
 * Makes a stereo frame of a mono frame of AAC in ADTS: the left channel is silent, the right one has the sound. The
 * single channel element becomes a channel pair element, in which the bits of the one channel stay as they are. So
 * nothing has to be decoded.
 */
export function toStereo(frame: Uint8Array): Uint8Array {
  const bits = bitsOf(frame.subarray(ADTS_HEADER_BYTES));
  const soundAt = skipFill(bits) + 7; // id_syn_ele and element_instance_tag
  const out = new BitWriter();
  out.bits(ELEMENT.pair, 3);
  out.bits(0, 4); // element_instance_tag
  out.flag(false); // common_window
  writeSilence(out);
  // The last one of a frame ends the element ID_END. Only zeros that fill a byte follow.
  for (const bit of bits.slice(soundAt, bits.lastIndexOf(1) + 1)) out.bits(bit, 1);
  out.bits(0, 7);
  return withHeader(frame, out.toBytes());
}

/** Writes individual_channel_stream (clause 4.4.2.7, table 4.50) of a channel without any sound. */
function writeSilence(out: BitWriter): void {
  out.bits(0, 8); // global_gain
  out.bits(0, 1); // ics_reserved_bit
  out.bits(0, 2); // window_sequence: only long
  out.bits(0, 1); // window_shape
  out.bits(0, 6); // max_sfb: no band has any values
  out.flag(false); // predictor_data_present
  out.flag(false); // pulse_data_present
  out.flag(false); // tns_data_present
  out.flag(false); // gain_control_data_present
}

/** The place of the first element that is not one to fill. The first frame of the loop names its encoder in such a one. */
function skipFill(bits: readonly number[]): number {
  if (valueOf(bits, 0, 3) !== ELEMENT.fill) return 0;
  const count = valueOf(bits, 3, 4);
  const isLong = count === 15;
  const bytes = isLong ? count + valueOf(bits, 7, 8) - 1 : count;
  return 7 + (isLong ? 8 : 0) + 8 * bytes;
}

/** The frame with other data, its length and two channels in its header (ISO/IEC 13818-7, clause 6.2). */
function withHeader(frame: Uint8Array, data: Uint8Array): Uint8Array {
  const stereo = new Uint8Array(ADTS_HEADER_BYTES + data.length);
  stereo.set(frame.subarray(0, ADTS_HEADER_BYTES));
  stereo.set(data, ADTS_HEADER_BYTES);
  const header = new DataView(stereo.buffer);
  // In the word from bit 16 on, channel_configuration begins at bit 7 and aac_frame_length at bit 14.
  const others = header.getUint32(2) & ~((0x7 << 22) | (0x1fff << 5));
  header.setUint32(2, others | (2 << 22) | (stereo.length << 5));
  return stereo;
}

const bitsOf = (bytes: Uint8Array): number[] =>
  [...bytes].flatMap((byte) => Array.from({ length: 8 }, (_, i) => (byte >> (7 - i)) & 1));

const valueOf = (bits: readonly number[], at: number, count: number): number =>
  bits.slice(at, at + count).reduce((value, bit) => 2 * value + bit, 0);
