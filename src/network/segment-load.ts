import type { Clock } from '../core/time/clock.ts';
import { ByteSink } from './segment-pipe.ts';
import { SharedRequest } from './shared-request.ts';

/** The signal of a reader that never leaves. */
const NEVER = new AbortController().signal;

/**
 * One segment while it is being loaded and afterwards. Any number of readers get its bytes from the first one on,
 * whenever they join. The load is aborted when all who wanted it have left.
 */
export class SegmentLoad {
  readonly #chunks: Uint8Array[] = [];
  readonly #readers = new Set<ByteSink>();
  readonly #received: ByteSink;
  readonly #request: SharedRequest<number>;
  /** Milliseconds from the request to the last byte; 0 until the segment is complete. */
  tookMs = 0;

  /** @param load writes the segment into the sink */
  constructor(
    load: (sink: ByteSink, signal: AbortSignal) => Promise<unknown>,
    { steady }: Pick<Clock, 'steady'>,
  ) {
    this.#received = new ByteSink((chunk) =>
      this.#handOn(this.bytes - chunk.byteLength, new Uint8Array(chunk)),
    );
    const startedMs = steady();
    this.#request = new SharedRequest(async (signal) => {
      await load(this.#received, signal);
      this.tookMs = steady() - startedMs;
      return this.bytes;
    });
  }

  /** How many bytes have been received so far. */
  get bytes(): number {
    return this.#received.count;
  }

  get isPending(): boolean {
    return this.#request.isPending;
  }

  /** Whether the load was aborted because all who wanted it have left. */
  get isAborted(): boolean {
    return this.#request.isAborted;
  }

  /** Resolves with the number of bytes when the segment is complete. */
  get whole(): Promise<number> {
    return this.#request.result;
  }

  /** Keeps the load going until the segment is complete or the signal is aborted. */
  async want(signal: AbortSignal = NEVER): Promise<void> {
    await this.#request.join(signal);
  }

  /** Hands the segment on to a sink; resolves when all of it is there, rejects where the load fails. */
  async pipeTo(sink: ByteSink, signal: AbortSignal = NEVER): Promise<void> {
    let position = 0;
    for (const chunk of this.#chunks) {
      sink.write(position, chunk);
      position += chunk.byteLength;
    }
    this.#readers.add(sink);
    try {
      await this.want(signal);
    } finally {
      this.#readers.delete(sink);
    }
  }

  #handOn(position: number, chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    for (const sink of this.#readers) sink.write(position, chunk);
  }
}
