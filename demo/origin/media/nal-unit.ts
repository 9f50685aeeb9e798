/** nal_ref_idc and nal_unit_type in one byte (clause 7.3.1). No picture refers to a bipredicted slice. */
export const NAL_HEADER = {
  bipredictedSlice: 0x01,
  nonIdrSlice: 0x61,
  idrSlice: 0x65,
  sequenceParameterSet: 0x67,
  pictureParameterSet: 0x68,
  accessUnitDelimiter: 0x09,
} as const;

const START_CODE = [0, 0, 0, 1] as const;

/**
 * Writes a NAL unit in the format of annex B. The payload must not contain a start code, so a byte 3 is inserted
 * between two zeros and a byte of at most 3 (clause 7.4.1.1).
 */
export function nalUnit(header: number, payload: Uint8Array): Uint8Array {
  const escaped = new Uint8Array(START_CODE.length + 1 + Math.ceil(payload.length * 1.5));
  escaped.set([...START_CODE, header]);
  let length = START_CODE.length + 1;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      escaped[length++] = 3;
      zeros = 0;
    }
    escaped[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return escaped.subarray(0, length);
}

/** Splits NAL units in the format of annex B, with four bytes before each, and leaves the start codes out. */
export function splitNalUnits(stream: Uint8Array): Uint8Array[] {
  const starts: number[] = [];
  for (let i = 0; i + START_CODE.length < stream.length; i++) {
    if (START_CODE.every((byte, offset) => stream[i + offset] === byte)) starts.push(i);
  }
  return starts.map((start, i) => stream.subarray(start + START_CODE.length, starts[i + 1]));
}
