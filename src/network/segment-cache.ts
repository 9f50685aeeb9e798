import type { Clock } from '../core/time/clock.ts';
import { SegmentLoad } from './segment-load.ts';
import type { ByteSink } from './segment-pipe.ts';

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
