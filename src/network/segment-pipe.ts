import type { Clock } from '../core/time/clock.ts';
import { checkLength, checkStart, CHECKED_BYTES } from './body-check.ts';

/**
 * Receives the bytes of one segment, which may be loaded again from the start after a failure, and hands each byte on
 * once and in order. A load writes into it; hls.js, a cache or a thumbnail reads what it hands on.
 */
export class ByteSink {
  /** How many bytes have been handed on. */
  count = 0;
  /** When the first response began, in milliseconds of the steady clock; 0 before. */
  startedMs = 0;

  constructor(private readonly onChunk: (chunk: ArrayBuffer) => void) {}

  /** @param start the position of the bytes in the segment; not beyond the end of the bytes before */
  write(start: number, bytes: Uint8Array): void {
    const fresh = bytes.slice(Math.max(this.count - start, 0));
    if (fresh.byteLength === 0) return;
    this.count += fresh.byteLength;
    // `slice` has made a copy, because hls.js transfers the buffer to its worker.
    this.onChunk(fresh.buffer);
  }
}

/** These bytes are enough to begin decoding. Later chunks are larger, because each chunk costs some work. */
const FIRST_CHUNK_BYTES = 16_384;

/**
 * Hands a segment on to a sink while it is being received, once its first bytes show that it is media.
 *
 * @returns what is wrong with the segment, in a sentence, or null
 */
export async function pipeSegment(
  body: ReadableStream<Uint8Array>,
  sink: ByteSink,
  { steady }: Pick<Clock, 'steady'>,
): Promise<string | null> {
  sink.startedMs ||= steady();
  const reader = body.getReader();
  let start: Uint8Array | null = null;
  let position = 0;
  let chunk = new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (value) chunk = concat(chunk, value);
    if (!start && (done || chunk.byteLength >= CHECKED_BYTES)) {
      start = chunk.slice(0, CHECKED_BYTES);
      const problem = checkStart(start, 'segment');
      if (problem !== null) {
        await reader.cancel();
        return problem;
      }
    }
    if (done) break;
    if (start && chunk.byteLength >= Math.max(FIRST_CHUNK_BYTES, position)) {
      sink.write(position, chunk);
      position += chunk.byteLength;
      chunk = new Uint8Array();
    }
  }
  const problem = checkLength(start ?? chunk, position + chunk.byteLength);
  if (problem === null) sink.write(position, chunk);
  return problem;
}

function concat(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.byteLength + other.byteLength);
  both.set(one);
  both.set(other, one.byteLength);
  return both;
}
