/** Listens to all that the page fetches, until it is stopped. */
export class SentRequests {
  readonly all: Request[] = [];
  /** How many of them have been answered so far, as far as the header. */
  answers = 0;
  readonly #givenUp = new Set<Request>();
  readonly #fetch = window.fetch.bind(window);

  constructor() {
    window.fetch = async (input, init) => {
      const request = new Request(input, { ...init, signal: null });
      this.all.push(request);
      init?.signal?.addEventListener('abort', () => this.#givenUp.add(request));
      const answer = await this.#fetch(input, init);
      this.answers += 1;
      return answer;
    };
  }

  /** The addresses that were asked for of a stream's playlists, segments and timeline. */
  of(stream: string): string[] {
    const name = /days=[\d.]*\d/.exec(stream)?.[0] ?? stream;
    return this.all.map(({ url }) => decodeURIComponent(url)).filter((url) => url.includes(name));
  }

  /** Whether all requests for an address that contains something were given up. */
  isGivenUp(part: string): boolean {
    const meant = this.all.filter(({ url }) => decodeURIComponent(url).includes(part));
    return meant.length > 0 && meant.every((request) => this.#givenUp.has(request));
  }

  stop(): void {
    window.fetch = this.#fetch;
  }
}
