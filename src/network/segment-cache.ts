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

/**
 * Segments that were prefetched, before hls.js asks for them. The prefetcher fills it and the fragment loader reads
 * it. When it holds more than its number of bytes, the least recently used segments are evicted.
 */
export class SegmentCache {
  /** By URL, the most recently used last. Pending loads are in here too, so that they are shared. */
  readonly #loads = new Map<string, SegmentLoad>();

  constructor(
    private readonly maxBytes: number,
    private readonly clock: Pick<Clock, 'steady'>,
  ) {}

  /** The segment, complete or still loading; a load may still fail. */
  get(url: string): SegmentLoad | undefined {
    const load = this.#loads.get(url);
    if (!load || load.isAborted) return undefined;
    this.#loads.delete(url);
    this.#loads.set(url, load);
    return load;
  }

  /** Removes a segment that hls.js has got. */
  drop(url: string): void {
    this.#loads.delete(url);
  }

  /** Returns the segment, and loads it where it is not there yet. A load that fails is removed. */
  getOrLoad(url: string, load: (sink: ByteSink, signal: AbortSignal) => Promise<unknown>): SegmentLoad {
    return this.get(url) ?? this.#add(url, new SegmentLoad(load, this.clock));
  }

  #add(url: string, load: SegmentLoad): SegmentLoad {
    this.#loads.set(url, load);
    load.whole.then(
      () => this.#evict(),
      () => {
        // Another load of the same URL may have begun since this one was aborted.
        if (this.#loads.get(url) === load) this.#loads.delete(url);
      },
    );
    return load;
  }

  #evict(): void {
    let bytes = [...this.#loads.values()].reduce((sum, load) => sum + load.bytes, 0);
    for (const [url, load] of this.#loads) {
      if (bytes <= this.maxBytes) return;
      if (load.isPending) continue;
      this.#loads.delete(url);
      bytes -= load.bytes;
    }
  }
}
