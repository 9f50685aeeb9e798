import { damageAnswer } from '../../../demo/origin/damage-answer.ts';
import { FaultCounter, parseFault, type Fault } from '../../../demo/origin/faults.ts';
import { route } from '../../../demo/origin/route.ts';
import { RequestRate } from './request-rate.ts';
import { realMs, type ScenarioLog } from './scenario-log.ts';
import type { SimulatedService } from './simulated-service.ts';

/**
 * The network between the page and the service of a scenario. It replaces `fetch`, logs each request, and does what a
 * scenario asks of it: faults, a higher latency, no connection at all.
 */
export class FaultyNetwork {
  /** When the last request to the service was sent, on {@link realMs}. */
  lastRequestMs = -Infinity;
  /** When a segment was lost last, on {@link realMs}: by a fault, or without a connection. */
  lastLossMs = -Infinity;
  readonly rate = new RequestRate();
  #faults: readonly Fault[] = [];
  #latencyMs = 0;
  #offline = new AbortController();
  #isOffline = false;
  /** What is wrong with the network at the moment. */
  #troubles = 0;
  readonly #counter = new FaultCounter();
  readonly #fetch = window.fetch.bind(window);

  constructor(
    private readonly service: SimulatedService,
    private readonly log: ScenarioLog,
  ) {
    window.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
      return this.service.owns(url) ? this.#request(url, init) : this.#fetch(input, init);
    };
  }

  get isFaulty(): boolean {
    return this.#troubles > 0;
  }

  async fail(faults: readonly string[], forMs: number): Promise<void> {
    this.#faults = faults.flatMap((text) => parseFault(text) ?? []);
    await this.#trouble(forMs);
    this.#faults = [];
  }

  async slowDown(latencyMs: number, forMs: number): Promise<void> {
    this.#latencyMs = latencyMs;
    await this.#trouble(forMs);
    this.#latencyMs = 0;
  }

  async disconnect(forMs: number): Promise<void> {
    this.#isOffline = true;
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    window.dispatchEvent(new Event('offline'));
    this.#offline.abort();
    await this.#trouble(forMs);
    this.#reconnect();
    window.dispatchEvent(new Event('online'));
  }

  stop(): void {
    window.fetch = this.#fetch;
    this.#reconnect();
  }

  #reconnect(): void {
    this.#isOffline = false;
    this.#offline = new AbortController();
    Reflect.deleteProperty(navigator, 'onLine');
  }

  async #trouble(forMs: number): Promise<void> {
    this.#troubles += 1;
    await new Promise((resolve) => setTimeout(resolve, forMs));
    this.#troubles -= 1;
  }

  async #request(url: URL, init: RequestInit = {}): Promise<Response> {
    this.lastRequestMs = realMs();
    const inside = this.service.inside(url);
    const name = nameOf(inside);
    this.log.add(`> ${name}`);
    try {
      const answer = await this.#answer(url, inside, init);
      this.log.add(`< ${answer.status} ${name}`);
      if (!answer.ok || route(inside)?.kind !== 'segment') this.rate.count();
      return answer;
    } catch (error) {
      if (error instanceof TypeError) this.#noteLoss(inside);
      this.rate.count();
      this.log.add(`< ${error instanceof Error ? error.name : String(error)} ${name}`);
      throw error;
    }
  }

  async #answer(url: URL, inside: URL, init: RequestInit): Promise<Response> {
    const unreachable = new TypeError('Failed to fetch');
    if (this.#isOffline) throw unreachable;
    const connection = this.#offline.signal;
    const signal = init.signal ?? new AbortController().signal;
    if (this.#latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.#latencyMs));
    signal.throwIfAborted();
    try {
      const answer = await this.#fetch(url, { ...init, signal: AbortSignal.any([signal, connection]) });
      return await this.#damaged(answer, inside);
    } catch (error) {
      if (connection.aborted && !signal.aborted) throw unreachable;
      throw error;
    }
  }

  #noteLoss(inside: URL): void {
    if (route(inside)?.kind === 'segment') this.lastLossMs = realMs();
  }

  async #damaged(answer: Response, inside: URL): Promise<Response> {
    const kind = route(inside)?.kind;
    if (kind === undefined || kind === 'call' || kind === 'nothing') return answer;
    const damage = this.#counter.hit(this.#faults, kind, nameOf(inside));
    if (!damage) return answer;
    this.#noteLoss(inside);
    this.log.add(`! ${damage.type} ${nameOf(inside)}`);
    const damaged = await damageAnswer(damage, () => answer);
    if (damaged.type === 'error') throw new TypeError('Failed to fetch');
    // A response that a script has made has no address, which playlists are relative to.
    Object.defineProperty(damaged, 'url', { value: answer.url });
    return damaged;
  }
}

/** The address without the name of the stream, which is long and always the same, and without the signature. */
function nameOf({ pathname, search }: URL): string {
  const path = pathname.replace(/^\/live\/[^/]*?(~size=\w+)?(?=\.m3u8|\/)/, '…$1');
  return (
    path +
    search.replace(/[?&](stream|auth_key|lhs_start|aliyunols|app|format)=[^&]*/g, '').replace(/^&/, '?')
  );
}
