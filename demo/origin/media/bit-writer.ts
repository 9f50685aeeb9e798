/** Writes bits, most significant bit first, and the codes of H.264. Each part of a segment is written with one. */
export class BitWriter {
  private buffer = new Uint8Array(64);
  private byteCount = 0;
  private pending = 0;
  private pendingBits = 0;

  /** u(n): an unsigned number of at most 32 bits. */
  bits(value: number, bitCount: number): void {
    if (bitCount > 16) {
      this.bits(value >>> 16, bitCount - 16);
      this.bits(value & 0xffff, 16);
      return;
    }
    this.pending = (this.pending << bitCount) | value;
    this.pendingBits += bitCount;
    while (this.pendingBits >= 8) {
      this.pendingBits -= 8;
      this.byte(this.pending >>> this.pendingBits);
    }
    this.pending &= (1 << this.pendingBits) - 1;
  }

  flag(value: boolean): void {
    this.bits(value ? 1 : 0, 1);
  }

  /** ue(v), clause 9.1: the binary form of value + 1, after one zero for each of its digits but the first. */
  unsignedExpGolomb(value: number): void {
    const extraBits = 31 - Math.clz32(value + 1);
    this.bits(0, extraBits);
    this.bits(value + 1, extraBits + 1);
  }

  /** se(v), clause 9.1.1: 0, 1, −1, 2, −2, … in the order of ue(v). */
  signedExpGolomb(value: number): void {
    this.unsignedExpGolomb(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** rbsp_trailing_bits, clause 7.3.2.11: a one, then zeros up to the end of the byte. */
  trailingBits(): void {
    this.bits(1, 1);
    if (this.pendingBits > 0) this.bits(0, 8 - this.pendingBits);
  }

  /** The whole bytes written so far. */
  toBytes(): Uint8Array {
    return this.buffer.slice(0, this.byteCount);
  }

  private byte(value: number): void {
    if (this.byteCount === this.buffer.length) {
      const grown = new Uint8Array(2 * this.byteCount);
      grown.set(this.buffer);
      this.buffer = grown;
    }
    this.buffer[this.byteCount++] = value;
  }
}

/** Joins byte arrays. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
