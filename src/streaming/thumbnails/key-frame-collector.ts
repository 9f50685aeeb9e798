import type { NalListener } from './nal-reader.ts';

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
