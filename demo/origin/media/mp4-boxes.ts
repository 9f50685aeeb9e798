import { concatBytes } from './bit-writer.ts';

/** What a box consists of: numbers of a given size, texts, and bytes as they are. */
export type BoxPart = Uint8Array | string;

/** Writes a box (ISO/IEC 14496-12, clause 4.2): its size, its type of four letters, and its content. */
export function box(type: string, ...parts: readonly BoxPart[]): Uint8Array<ArrayBuffer> {
  const content = concatBytes(parts.map((part) => (typeof part === 'string' ? ascii(part) : part)));
  return concatBytes([uint32(8 + content.length), ascii(type), content]);
}

/** Writes a box that begins with a version and flags. */
export const fullBox = (
  type: string,
  { version = 0, flags = 0 }: { version?: number; flags?: number },
  ...parts: readonly BoxPart[]
): Uint8Array<ArrayBuffer> => box(type, uint32(version * 2 ** 24 + flags), ...parts);

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export const uint8 = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

export const uint16 = (...values: readonly number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => [value >> 8, value & 0xff]));

/** Numbers of 32 bits. Negative ones are written as the complement of two. */
export function uint32(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => view.setUint32(4 * i, value));
  return new Uint8Array(view.buffer);
}

/** A number of 64 bits, of which JavaScript's numbers have 53. */
export const uint64 = (value: number): Uint8Array => uint32(Math.floor(value / 2 ** 32), value % 2 ** 32);
