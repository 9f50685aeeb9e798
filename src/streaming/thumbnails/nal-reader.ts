const FIRST_ROOM_BYTES = 65_536;
/** The start code is 0, 0, 1. */
const START_CODE_BYTES = 3;

/** Is told of the NAL units of a stream. */
export interface NalListener {
  /** A unit begins. The first byte after its header tells whether it begins a picture. */
  onBegin(header: number, next: number): void;
  /** A unit is complete; it is given without its start code. */
  onUnit(unit: Uint8Array): void;
}

/** Finds the NAL units in a byte stream (ITU-T H.264, annex B) that arrives in chunks of any size. */
export class NalReader {
  /** The bytes from the beginning of the current unit on. */
  #bytes = new Uint8Array(FIRST_ROOM_BYTES);
  #length = 0;
  /** How many of these bytes are known to hold no start code. */
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

  /** Tells that the stream ends, and with it the last unit. */
  end(): void {
    this.#finish(this.#length);
    this.#isInUnit = false;
  }

  #finish(end: number): void {
    if (!this.#isInUnit) return;
    // Zeros before a start code do not belong to the unit.
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
