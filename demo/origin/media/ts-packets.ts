import { BitWriter, concatBytes } from './bit-writer.ts';

/** Ticks of the 90 kHz clock since the epoch, not wrapped. All segments share this time line. */
export type Ticks = number;

export const TICKS_PER_MS = 90;

const WRAP_TICKS = 2 ** 33;

/** Converts ticks to a time stamp of 33 bits, which starts over from zero after 26.5 hours. */
export function wrapTicks(ticks: Ticks): number {
  return ((ticks % WRAP_TICKS) + WRAP_TICKS) % WRAP_TICKS;
}

export const STREAM_ID = { video: 0xe0, audio: 0xc0 } as const;

/** The number of bytes between PES_packet_length and the time stamps, and those of a time stamp. */
const PES_FLAGS_BYTES = 3;
const STAMP_BYTES = 5;

/** The four bits before the time stamps, which are also those of the flags that there are these. */
const STAMP_MARK = { ptsOnly: 0b0010, ptsOfTwo: 0b0011, dts: 0b0001 } as const;

/** When a unit is shown or heard, and when it is decoded. */
export interface Stamps {
  readonly ptsTicks: Ticks;
  /** Default: {@link ptsTicks}. */
  readonly dtsTicks?: Ticks;
}

/** Writes a PES packet with its time stamps (ISO/IEC 13818-1, clause 2.4.3.6): one of them, if both are the same. */
export function pesPacket(streamId: number, { ptsTicks, dtsTicks }: Stamps, data: Uint8Array): Uint8Array {
  const hasDts = dtsTicks !== undefined && dtsTicks !== ptsTicks;
  const stampsBytes = hasDts ? 2 * STAMP_BYTES : STAMP_BYTES;
  const header = new BitWriter();
  header.bits(0x000001, 24); // packet_start_code_prefix
  header.bits(streamId, 8);
  // A picture may be too large for this field. Zero means an unknown length, which is allowed for video only.
  header.bits(streamId === STREAM_ID.video ? 0 : data.length + PES_FLAGS_BYTES + stampsBytes, 16);
  header.bits(0b10_00_0_1_0_0, 8); // data_alignment_indicator: an access unit begins with the data
  header.bits((hasDts ? STAMP_MARK.ptsOfTwo : STAMP_MARK.ptsOnly) << 6, 8); // PTS_DTS_flags
  header.bits(stampsBytes, 8); // PES_header_data_length
  writeStamp(header, hasDts ? STAMP_MARK.ptsOfTwo : STAMP_MARK.ptsOnly, ptsTicks);
  if (hasDts) writeStamp(header, STAMP_MARK.dts, dtsTicks);
  return concatBytes([header.toBytes(), data]);
}

function writeStamp(out: BitWriter, mark: number, ticks: Ticks): void {
  const stamp = wrapTicks(ticks);
  out.bits(mark, 4);
  out.bits(Math.floor(stamp / 2 ** 30), 3);
  out.flag(true); // marker_bit
  out.bits(Math.floor(stamp / 2 ** 15) % 2 ** 15, 15);
  out.flag(true);
  out.bits(stamp % 2 ** 15, 15);
  out.flag(true);
}

export const PACKET_BYTES = 188;

const SYNC_BYTE = 0x47;
const HEADER_BYTES = 4;
const BODY_BYTES = PACKET_BYTES - HEADER_BYTES;
const STUFFING_BYTE = 0xff;

/** A PES packet, and the adaptation field of its first transport packet. */
export interface TransportUnit {
  readonly pid: number;
  readonly payload: Uint8Array;
  readonly adaptation: Uint8Array;
}

/** The flags and the program clock reference of an adaptation field (clause 2.4.3.4), without its length. */
export function adaptation({
  isRandomAccess,
  pcrTicks,
}: {
  isRandomAccess: boolean;
  pcrTicks?: Ticks;
}): Uint8Array {
  const out = new BitWriter();
  const hasPcr = pcrTicks !== undefined;
  out.flag(false); // discontinuity_indicator
  out.flag(isRandomAccess);
  out.flag(false); // elementary_stream_priority_indicator
  out.flag(hasPcr);
  out.bits(0, 4);
  if (hasPcr) {
    const base = wrapTicks(pcrTicks);
    out.bits(Math.floor(base / 2), 32); // program_clock_reference_base, 33 bits in all
    out.bits(base % 2, 1);
    out.bits(0x3f, 6);
    out.bits(0, 9); // program_clock_reference_extension
  }
  return out.toBytes();
}

/** The smallest number of transport packets that can carry a unit. */
export function packetsNeeded({ payload, adaptation }: TransportUnit): number {
  return Math.ceil((payload.length + 1 + adaptation.length) / BODY_BYTES);
}

/** Writes the transport packets of a segment (clause 2.4.3.2), and counts the packets of each PID. */
export class TsPacketWriter {
  private readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly counts = new Map<number, number>();
  private offset = 0;

  constructor(packetCount: number) {
    this.bytes = new Uint8Array(packetCount * PACKET_BYTES).fill(STUFFING_BYTE);
  }

  /** Writes a unit as a given number of packets. They share its bytes evenly; stuffing fills the rest. */
  unit({ pid, payload, adaptation }: TransportUnit, packetCount: number): void {
    let position = 0;
    for (let packetsLeft = packetCount; packetsLeft > 0; packetsLeft--) {
      const isFirst = packetsLeft === packetCount;
      const capacity = BODY_BYTES - (isFirst ? 1 + adaptation.length : 0);
      const length = Math.min(capacity, Math.ceil((payload.length - position) / packetsLeft));
      this.header(pid, isFirst, length < BODY_BYTES);
      if (length < BODY_BYTES) this.adaptationField(BODY_BYTES - length, isFirst ? adaptation : undefined);
      this.bytes.set(payload.subarray(position, position + length), this.offset + PACKET_BYTES - length);
      position += length;
      this.offset += PACKET_BYTES;
    }
  }

  /** Writes a table as one packet. */
  section(pid: number, section: Uint8Array): void {
    this.header(pid, true, false);
    this.bytes[this.offset + HEADER_BYTES] = 0; // pointer_field: the section begins with the next byte
    this.bytes.set(section, this.offset + HEADER_BYTES + 1);
    this.offset += PACKET_BYTES;
  }

  /** Returns all packets, as many as the constructor was told. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.bytes;
  }

  private header(pid: number, isUnitStart: boolean, hasAdaptationField: boolean): void {
    const count = this.counts.get(pid) ?? 0;
    this.counts.set(pid, count + 1);
    const control = hasAdaptationField ? 0x30 : 0x10;
    const start = isUnitStart ? 0x40 : 0;
    this.bytes.set([SYNC_BYTE, start | (pid >> 8), pid & 0xff, control | (count % 16)], this.offset);
  }

  /** A field of one byte consists of its length only, which is 0. A longer field always has flags. */
  private adaptationField(fieldBytes: number, content: Uint8Array = Uint8Array.of(0)): void {
    this.bytes[this.offset + HEADER_BYTES] = fieldBytes - 1;
    if (fieldBytes > 1) this.bytes.set(content, this.offset + HEADER_BYTES + 1);
  }
}
