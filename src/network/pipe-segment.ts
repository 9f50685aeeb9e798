import { checkLength, checkStart, TELLING_BYTES } from './body-check.ts';
import type { ByteSink } from './byte-sink.ts';

/** Enough to begin a picture with; what comes later comes in larger pieces, since each piece costs some work. */
const FIRST_PIECE_BYTES = 16_384;

/**
 * Hands a segment on while it comes in, once its beginning tells that it is one.
 *
 * @returns what is wrong with it, in a sentence, or null
 */
export async function pipeSegment(body: ReadableStream<Uint8Array>, sink: ByteSink): Promise<string | null> {
  sink.startedMs ||= performance.now();
  const reader = body.getReader();
  let start: Uint8Array | null = null;
  let position = 0;
  let piece = new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (value) piece = joined(piece, value);
    if (!start && (done || piece.byteLength >= TELLING_BYTES)) {
      start = piece.slice(0, TELLING_BYTES);
      const problem = checkStart(start, 'segment');
      if (problem !== null) {
        await reader.cancel();
        return problem;
      }
    }
    if (done) break;
    if (start && piece.byteLength >= Math.max(FIRST_PIECE_BYTES, position)) {
      sink.put(position, piece);
      position += piece.byteLength;
      piece = new Uint8Array();
    }
  }
  const problem = checkLength(start ?? piece, position + piece.byteLength);
  if (problem === null) sink.put(position, piece);
  return problem;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.byteLength + other.byteLength);
  both.set(one);
  both.set(other, one.byteLength);
  return both;
}
