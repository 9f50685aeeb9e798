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
