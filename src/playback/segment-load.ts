import { ByteSink } from './byte-sink.ts';

/** A segment on its way, for whoever wants it: from its first byte on, and while it comes in. */
export class SegmentLoad {
  readonly #chunks: Uint8Array[] = [];
  readonly #sinks = new Set<ByteSink>();
  readonly #own: ByteSink;
  isUnderWay = true;
  /** Resolves with its length in bytes. */
  readonly whole: Promise<number>;
  /** From asking to the last byte; 0 until that is there. */
  tookMs = 0;

  constructor(load: (sink: ByteSink) => Promise<unknown>) {
    this.#own = new ByteSink((chunk) => this.#take(this.bytes - chunk.byteLength, new Uint8Array(chunk)));
    const startedMs = performance.now();
    this.whole = load(this.#own).then(() => {
      this.isUnderWay = false;
      this.tookMs = performance.now() - startedMs;
      return this.bytes;
    });
  }

  /** How much of it has come so far. */
  get bytes(): number {
    return this.#own.count;
  }

  /** Resolves when all of it has been given to a sink; rejects where it did not come. */
  async pipeTo(sink: ByteSink): Promise<void> {
    let position = 0;
    for (const chunk of this.#chunks) {
      sink.put(position, chunk);
      position += chunk.byteLength;
    }
    this.#sinks.add(sink);
    try {
      await this.whole;
    } finally {
      this.#sinks.delete(sink);
    }
  }

  #take(position: number, chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    for (const sink of this.#sinks) sink.put(position, chunk);
  }
}
