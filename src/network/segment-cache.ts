import type { ByteSink } from './byte-sink.ts';
import { SegmentLoad } from './segment-load.ts';

/** Segments that were asked for ahead of hls.js. The ones used last stay, up to a number of bytes. */
export class SegmentCache {
  /** By URL, the one used last is last; those under way are in here too, to be shared. */
  readonly #loads = new Map<string, SegmentLoad>();

  constructor(private readonly mostBytes: number) {}

  /** What is there or under way; it may still fail. */
  get(url: string): SegmentLoad | undefined {
    const load = this.#loads.get(url);
    if (!load || load.isGivenUp) return undefined;
    this.#loads.delete(url);
    this.#loads.set(url, load);
    return load;
  }

  /** Has been used, and need not be kept. */
  drop(url: string): void {
    this.#loads.delete(url);
  }

  /** Keeps what `load` brings, if it is not there yet. What fails is forgotten. */
  fill(url: string, load: (sink: ByteSink, signal: AbortSignal) => Promise<unknown>): SegmentLoad {
    return this.get(url) ?? this.#begin(url, new SegmentLoad(load));
  }

  #begin(url: string, loading: SegmentLoad): SegmentLoad {
    this.#loads.set(url, loading);
    loading.whole.then(
      () => this.#trim(),
      () => {
        // Another one may have begun since this was given up.
        if (this.#loads.get(url) === loading) this.#loads.delete(url);
      },
    );
    return loading;
  }

  #trim(): void {
    let bytes = [...this.#loads.values()].reduce((sum, load) => sum + load.bytes, 0);
    for (const [url, load] of this.#loads) {
      if (bytes <= this.mostBytes) return;
      if (load.isUnderWay) continue;
      this.#loads.delete(url);
      bytes -= load.bytes;
    }
  }
}
