/** Takes the bytes of one file, some of them maybe again, and hands each on once and in order. */
export class ByteSink {
  /** How many have been handed on. */
  count = 0;
  /** When the first answer began; 0 before. */
  startedMs = 0;

  constructor(private readonly onChunk: (chunk: ArrayBuffer) => void) {}

  /** @param start where in the file they begin: not after the last one that was put */
  put(start: number, bytes: Uint8Array): void {
    const fresh = bytes.slice(Math.max(this.count - start, 0));
    if (fresh.byteLength === 0) return;
    this.count += fresh.byteLength;
    // A copy, since hls.js gives what it gets away to its worker.
    this.onChunk(fresh.buffer);
  }
}
