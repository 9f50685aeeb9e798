/** How many bits each step rotates by: one row for each round, whose four numbers repeat four times. */
const ROTATIONS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const SINES = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));
const BLOCK_BYTES = 64;

type State = readonly [a: number, b: number, c: number, d: number];

/**
 * Calculates the MD5 of a text in UTF-8, in lower-case hexadecimal digits. CDN authentication needs it, and Web
 * Crypto, which every server has, does not provide it. MD5 is not secure: use it for nothing else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1321
 */
export function md5(text: string): string {
  const blocks = pad(new TextEncoder().encode(text));
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < blocks.byteLength; at += BLOCK_BYTES) state = mixBlock(state, blocks, at);
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((word, index) => digest.setUint32(index * 4, word, true));
  return Array.from({ length: 16 }, (_, index) => digest.getUint8(index).toString(16).padStart(2, '0')).join(
    '',
  );
}

/** Pads bytes to whole blocks: the bytes, a one, zeros, and the number of bits. */
function pad(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n, true);
  return view;
}

function mixBlock(state: State, blocks: DataView, at: number): State {
  let [a, b, c, d] = state;
  for (let step = 0; step < 64; step += 1) {
    const [mixed, word] = mixStep(step, b, c, d);
    const sum = a + mixed + (SINES[step] ?? 0) + blocks.getUint32(at + word * 4, true);
    const rotated = rotateLeft(sum | 0, ROTATIONS[step >> 4]?.[step & 3] ?? 0);
    [a, b, c, d] = [d, (b + rotated) | 0, b, c];
  }
  return [state[0] + a, state[1] + b, state[2] + c, state[3] + d];
}

/** The value that a step makes of the state, and the index of the word of the block that it adds. */
function mixStep(step: number, b: number, c: number, d: number): [mixed: number, word: number] {
  if (step < 16) return [(b & c) | (~b & d), step];
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) & 15];
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) & 15];
  return [c ^ (b | ~d), (7 * step) & 15];
}

const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
