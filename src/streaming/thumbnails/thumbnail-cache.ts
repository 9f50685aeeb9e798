import { contains, type TimeRange, type UnixMs } from '../../core/index.ts';
import type { Thumbnail } from './thumbnail.ts';

interface Kept {
  readonly span: TimeRange;
  /** Null where the segment has none that can be shown. */
  readonly picture: Thumbnail | null;
}

/** ThumbnailLoader of segments. The ones used last stay, up to a number of them; the others are closed. */
export class ThumbnailCache {
  /** By the segment's URL; the one used last is last. */
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly most: number) {}

  /** That of a segment; undefined where it is not known. */
  get(url: string): Thumbnail | null | undefined {
    const kept = this.#kept.get(url);
    if (kept) this.#use(url, kept);
    return kept?.picture;
  }

  /** That of whichever segment holds an instant. */
  at(at: UnixMs): Thumbnail | null | undefined {
    for (const [url, { span }] of this.#kept) if (contains(span, at)) return this.get(url);
    return undefined;
  }

  put(url: string, span: TimeRange, picture: Thumbnail | null): void {
    this.#drop(url);
    this.#kept.set(url, { span, picture });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.most && oldest !== undefined) this.#drop(oldest);
  }

  clear(): void {
    for (const url of [...this.#kept.keys()]) this.#drop(url);
  }

  #use(url: string, kept: Kept): void {
    this.#kept.delete(url);
    this.#kept.set(url, kept);
  }

  #drop(url: string): void {
    this.#kept.get(url)?.picture?.bitmap.close();
    this.#kept.delete(url);
  }
}
