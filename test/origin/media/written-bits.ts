import { BitWriter } from '../../../demo/origin/media/bit-writer.ts';

/** The written bits, as zeros and ones. */
export function writtenBits(write: (out: BitWriter) => void): string {
  const out = new BitWriter();
  write(out);
  out.trailingBits();
  const bits = Array.from(out.toBytes(), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.slice(0, bits.lastIndexOf('1'));
}
