import { KeyFrameCollector, NalReader, type KeyFrame } from './nal-units.ts';
import { PacketReader, readAssociationTable, readMapTable, type Packet } from './transport-stream.ts';

const ASSOCIATION_PID = 0;
/** The bytes of a PES header before its optional fields, whose length is in the last of these (clause 2.4.3.7). */
const PES_HEADER_BYTES = 9;
const PES_SCRAMBLING = 0x30;

/**
 * Finds the first IDR picture (H.264) in a segment of MPEG-TS while the segment is being received. It finds none in other
 * codecs, fragmented MP4, scrambled segments and bodies that are not media. The thumbnail loader uses one per segment.
 */
export class KeyFrameReader {
  readonly #packets = new PacketReader();
  readonly #collector = new KeyFrameCollector();
  readonly #nals = new NalReader(this.#collector);
  #mapPid: number | null = null;
  #videoPid: number | null = null;
  /** Whether a PES packet has begun, so that its payload is picture data. */
  #isInUnit = false;
  #isHopeless = false;

  /** The key frame; null until it is complete. */
  get keyFrame(): KeyFrame | null {
    return this.#collector.keyFrame;
  }

  /** Whether the key frame has been found, or cannot be found any more. */
  get isOver(): boolean {
    return this.#isHopeless || this.keyFrame !== null;
  }

  read(bytes: Uint8Array): void {
    for (const packet of this.#packets.read(bytes)) {
      if (this.isOver) return;
      this.#take(packet);
    }
  }

  /** Tells that the segment is complete. */
  end(): void {
    if (this.isOver) return;
    this.#nals.end();
    this.#collector.endPicture();
    this.#isHopeless = this.keyFrame === null;
  }

  #take({ pid, isUnitStart, isScrambled, payload }: Packet): void {
    if (pid === this.#videoPid) {
      if (isScrambled) this.#isHopeless = true;
      else this.#takeVideo(isUnitStart, payload);
    } else if (pid === ASSOCIATION_PID && isUnitStart) {
      this.#mapPid ??= readAssociationTable(payload);
    } else if (pid === this.#mapPid && isUnitStart && this.#videoPid === null) {
      const found = readMapTable(payload);
      if (found === 'none') this.#isHopeless = true;
      else this.#videoPid = found;
    }
  }

  #takeVideo(isUnitStart: boolean, payload: Uint8Array): void {
    if (isUnitStart) {
      this.#isInUnit = payload[0] === 0 && payload[1] === 0 && payload[2] === 1;
      this.#isHopeless = ((payload[6] ?? 0) & PES_SCRAMBLING) !== 0;
    }
    if (!this.#isInUnit || this.#isHopeless) return;
    const headerBytes = isUnitStart ? PES_HEADER_BYTES + (payload[8] ?? 0) : 0;
    this.#nals.read(payload.subarray(headerBytes));
  }
}
