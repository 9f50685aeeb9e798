/** Records the requests of the page until it is stopped. */
export class SentRequests {
  readonly all: Request[] = [];
  /** How many responses have arrived, at least their headers. */
  answers = 0;
  readonly #aborted = new Set<Request>();
  readonly #fetch = window.fetch.bind(window);

  constructor() {
    window.fetch = async (input, init) => {
      const request = new Request(input, { ...init, signal: null });
      this.all.push(request);
      init?.signal?.addEventListener('abort', () => this.#aborted.add(request));
      const answer = await this.#fetch(input, init);
      this.answers += 1;
      return answer;
    };
  }

  /** The URLs of the requests for a stream: its playlists, segments and timeline. */
  of(stream: string): string[] {
    const name = /days=[\d.]*\d/.exec(stream)?.[0] ?? stream;
    return this.all.map(({ url }) => decodeURIComponent(url)).filter((url) => url.includes(name));
  }

  /** Whether there were requests whose URL contains a text, and all of them were aborted. */
  isAborted(part: string): boolean {
    const matching = this.all.filter(({ url }) => decodeURIComponent(url).includes(part));
    return matching.length > 0 && matching.every((request) => this.#aborted.has(request));
  }

  stop(): void {
    window.fetch = this.#fetch;
  }
}
