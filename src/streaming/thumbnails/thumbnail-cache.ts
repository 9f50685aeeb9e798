import { contains, type TimeRange, type UnixMs } from '../../core/index.ts';

/** A picture of the stream. Draw it at once: its bitmap is closed when the cache evicts it. */
export interface Thumbnail {
  /** The instant that it shows: the beginning of a segment. */
  readonly at: UnixMs;
  /** At most 320 px wide. */
  readonly bitmap: ImageBitmap;
}

interface Kept {
  readonly span: TimeRange;
  /** Null where the segment has no picture that can be shown. */
  readonly thumbnail: Thumbnail | null;
}

/** The thumbnails of segments. Beyond a number of them, the least recently used ones are evicted and closed. */
export class ThumbnailCache {
  /** By the URL of the segment, the most recently used last. */
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly maxCount: number) {}

  /** The thumbnail of a segment; undefined where none has been made. */
  get(url: string): Thumbnail | null | undefined {
    const kept = this.#kept.get(url);
    if (kept) this.#touch(url, kept);
    return kept?.thumbnail;
  }

  /** The thumbnail of the segment that holds an instant; undefined where none has been made. */
  at(at: UnixMs): Thumbnail | null | undefined {
    for (const [url, { span }] of this.#kept) if (contains(span, at)) return this.get(url);
    return undefined;
  }

  put(url: string, span: TimeRange, thumbnail: Thumbnail | null): void {
    this.#drop(url);
    this.#kept.set(url, { span, thumbnail });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.maxCount && oldest !== undefined) this.#drop(oldest);
  }

  clear(): void {
    for (const url of [...this.#kept.keys()]) this.#drop(url);
  }

  #touch(url: string, kept: Kept): void {
    this.#kept.delete(url);
    this.#kept.set(url, kept);
  }

  #drop(url: string): void {
    this.#kept.get(url)?.thumbnail?.bitmap.close();
    this.#kept.delete(url);
  }
}
