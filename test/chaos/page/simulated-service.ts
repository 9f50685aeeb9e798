import type { UnixMs } from '../../../src/core/index.ts';
import type { Authorize } from '../../../src/network/fetcher.ts';
import { realMs } from './scenario-log.ts';

/** The service of one scenario: where it is, and what time it has. See `chaos-host.ts`. */
export class SimulatedService {
  readonly #base = `/chaos/${crypto.randomUUID().replaceAll('-', '')}`;
  readonly #fetch = window.fetch.bind(window);
  /** The service's time when {@link realMs} was 0. */
  #zero: UnixMs = 0;

  /** The service's time. */
  get now(): UnixMs {
    return this.#zero + realMs();
  }

  get timelineSrc(): string {
    return `${this.#base}/openapi/timeline/query`;
  }

  src(stream: string): string {
    return `${this.#base}/live/${stream}.m3u8`;
  }

  /** Whether a request goes to the service. */
  owns(url: URL): boolean {
    return url.pathname.startsWith(this.#base);
  }

  /** A URL as the service sees it, which knows nothing of the others. */
  inside(url: URL): URL {
    return new URL(url.href.replace(this.#base, ''));
  }

  async setNow(now: UnixMs): Promise<void> {
    const sentMs = realMs();
    await this.#fetch(`${this.#base}/clock?now=${now}`, { method: 'PUT' });
    this.#zero = now - (sentMs + realMs()) / 2;
  }

  /** Signs a URL as the page's own server does. */
  readonly authorize: Authorize = async (url) => {
    const inside = encodeURIComponent(this.inside(url).href);
    const answer = await this.#fetch(`${this.#base}/sign?url=${inside}`);
    if (!answer.ok) throw new Error(await answer.text());
    const { origin } = url;
    return (await answer.text()).replace(origin, origin + this.#base);
  };
}
