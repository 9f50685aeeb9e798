/** What each step of a round turns by: four steps a row, four times over in each round. */
const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const SINES = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));
const BLOCK_BYTES = 64;

type State = readonly [a: number, b: number, c: number, d: number];

/**
 * MD5 of the text's UTF-8, in small hexadecimal digits. CDN authentication wants it, and Web Crypto, all that every
 * server has, does not know it. It keeps no secret by itself: use it for nothing else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1321
 */
export function md5(text: string): string {
  const blocks = pad(new TextEncoder().encode(text));
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < blocks.byteLength; at += BLOCK_BYTES) state = mix(state, blocks, at);
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((word, index) => digest.setUint32(index * 4, word, true));
  return Array.from({ length: 16 }, (_, index) => digest.getUint8(index).toString(16).padStart(2, '0')).join(
    '',
  );
}

/** Whole blocks: the bytes, a bit, zeros, and how many bits there were. */
function pad(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n, true);
  return view;
}

function mix(state: State, blocks: DataView, at: number): State {
  let [a, b, c, d] = state;
  for (let step = 0; step < 64; step += 1) {
    const [picked, word] = pick(step, b, c, d);
    const sum = a + picked + (SINES[step] ?? 0) + blocks.getUint32(at + word * 4, true);
    const turned = turn(sum | 0, TURNS[step >> 4]?.[step & 3] ?? 0);
    [a, b, c, d] = [d, (b + turned) | 0, b, c];
  }
  return [state[0] + a, state[1] + b, state[2] + c, state[3] + d];
}

/** What this step makes of the state, and which word of the block it adds. */
function pick(step: number, b: number, c: number, d: number): [picked: number, word: number] {
  if (step < 16) return [(b & c) | (~b & d), step];
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) & 15];
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) & 15];
  return [c ^ (b | ~d), (7 * step) & 15];
}

const turn = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
