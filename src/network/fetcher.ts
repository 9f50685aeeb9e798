import { backoffMs } from '../core/policy/backoff.ts';
import { TimeShiftError } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import { withTimeout } from './abortable.ts';
import { checkBody, type LoadKind } from './body-check.ts';
import { pipeSegment, type ByteSink } from './segment-pipe.ts';

export type { LoadKind };

/**
 * The page's own way to sign a URL, usually by asking its server: the key never comes near a browser.
 * `attempt` is 0, and 1 when the server has just refused the first answer with 401 or 403. What it throws ends the
 * load as `forbidden`; a `TimeShiftError` is passed on as it is, and one with the code `network` is retried.
 */
export type Authorize = (url: URL, kind: LoadKind, attempt: number) => URL | string | Promise<URL | string>;

/** Half-open, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface FetchOptions {
  /** How often a failure that may be temporary is retried. */
  readonly retries: number;
  readonly signal: AbortSignal;
  /** The part of the resource that is wanted; all of it by default. */
  readonly byteRange?: ByteRange | null;
  /** Receives a segment while it is being loaded; the result has no body then. */
  readonly sink?: ByteSink | undefined;
}

export interface Fetched {
  /** Where the body came from in the end, after signing and redirects. */
  readonly url: string;
  readonly body: ArrayBuffer;
}

const BACKOFF = { firstMs: 300, longestMs: 4000 };
const TIMEOUT_MS: Record<LoadKind, number> = { playlist: 10_000, timeline: 20_000, segment: 60_000 };

/**
 * Loads the resources of a stream: signs each URL, checks that the body is what it should be, and retries what may be
 * temporary. All requests of a session go through one fetcher.
 */
export class Fetcher {
  constructor(
    private readonly clock: Clock,
    /** The page may set and change the callback at any time. */
    private readonly authorize: () => Authorize | undefined,
  ) {}

  /** @throws TimeShiftError `forbidden`, `not-recorded` or `network`; AbortError when the signal is aborted */
  async fetch(url: string, kind: LoadKind, options: FetchOptions): Promise<Fetched> {
    const { retries, signal } = options;
    const authorize = this.authorize();
    let signings = 0;
    for (let failures = 0; ;) {
      const outcome = await this.#attempt(url, kind, { ...options, authorize, signings });
      if (!(outcome instanceof TimeShiftError)) return outcome;
      // An error with a cause comes from the page's own callback, not from the server.
      const isRefused = outcome.code === 'forbidden' && outcome.cause === undefined;
      if (isRefused && authorize && signings === 0) {
        signings += 1;
        continue;
      }
      if (outcome.code === 'forbidden' || failures >= retries || isFinal(outcome, kind)) throw outcome;
      await waitToRetry(backoffMs(failures, BACKOFF), this.clock, signal);
      // While the browser is offline the server is not to blame, so retries are not used up.
      failures = navigator.onLine ? failures + 1 : Math.min(failures + 1, retries - 1);
      signings = 0;
    }
  }

  async #attempt(url: string, kind: LoadKind, options: Attempt): Promise<Fetched | TimeShiftError> {
    const { authorize, signings, signal, byteRange } = options;
    try {
      const address = new URL(url, document.baseURI);
      // Nothing is awaited where nobody signs: a page that starts up has much else to do before this continues.
      const signed = authorize ? await sign(address, kind, signings, authorize) : address;
      signal.throwIfAborted();
      return await withTimeout(TIMEOUT_MS[kind], this.clock, signal, async (limited) => {
        const headers: HeadersInit = byteRange ? { Range: rangeOf(byteRange) } : {};
        const response = await fetch(signed, { signal: limited, headers });
        return this.#read(response, kind, options);
      });
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof TimeShiftError) return cause;
      return networkError('The server cannot be reached; check the address and the connection.', cause);
    }
  }

  async #read(
    response: Response,
    kind: LoadKind,
    { byteRange, sink }: FetchOptions,
  ): Promise<Fetched | TimeShiftError> {
    const { url, status, ok } = response;
    if (!ok) {
      // An unread body would keep the connection until it is garbage-collected.
      await response.body?.cancel();
      return statusError(status, kind);
    }
    if (sink && response.body) {
      const problem = await pipeSegment(response.body, sink, this.clock);
      return problem === null ? { url, body: new ArrayBuffer() } : networkError(problem);
    }
    const all = await response.arrayBuffer();
    // A server that does not support byte ranges answers 200 with the whole resource.
    const body = byteRange && status === 200 ? all.slice(byteRange.start, byteRange.end) : all;
    const problem = checkBody(new Uint8Array(body), kind);
    return problem === null ? { url, body } : networkError(problem);
  }
}

interface Attempt extends FetchOptions {
  readonly authorize: Authorize | undefined;
  /** How often the URL has been signed before. */
  readonly signings: number;
}

/**
 * Waits before a load is retried, but not longer than until the browser says that it is online again.
 *
 * @throws the reason of the signal as soon as it is aborted
 */
export async function waitToRetry(
  ms: number,
  { delay }: Pick<Clock, 'delay'>,
  signal: AbortSignal,
): Promise<void> {
  const wait = new AbortController();
  const online = new Promise<void>((resolve) =>
    window.addEventListener('online', () => resolve(), { signal: wait.signal }),
  );
  try {
    await Promise.race([delay(ms, AbortSignal.any([signal, wait.signal])), online]);
  } finally {
    wait.abort();
  }
}

const rangeOf = ({ start, end }: ByteRange): string => `bytes=${start}-${end - 1}`;

/** A playlist that is not found means that nothing is recorded; a segment that is not found may appear later. */
const isFinal = (error: TimeShiftError, kind: LoadKind): boolean =>
  error.code === 'not-recorded' && kind !== 'segment';

async function sign(url: URL, kind: LoadKind, signings: number, authorize: Authorize): Promise<URL | string> {
  try {
    return await authorize(url, kind, signings);
  } catch (cause) {
    // The callback may know better what has failed, and whether a retry may help.
    if (cause instanceof TimeShiftError) throw cause;
    const message = "The page's authorize callback failed; the address is not signed.";
    throw new TimeShiftError('forbidden', message, { cause });
  }
}

const networkError = (message: string, cause?: unknown) => new TimeShiftError('network', message, { cause });

function statusError(status: number, kind: LoadKind): TimeShiftError {
  if (status === 401 || status === 403) {
    return new TimeShiftError(
      'forbidden',
      `The server refuses access (${status}); check the signature of the address.`,
    );
  }
  if (status === 404 && kind !== 'timeline') {
    return new TimeShiftError(
      'not-recorded',
      'Nothing is recorded there (404); choose another time, or check the address.',
    );
  }
  return networkError(`The server answers ${status}; try again later.`);
}
