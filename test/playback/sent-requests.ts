/** Listens to all that the page fetches, until it is stopped. */
export class SentRequests {
  readonly all: Request[] = [];
  /** How many of them have been answered so far, as far as the header. */
  answers = 0;
  readonly #fetch = window.fetch.bind(window);

  constructor() {
    window.fetch = async (input, init) => {
      this.all.push(new Request(input, { ...init, signal: null }));
      const answer = await this.#fetch(input, init);
      this.answers += 1;
      return answer;
    };
  }

  /** The addresses that were asked for of a stream's playlists, segments and timeline. */
  of(stream: string): string[] {
    const name = /days=[\d.]+/.exec(stream)?.[0] ?? stream;
    return this.all.map(({ url }) => decodeURIComponent(url)).filter((url) => url.includes(name));
  }

  stop(): void {
    window.fetch = this.#fetch;
  }
}
