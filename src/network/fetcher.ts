import { TimeShiftError } from '../core/index.ts';
import { backoffMs } from '../core/policy/backoff.ts';
import type { Clock } from '../core/time/clock.ts';
import { withTimeout } from './abortable.ts';
import { checkBody, type LoadKind } from './body-check.ts';
import { ignoreRejection } from './ignore-rejection.ts';
import { importOnDemand } from './import-on-demand.ts';
import type { Authorize, ByteRange, Fetched, FetchOptions, LoadOutcome, OnTrouble } from './load.ts';
import type { LoadRecovery } from './load-recovery.ts';
import { pipeSegment } from './segment-pipe.ts';

export { waitToRetry } from './wait-to-retry.ts';
export type { Authorize, ByteRange, Fetched, FetchOptions, OnTrouble, SegmentUrls } from './load.ts';
export type { LoadKind };

const TIMEOUT_MS: Record<LoadKind, number> = { playlist: 10_000, timeline: 20_000, segment: 60_000 };

/**
 * Loads the resources of a stream: signs each URL, and checks that the body is what it should be. All requests of a
 * session go through one fetcher. What follows when a load fails is up to the {@link LoadRecovery}.
 */
export class Fetcher {
  /** Loaded when a load fails, and before that once media arrives: without a network it could not be loaded. */
  #recovery: LoadRecovery | null = null;
  /** The servers, and the kinds of loads, whose answers the page may read. */
  readonly #readable = new Set<string>();

  constructor(
    private readonly clock: Clock,
    /** The page may set and change the callback at any time. */
    private readonly authorize: () => Authorize | undefined,
    private readonly onTrouble?: OnTrouble,
  ) {}

  /** @throws TimeShiftError `forbidden`, `not-recorded` or `network`; AbortError when the signal is aborted */
  async fetch(url: string, kind: LoadKind, options: FetchOptions): Promise<Fetched> {
    if (this.#recovery) return this.#recovery.fetch(url, kind, options);
    const { urls, isKey } = options;
    const outcome = await this.#attempt(urls?.newest(url) ?? url, kind, options, isKey ? -1 : 0);
    if (!('body' in outcome)) return (await this.#loadRecovery()).fetch(url, kind, options, outcome);
    if (kind === 'segment') ignoreRejection(this.#loadRecovery());
    return outcome;
  }

  async #loadRecovery(): Promise<LoadRecovery> {
    const { LoadRecovery } = await importOnDemand(import('./load-recovery.ts'));
    return (this.#recovery ??= new LoadRecovery({
      clock: this.clock,
      attempt: (...load) => this.#attempt(...load),
      canSign: () => this.authorize() !== undefined,
      isReadable: (server) => this.#readable.has(server),
      onTrouble: (kind, error) => this.onTrouble?.(kind, error),
      backoffMs,
    }));
  }

  async #attempt(url: string, kind: LoadKind, options: FetchOptions, signings: number): Promise<LoadOutcome> {
    const { signal, byteRange, cache = 'default' } = options;
    const authorize = signings < 0 ? undefined : this.authorize();
    let silent: URL | string | null = url;
    try {
      const address = new URL(url, document.baseURI);
      // Nothing is awaited where nobody signs: a page that starts up has much else to do before this continues.
      const signed = authorize ? await sign(address, kind, signings, authorize) : address;
      silent = signed;
      signal.throwIfAborted();
      return await withTimeout(TIMEOUT_MS[kind], this.clock, signal, async (limited) => {
        const headers: HeadersInit = byteRange ? { Range: rangeOf(byteRange) } : {};
        const response = await fetch(signed, { signal: limited, headers, cache });
        silent = null;
        this.#readable.add(serverOf(signed, kind));
        return this.#read(response, kind, options);
      });
    } catch (cause) {
      signal.throwIfAborted();
      return cause instanceof TimeShiftError ? { error: cause } : { cause, silent };
    }
  }

  async #read(
    response: Response,
    kind: LoadKind,
    { byteRange, sink, isKey }: FetchOptions,
  ): Promise<LoadOutcome> {
    const { url, status, ok } = response;
    if (!ok) {
      // An unread body would keep the connection until it is garbage-collected.
      await response.body?.cancel();
      return { refusal: response };
    }
    if (sink && response.body) {
      const problem = await pipeSegment(response.body, sink, this.clock);
      return problem === null ? { url, body: new ArrayBuffer() } : { error: wrongAnswer(problem) };
    }
    const all = await response.arrayBuffer();
    // A server that does not support byte ranges answers 200 with the whole resource.
    const body = byteRange && status === 200 ? all.slice(byteRange.start, byteRange.end) : all;
    const problem = isKey ? null : checkBody(new Uint8Array(body), kind);
    return problem === null ? { url, body } : { error: wrongAnswer(problem) };
  }
}

const serverOf = (url: URL | string, kind: LoadKind): string => new URL(url, document.baseURI).origin + kind;

const rangeOf = ({ start, end }: ByteRange): string => `bytes=${start}-${end - 1}`;

async function sign(url: URL, kind: LoadKind, signings: number, authorize: Authorize): Promise<URL | string> {
  try {
    return await authorize(url, kind, signings);
  } catch (cause) {
    // The callback may know better what has failed, and whether a retry may help.
    if (cause instanceof TimeShiftError) throw cause;
    throw new TimeShiftError('forbidden', "The page's authorize callback failed.", { cause });
  }
}

const wrongAnswer = (message: string) => new TimeShiftError('network', message, { reason: 'answer' });
