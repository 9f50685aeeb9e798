/** `stream_type` of H.264 (ISO/IEC 13818-1, table 2-34). The key frame reader supports no other codec. */
const STREAM_TYPE_H264 = 0x1b;
const ASSOCIATION_TABLE = 0x00;
const MAP_TABLE = 0x02;
const CRC_BYTES = 4;

/** The content of a table, by the length in its header; null where it is another table. */
interface Section {
  readonly bytes: Uint8Array;
  /** The offset of the checksum. */
  readonly end: number;
}

/** Reads the PID of the first program's map from a program association table; null where it is another table. */
export function readAssociationTable(payload: Uint8Array): number | null {
  const section = sectionOf(payload, ASSOCIATION_TABLE);
  if (!section) return null;
  for (let entry = 8; entry + 4 <= section.end; entry += 4) {
    // Program 0 is the network information table.
    if (uint16(section.bytes, entry) !== 0) return pidAt(section.bytes, entry + 2);
  }
  return null;
}

/** Reads the PID of the video from a program map table: `none` where there is no H.264, null where it is another table. */
export function readMapTable(payload: Uint8Array): number | 'none' | null {
  const section = sectionOf(payload, MAP_TABLE);
  if (!section) return null;
  const { bytes, end } = section;
  for (let entry = 12 + lengthAt(bytes, 10); entry + 5 <= end; entry += 5 + lengthAt(bytes, entry + 3)) {
    if (bytes[entry] === STREAM_TYPE_H264) return pidAt(bytes, entry + 1);
  }
  return 'none';
}

/** A table that fits into one packet, as those of a segment do. */
function sectionOf(payload: Uint8Array, tableId: number): Section | null {
  const bytes = payload.subarray(1 + (payload[0] ?? 0));
  const end = 3 + lengthAt(bytes, 1) - CRC_BYTES;
  return bytes[0] === tableId && end <= bytes.byteLength ? { bytes, end } : null;
}

const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

const pidAt = (bytes: Uint8Array, at: number): number => uint16(bytes, at) & 0x1fff;

const lengthAt = (bytes: Uint8Array, at: number): number => uint16(bytes, at) & 0x0fff;
