/**
 * Lets time pass at once for the page and for a stream of the built-in origin, as while a computer sleeps: the page's
 * monotonic clock jumps ahead, and requests go to the same stream at a server whose clock is ahead by as much.
 *
 *     const time = new TimeSkip('studio~edge=3');
 *     time.skip(32_000);
 *     // …
 *     time.stop();
 */
export class TimeSkip {
  #aheadMs = 0;
  readonly #now = performance.now.bind(performance);
  readonly #fetch = window.fetch.bind(window);

  /** @param stream the stream's name with its knobs, without `skew` */
  constructor(private readonly stream: string) {
    performance.now = () => this.#now() + this.#aheadMs;
    window.fetch = (input, init) =>
      input instanceof Request
        ? this.#fetch(new Request(this.#skew(input.url), input), init)
        : this.#fetch(this.#skew(String(input)), init);
  }

  skip(ms: number): void {
    this.#aheadMs += ms;
  }

  stop(): void {
    performance.now = this.#now;
    window.fetch = this.#fetch;
  }

  /**
   * Names the stream with the knob `skew`, in paths and in the timeline query. Addresses of segments that a skewed
   * playlist lists have the knob already.
   */
  #skew(address: string): string {
    const isSkewed = /~skew(=|%3D)/.test(address);
    if (this.#aheadMs === 0 || isSkewed) return address;
    const skewed = `${this.stream}~skew=${this.#aheadMs / 1000}`;
    const inQuery = encodeURIComponent(this.stream);
    return address
      .replaceAll(`stream=${inQuery}`, `stream=${encodeURIComponent(skewed)}`)
      .replaceAll(`/${this.stream}`, `/${skewed}`);
  }
}
