/** Packet identifiers of the streams in a segment. */
export const PID = { associationTable: 0, video: 0x100, audio: 0x101, mapTable: 0x1000 } as const;

/** stream_type of table 2-34. */
export const STREAM_TYPE = { h264: 0x1b, hevc: 0x24, adtsAac: 0x0f } as const;

const PROGRAM_NUMBER = 1;
const CRC_BYTES = 4;

/** CRC_32 of ISO/IEC 13818-1, annex A: polynomial 0x04c11db7, initially all ones, not reflected. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}

/** The program association table (clause 2.4.4.3), which points to the map table. */
export const ASSOCIATION_TABLE = section(0x00, [...uint16(PROGRAM_NUMBER), ...pidField(PID.mapTable)], 1);

/** The program map table (clause 2.4.4.8) of the streams that there are. Video carries the program clock, if there is one. */
export const mapTable = (
  { hasVideo, hasAudio }: { hasVideo: boolean; hasAudio: boolean },
  videoType: number = STREAM_TYPE.h264,
): Uint8Array =>
  section(
    0x02,
    [
      ...pidField(hasVideo ? PID.video : PID.audio), // PCR_PID
      ...[0xf0, 0], // program_info_length
      ...(hasVideo ? elementaryStream(videoType, PID.video) : []),
      ...(hasAudio ? elementaryStream(STREAM_TYPE.adtsAac, PID.audio) : []),
    ],
    PROGRAM_NUMBER,
  );

function elementaryStream(streamType: number, pid: number): number[] {
  return [streamType, ...pidField(pid), 0xf0, 0]; // ES_info_length is zero
}

/** A number of 13 bits, after three reserved bits that are ones. */
function pidField(pid: number): number[] {
  return uint16(0xe000 | pid);
}

function uint16(value: number): number[] {
  return [value >> 8, value & 0xff];
}

/** @param idExtension transport_stream_id or program_number */
function section(tableId: number, body: readonly number[], idExtension: number): Uint8Array {
  const afterLength = [...uint16(idExtension), 0xc1, 0, 0, ...body]; // version 0, current, section 0 of 0
  const length = afterLength.length + CRC_BYTES;
  const bytes = Uint8Array.from([tableId, ...uint16(0xb000 | length), ...afterLength, 0, 0, 0, 0]);
  const crcOffset = bytes.length - CRC_BYTES;
  new DataView(bytes.buffer).setUint32(crcOffset, crc32(bytes.subarray(0, crcOffset)));
  return bytes;
}
