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

/** A picture that can be decoded without any other. */
export interface KeyFrame {
  /** The codec as WebCodecs expects it: `avc1.` and profile, constraints and level in hexadecimal (RFC 6381, section 3.3). */
  readonly codec: string;
  /** The NAL units of the picture and of its parameter sets, with start codes (ITU-T H.264, annex B). */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** `nal_unit_type`, table 7-1. */
const NAL = { slice: 1, partition: 2, idrSlice: 5, sequenceParameters: 7, pictureParameters: 8 } as const;
/** Whether a NAL unit comes before the first slice of a picture: delimiters, parameter sets and SEI, clause 7.4.1.2.3. */
const isBeforePicture = (type: number): boolean => (type >= 6 && type <= 9) || (type >= 14 && type <= 18);

/** Collects the first IDR picture from the NAL units of a stream. The key frame reader owns it. */
export class KeyFrameCollector implements NalListener {
  /** Null until the picture is complete. */
  keyFrame: KeyFrame | null = null;
  #codec = '';
  readonly #parameters: Uint8Array[] = [];
  #slices: Uint8Array[] = [];

  onBegin(header: number, next: number): void {
    const type = typeOf(header);
    const isSlice = type === NAL.slice || type === NAL.partition || type === NAL.idrSlice;
    // A slice begins with the number of its first macroblock. In Exp-Golomb code, 0 is a single 1 bit.
    if ((isSlice && next >= 0x80) || isBeforePicture(type)) this.endPicture();
  }

  onUnit(unit: Uint8Array): void {
    switch (typeOf(unit[0] ?? 0)) {
      case NAL.sequenceParameters:
        this.#codec = `avc1.${[...unit.subarray(1, 4)].map(toHex).join('')}`;
        this.#parameters.push(unit);
        break;
      case NAL.pictureParameters:
        this.#parameters.push(unit);
        break;
      case NAL.idrSlice:
        this.#slices.push(unit);
    }
  }

  /** The picture is complete: another one begins, or the stream ends. */
  endPicture(): void {
    if (this.#slices.length > 0 && this.#codec !== '') {
      this.keyFrame ??= { codec: this.#codec, bytes: joined([...this.#parameters, ...this.#slices]) };
    }
    this.#slices = [];
  }
}

const typeOf = (header: number): number => header & 0x1f;

const toHex = (byte: number): string => byte.toString(16).padStart(2, '0');

const START_CODE = [0, 0, 0, 1];

function joined(units: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const lengthBytes = units.reduce((sum, unit) => sum + START_CODE.length + unit.byteLength, 0);
  const all = new Uint8Array(lengthBytes);
  let offset = 0;
  for (const unit of units) {
    all.set(START_CODE, offset);
    all.set(unit, offset + START_CODE.length);
    offset += START_CODE.length + unit.byteLength;
  }
  return all;
}
