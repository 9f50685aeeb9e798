const FIRST_ROOM_BYTES = 65_536;
/** 0, 0, 1 */
const START_CODE_BYTES = 3;

/** Who wants to know of the NAL units of a stream. */
export interface NalListener {
  /** One begins; the first byte after its header tells whether it begins a picture. */
  onBegin(header: number, next: number): void;
  /** It is complete; without its start code. */
  onUnit(unit: Uint8Array): void;
}

/** Finds the NAL units in a byte stream (ITU-T H.264, annex B), however it is cut. */
export class NalReader {
  /** From the beginning of the unit that is being read. */
  #bytes = new Uint8Array(FIRST_ROOM_BYTES);
  #length = 0;
  /** Up to where no start code is. */
  #seen = 0;
  #isInUnit = false;

  constructor(private readonly listener: NalListener) {}

  read(bytes: Uint8Array): void {
    this.#append(bytes);
    for (;;) {
      const at = this.#findStartCode();
      if (at === null) return;
      const unit = at + START_CODE_BYTES;
      const [header, next] = this.#bytes.subarray(unit, Math.min(unit + 2, this.#length));
      if (header === undefined || next === undefined) return;
      this.#finish(at);
      this.#bytes.copyWithin(0, unit, this.#length);
      this.#length -= unit;
      this.#seen = 0;
      this.#isInUnit = true;
      this.listener.onBegin(header, next);
    }
  }

  /** Nothing more comes: what is there of the last unit is all of it. */
  end(): void {
    this.#finish(this.#length);
    this.#isInUnit = false;
  }

  #finish(end: number): void {
    if (!this.#isInUnit) return;
    // Zeros before a start code belong to neither.
    while (end > 0 && this.#bytes[end - 1] === 0) end -= 1;
    this.listener.onUnit(this.#bytes.slice(0, end));
  }

  #append(bytes: Uint8Array): void {
    const length = this.#length + bytes.byteLength;
    if (length > this.#bytes.byteLength) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.byteLength));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = length;
  }

  #findStartCode(): number | null {
    const bytes = this.#bytes;
    for (; this.#seen + START_CODE_BYTES <= this.#length; this.#seen += 1) {
      const at = this.#seen;
      if (bytes[at + 2] === 1 && bytes[at + 1] === 0 && bytes[at] === 0) return at;
    }
    return null;
  }
}
