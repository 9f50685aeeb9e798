/** `stream_type` of H.264 (ISO/IEC 13818-1, table 2-34). hls.js plays nothing else out of a transport stream. */
const STREAM_TYPE_H264 = 0x1b;
const ASSOCIATION_TABLE = 0x00;
const MAP_TABLE = 0x02;
const CRC_BYTES = 4;

/** What is in a table, from what its header says of its length; null where it is another one. */
interface Section {
  readonly bytes: Uint8Array;
  /** Where the checksum begins. */
  readonly end: number;
}

/** Where the first program's map is, as a program association table says it; null where this is none. */
export function readAssociationTable(payload: Uint8Array): number | null {
  const section = sectionOf(payload, ASSOCIATION_TABLE);
  if (!section) return null;
  for (let entry = 8; entry + 4 <= section.end; entry += 4) {
    // Program 0 is the network's.
    if (uint16(section.bytes, entry) !== 0) return pidAt(section.bytes, entry + 2);
  }
  return null;
}

/** Where the pictures are, as a program map table says it: `none` where there are none, null where this is no map. */
export function readMapTable(payload: Uint8Array): number | 'none' | null {
  const section = sectionOf(payload, MAP_TABLE);
  if (!section) return null;
  const { bytes, end } = section;
  for (let entry = 12 + lengthAt(bytes, 10); entry + 5 <= end; entry += 5 + lengthAt(bytes, entry + 3)) {
    if (bytes[entry] === STREAM_TYPE_H264) return pidAt(bytes, entry + 1);
  }
  return 'none';
}

/** A table of one packet, as those of a segment are. */
function sectionOf(payload: Uint8Array, tableId: number): Section | null {
  const bytes = payload.subarray(1 + (payload[0] ?? 0));
  const end = 3 + lengthAt(bytes, 1) - CRC_BYTES;
  return bytes[0] === tableId && end <= bytes.byteLength ? { bytes, end } : null;
}

const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

const pidAt = (bytes: Uint8Array, at: number): number => uint16(bytes, at) & 0x1fff;

const lengthAt = (bytes: Uint8Array, at: number): number => uint16(bytes, at) & 0x0fff;
