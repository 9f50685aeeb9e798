/** Segments that were fetched ahead. The ones used last stay, up to a number of bytes. */
export class SegmentCache {
  /** By URL, the one used last is last; those under way are in here too, to be shared. */
  readonly #bodies = new Map<string, Promise<ArrayBuffer>>();
  #bytes = 0;

  constructor(private readonly mostBytes: number) {}

  /** What is there or under way; it may still fail. */
  get(url: string): Promise<ArrayBuffer> | undefined {
    const body = this.#bodies.get(url);
    if (!body) return undefined;
    this.#bodies.delete(url);
    this.#bodies.set(url, body);
    return body;
  }

  /** Keeps what `load` brings, if it is not there yet. What fails is forgotten. */
  async fill(url: string, load: () => Promise<ArrayBuffer>): Promise<void> {
    const known = this.get(url);
    if (known) {
      await known;
      return;
    }
    const body = load();
    this.#bodies.set(url, body);
    try {
      this.#bytes += (await body).byteLength;
    } catch (error) {
      this.#bodies.delete(url);
      throw error;
    }
    await this.#trim();
  }

  async #trim(): Promise<void> {
    for (const [url, body] of this.#bodies) {
      if (this.#bytes <= this.mostBytes) return;
      this.#bodies.delete(url);
      this.#bytes -= (await body).byteLength;
    }
  }
}
