import { BitWriter } from './bit-writer.ts';
import { concatBytes } from './concat-bytes.ts';
import { wrapTicks, type Ticks } from './ts-clock.ts';

export const STREAM_ID = { video: 0xe0, audio: 0xc0 } as const;

/** Bytes between PES_packet_length and the data. */
const HEADER_REST_BYTES = 8;

/** PES_packet of ISO/IEC 13818-1, clause 2.4.3.6, with a presentation time stamp. */
export function pesPacket(streamId: number, ptsTicks: Ticks, data: Uint8Array): Uint8Array {
  const pts = wrapTicks(ptsTicks);
  const header = new BitWriter();
  header.bits(0x000001, 24); // packet_start_code_prefix
  header.bits(streamId, 8);
  // A picture may be larger than the field can say, and zero is allowed for video only.
  header.bits(streamId === STREAM_ID.video ? 0 : data.length + HEADER_REST_BYTES, 16);
  header.bits(0b10_00_0_1_0_0, 8); // data_alignment_indicator: the data begins with an access unit
  header.bits(0b10_000000, 8); // PTS_DTS_flags: PTS only
  header.bits(5, 8); // PES_header_data_length
  header.bits(0b0010, 4);
  header.bits(Math.floor(pts / 2 ** 30), 3);
  header.flag(true); // marker_bit
  header.bits(Math.floor(pts / 2 ** 15) % 2 ** 15, 15);
  header.flag(true);
  header.bits(pts % 2 ** 15, 15);
  header.flag(true);
  return concatBytes([header.toBytes(), data]);
}
