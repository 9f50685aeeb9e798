import { BitWriter } from './bit-writer.ts';
import { wrapTicks, type Ticks } from './ts-clock.ts';

export const PACKET_BYTES = 188;

const SYNC_BYTE = 0x47;
const HEADER_BYTES = 4;
const BODY_BYTES = PACKET_BYTES - HEADER_BYTES;
const STUFFING_BYTE = 0xff;

/** A PES packet, and what the adaptation field of its first transport packet says. */
export interface TransportUnit {
  readonly pid: number;
  readonly payload: Uint8Array;
  readonly adaptation: Uint8Array;
}

/** Flags and program clock reference of an adaptation field (clause 2.4.3.4), without its length. */
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

/** The fewest transport packets that hold a unit. */
export function packetsNeeded({ payload, adaptation }: TransportUnit): number {
  return Math.ceil((payload.length + 1 + adaptation.length) / BODY_BYTES);
}

/** Writes transport packets (clause 2.4.3.2) one after the other and counts them for each PID. */
export class TsPacketWriter {
  private readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly counts = new Map<number, number>();
  private offset = 0;

  constructor(packetCount: number) {
    this.bytes = new Uint8Array(packetCount * PACKET_BYTES).fill(STUFFING_BYTE);
  }

  /** Writes a unit as exactly so many packets, which share its bytes evenly; what is left over is stuffed. */
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
    this.bytes[this.offset + HEADER_BYTES] = 0; // pointer_field: the section begins at once
    this.bytes.set(section, this.offset + HEADER_BYTES + 1);
    this.offset += PACKET_BYTES;
  }

  /** All packets that were announced to the constructor. */
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

  /** A field of one byte is nothing but its length, zero; a longer one always has flags. */
  private adaptationField(fieldBytes: number, content: Uint8Array = Uint8Array.of(0)): void {
    this.bytes[this.offset + HEADER_BYTES] = fieldBytes - 1;
    if (fieldBytes > 1) this.bytes.set(content, this.offset + HEADER_BYTES + 1);
  }
}
