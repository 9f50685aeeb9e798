import { ByteSink } from './byte-sink.ts';
import { SharedRequest } from './shared-request.ts';

/** Of those who stay to the end. */
const FOR_GOOD = new AbortController().signal;

/** A segment on its way, for whoever wants it: from its first byte on, and while it comes in. */
export class SegmentLoad {
  readonly #chunks: Uint8Array[] = [];
  readonly #sinks = new Set<ByteSink>();
  readonly #own: ByteSink;
  readonly #work: SharedRequest<number>;
  /** From asking to the last byte; 0 until that is there. */
  tookMs = 0;

  /** @param load its signal is aborted when nobody wants the segment any more */
  constructor(load: (sink: ByteSink, signal: AbortSignal) => Promise<unknown>) {
    this.#own = new ByteSink((chunk) => this.#take(this.bytes - chunk.byteLength, new Uint8Array(chunk)));
    const startedMs = performance.now();
    this.#work = new SharedRequest(async (signal) => {
      await load(this.#own, signal);
      this.tookMs = performance.now() - startedMs;
      return this.bytes;
    });
  }

  /** How much of it has come so far. */
  get bytes(): number {
    return this.#own.count;
  }

  get isUnderWay(): boolean {
    return this.#work.isUnderWay;
  }

  /** It will not come, since those who wanted it have gone. */
  get isGivenUp(): boolean {
    return this.#work.isGivenUp;
  }

  /** Resolves with its length in bytes when all of it is there. */
  get whole(): Promise<number> {
    return this.#work.result;
  }

  /** Resolves when all of it is there, which is wanted until then, or until the signal is aborted. */
  async want(signal: AbortSignal = FOR_GOOD): Promise<void> {
    await this.#work.want(signal);
  }

  /** Resolves when all of it has been given to a sink; rejects where it did not come. */
  async pipeTo(sink: ByteSink, signal: AbortSignal = FOR_GOOD): Promise<void> {
    let position = 0;
    for (const chunk of this.#chunks) {
      sink.put(position, chunk);
      position += chunk.byteLength;
    }
    this.#sinks.add(sink);
    try {
      await this.want(signal);
    } finally {
      this.#sinks.delete(sink);
    }
  }

  #take(position: number, chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    for (const sink of this.#sinks) sink.put(position, chunk);
  }
}
