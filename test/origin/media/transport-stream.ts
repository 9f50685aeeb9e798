/** The parts of a transport packet of 188 bytes that tests check. */
export interface Packet {
  readonly syncByte: number;
  readonly pid: number;
  readonly counter: number;
  readonly isUnitStart: boolean;
  readonly isRandomAccess: boolean;
  readonly pcrBase: number | null;
  readonly payload: Uint8Array;
}

export interface Pes {
  readonly pts: number;
  /** Null where it is the same. */
  readonly dts: number | null;
  readonly data: Uint8Array;
}

export function readPackets(stream: Uint8Array): Packet[] {
  return Array.from({ length: stream.length / 188 }, (_, i) =>
    readPacket(stream.subarray(188 * i, 188 * i + 188)),
  );
}

function readPacket(bytes: Uint8Array): Packet {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const header = view.getUint32(0);
  const fieldLength = header & 0x20 ? view.getUint8(4) : -1;
  const flags = fieldLength > 0 ? view.getUint8(5) : 0;
  return {
    syncByte: header >>> 24,
    pid: (header >>> 8) & 0x1fff,
    counter: header & 0xf,
    isUnitStart: (header & 0x400000) !== 0,
    isRandomAccess: (flags & 0x40) !== 0,
    pcrBase: flags & 0x10 ? view.getUint32(6) * 2 + (view.getUint8(10) >> 7) : null,
    payload: bytes.subarray(4 + fieldLength + 1),
  };
}

/** Joins the packets of one stream to its PES packets. */
export function readPes(packets: readonly Packet[], pid: number): Pes[] {
  const units: number[][] = [];
  for (const packet of packets.filter((packet) => packet.pid === pid)) {
    if (packet.isUnitStart) units.push([]);
    units.at(-1)?.push(...packet.payload);
  }
  return units.map((unit) => {
    const bytes = Uint8Array.from(unit);
    const hasDts = (bytes[7]! & 0x40) !== 0;
    return {
      pts: readTimestamp(new DataView(bytes.buffer, 9, 5)),
      dts: hasDts ? readTimestamp(new DataView(bytes.buffer, 14, 5)) : null,
      data: bytes.subarray(9 + bytes[8]!),
    };
  });
}

function readTimestamp(view: DataView): number {
  const high = (view.getUint8(0) >> 1) & 7;
  return high * 2 ** 30 + (view.getUint16(1) >> 1) * 2 ** 15 + (view.getUint16(3) >> 1);
}

/** The type of a NAL unit of H.264, from the first byte of its header. */
const h264TypeOf = (header: number): number => header & 31;

/** The types of the NAL units of a stream with start codes, by default of H.264. */
export function nalTypes(data: Uint8Array, typeOf = h264TypeOf): number[] {
  const types: number[] = [];
  for (let i = 0; i + 4 < data.length; i++) {
    if (data[i] === 0 && data[i + 1] === 0 && data[i + 2] === 0 && data[i + 3] === 1)
      types.push(typeOf(data[i + 4]!));
  }
  return types;
}
