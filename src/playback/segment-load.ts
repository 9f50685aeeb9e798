import { ByteSink } from './byte-sink.ts';

/** A segment on its way, for whoever wants it: from its first byte on, and while it comes in. */
export class SegmentLoad {
  readonly #chunks: Uint8Array[] = [];
  readonly #sinks = new Set<ByteSink>();
  /** Resolves with its length in bytes. */
  readonly whole: Promise<number>;

  constructor(load: (sink: ByteSink) => Promise<unknown>) {
    const own = new ByteSink((chunk) => this.#take(own.count - chunk.byteLength, new Uint8Array(chunk)));
    this.whole = load(own).then(() => own.count);
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
