import { backoffMs } from '../core/policy/backoff.ts';
import { TimeShiftError } from '../core/index.ts';
import { checkBody } from './body-check.ts';
import type { ByteSink } from './byte-sink.ts';
import { pipeSegment } from './pipe-segment.ts';
import { retryPause } from './retry-pause.ts';

export type LoadKind = 'playlist' | 'segment' | 'timeline';

/**
 * The page's own way to sign a URL, usually by asking its server: the key never comes near a browser.
 * `attempt` is 0, and 1 when the server has just refused the first answer with 401 or 403. What it throws ends the
 * load as `forbidden`; a `TimeShiftError` does as itself, and one of `network` is tried again.
 */
export type Authorize = (url: URL, kind: LoadKind, attempt: number) => URL | string | Promise<URL | string>;

/** Half-open, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface FetchOptions {
  readonly authorize?: Authorize | undefined;
  /** How often to try again after a failure that may pass; each wait is twice as long as the one before. */
  readonly retries: number;
  readonly signal: AbortSignal;
  /** The part of the resource that is wanted; all of it by default. */
  readonly byteRange?: ByteRange | null;
  /** Takes a segment as it comes in; what is fetched has no body then. */
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
 * Loads one resource of a stream: signed, checked to be what it should be, and tried again where that may help.
 *
 * @throws TimeShiftError `forbidden`, `not-recorded` or `network`; `AbortError` when the signal says so
 */
export async function fetchResource(url: string, kind: LoadKind, options: FetchOptions): Promise<Fetched> {
  const { authorize, retries, signal } = options;
  let signings = 0;
  for (let failures = 0; ;) {
    const outcome = await attempt(url, kind, signings, options);
    if (!(outcome instanceof TimeShiftError)) return outcome;
    // Not by the page's own callback, which has a cause to tell.
    const isRefused = outcome.code === 'forbidden' && outcome.cause === undefined;
    if (isRefused && authorize && signings === 0) {
      signings += 1;
      continue;
    }
    if (outcome.code === 'forbidden' || failures >= retries || isFinal(outcome, kind)) throw outcome;
    await retryPause(backoffMs(failures, BACKOFF), signal);
    // While the browser is offline it is not the server that fails.
    failures = navigator.onLine ? failures + 1 : Math.min(failures + 1, retries - 1);
    signings = 0;
  }
}

/** A playlist that is not there says that nothing is recorded; a segment that is not there may yet come. */
const isFinal = (error: TimeShiftError, kind: LoadKind): boolean =>
  error.code === 'not-recorded' && kind !== 'segment';

async function attempt(
  url: string,
  kind: LoadKind,
  signings: number,
  { authorize, signal, byteRange, sink }: FetchOptions,
): Promise<Fetched | TimeShiftError> {
  try {
    const address = new URL(url, document.baseURI);
    // At once where nobody signs: a page that begins has much to do before anything that waits.
    const signed = authorize ? await sign(address, kind, signings, authorize) : address;
    signal.throwIfAborted();
    const timeout = AbortSignal.timeout(TIMEOUT_MS[kind]);
    const response = await fetch(signed, {
      signal: AbortSignal.any([signal, timeout]),
      ...(byteRange ? { headers: { Range: `bytes=${byteRange.start}-${byteRange.end - 1}` } } : {}),
    });
    if (!response.ok) {
      // Unread, it would hold the connection until it is collected.
      await response.body?.cancel();
      return statusError(response.status, kind);
    }
    if (sink && response.body) {
      const problem = await pipeSegment(response.body, sink);
      return problem === null ? { url: response.url, body: new ArrayBuffer() } : networkError(problem);
    }
    const all = await response.arrayBuffer();
    // A server may answer with all of it.
    const body = byteRange && response.status === 200 ? all.slice(byteRange.start, byteRange.end) : all;
    const problem = checkBody(new Uint8Array(body), kind);
    return problem === null ? { url: response.url, body } : networkError(problem);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof TimeShiftError) return cause;
    return networkError('The server cannot be reached; check the address and the connection.', cause);
  }
}

async function sign(url: URL, kind: LoadKind, signings: number, authorize: Authorize): Promise<URL | string> {
  try {
    return await authorize(url, kind, signings);
  } catch (cause) {
    // Who signs may know better what it is, and whether trying again may help.
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
