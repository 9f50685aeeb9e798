/** `nal_unit_type` of H.264 (ITU-T H.264, table 7-1). */
const NAL = { slice: 1, idrSlice: 5 } as const;

/**
 * Whether the first bytes of a segment of MPEG-TS show that it does not begin with a key picture, so that its first
 * pictures need the segment before. Says no where it cannot tell.
 */
export function beginsWithin(bytes: Uint8Array): boolean {
  for (let at = 2; at < bytes.byteLength - 2; at += 1) {
    if (bytes[at] !== 1 || bytes[at - 1] !== 0 || bytes[at - 2] !== 0) continue;
    const [, header = 0, next = 0] = bytes.subarray(at, at + 3);
    // With the forbidden bit, which tells a start code of a PES packet from one of a NAL unit.
    const type = header & 0x9f;
    if (type === NAL.slice) return !isIntra(next);
    if (type === NAL.idrSlice) return false;
  }
  return false;
}

/** A slice begins with its first macroblock (0 is a single 1 bit) and its type: 7 or 2 is I, in Exp-Golomb code. */
const isIntra = (next: number): boolean => next === 0x88 || next >> 4 === 0xb;
