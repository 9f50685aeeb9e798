const PACKET_BYTES = 188;
const SYNC_BYTE = 0x47;

/** A packet of an MPEG transport stream (ISO/IEC 13818-1, clause 2.4.3.2). */
export interface Packet {
  readonly pid: number;
  /** Whether a section or a PES packet begins in the packet. */
  readonly isUnitStart: boolean;
  readonly isScrambled: boolean;
  readonly payload: Uint8Array;
}

/** Finds the packets of a transport stream that arrives in chunks of any size, and skips other bytes between them. */
export class PacketReader {
  #rest = new Uint8Array();
  /** Whether the previous packet has ended where the rest begins. */
  #isInStep = false;

  /** Yields the packets that these bytes complete. */
  *read(bytes: Uint8Array): Generator<Packet> {
    const all = new Uint8Array(this.#rest.byteLength + bytes.byteLength);
    all.set(this.#rest);
    all.set(bytes, this.#rest.byteLength);
    let offset = 0;
    // After other bytes, a sync byte counts only if another one follows a packet later.
    while (offset + PACKET_BYTES + (this.#isInStep ? 0 : 1) <= all.byteLength) {
      this.#isInStep =
        all[offset] === SYNC_BYTE && (this.#isInStep || all[offset + PACKET_BYTES] === SYNC_BYTE);
      if (this.#isInStep) yield packetOf(all.subarray(offset, offset + PACKET_BYTES));
      offset += this.#isInStep ? PACKET_BYTES : 1;
    }
    this.#rest = all.subarray(offset);
  }
}

function packetOf(bytes: Uint8Array): Packet {
  const [, flags = 0, pidLow = 0, control = 0, fieldBytes = 0] = bytes;
  const hasField = (control & 0x20) !== 0;
  const hasPayload = (control & 0x10) !== 0;
  return {
    pid: ((flags & 0x1f) << 8) | pidLow,
    isUnitStart: (flags & 0x40) !== 0,
    isScrambled: (control & 0xc0) !== 0,
    payload: bytes.subarray(hasPayload ? 4 + (hasField ? 1 + fieldBytes : 0) : PACKET_BYTES),
  };
}

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
