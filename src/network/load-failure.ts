import { TimeShiftError, type TimeShiftErrorReason } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { UnixMs } from '../core/time/time-range.ts';
import { withTimeout } from './abortable.ts';
import type { LoadKind } from './body-check.ts';

/** Why a load has failed, and what follows from that. */
export interface LoadFailure {
  readonly error: TimeShiftError;
  /** The status that the server has answered with. */
  readonly status?: number;
  /** The server has answered, and the browser does not let the page read it. */
  readonly isUnreadable?: boolean;
  /** How long the server asks to wait. */
  readonly pauseMs?: number;
  /** How many requests it took to find out why. */
  readonly probes?: number;
}

/** Nobody sits before a player for longer; a server that is still busy then says so again. */
const LONGEST_PAUSE_MS = 60_000;
/** What a server that is busy is given where it does not say how long, or where the page cannot read it. */
const USUAL_PAUSE_MS = 2000;

/** The failure that a response stands for whose status is not 200-299. */
export function statusFailure({ status, headers }: Response, kind: LoadKind, now: UnixMs): LoadFailure {
  if (status === 429 || status === 503) {
    const pauseMs = retryAfterMs(headers, now) ?? (status === 429 ? USUAL_PAUSE_MS : 0);
    const wait = pauseMs > 0 ? `the player waits for ${Math.ceil(pauseMs / 1000)} s` : 'try again later';
    const why = status === 429 ? 'gets too many requests' : 'is overloaded';
    const error = networkError(`The server ${why} and answers ${status}; ${wait}.`, 'busy');
    return { error, status, pauseMs };
  }
  return { error: statusError(status, kind), status };
}

/**
 * How long the header `Retry-After` asks to wait, in milliseconds; null where it does not. It has seconds or a date,
 * RFC 9110 § 10.2.3. A date is read by the server's own clock, where the page can read that.
 */
export function retryAfterMs(headers: Headers, now: UnixMs): number | null {
  const text = headers.get('Retry-After')?.trim() ?? '';
  const serverNow = Date.parse(headers.get('Date') ?? '');
  const ms = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - (Number.isNaN(serverNow) ? now : serverNow);
  return ms > 0 ? Math.min(ms, LONGEST_PAUSE_MS) : null;
}

function statusError(status: number, kind: LoadKind): TimeShiftError {
  if (status === 401 || status === 403) {
    return new TimeShiftError(
      'forbidden',
      `The server refuses access (${status}); check the signature of the address.`,
    );
  }
  if ((status === 404 || status === 410) && kind !== 'timeline') {
    return new TimeShiftError(
      'not-recorded',
      `Nothing is recorded there (${status}); choose another time, or check the address.`,
    );
  }
  return networkError(`The server answers ${status}; try again later.`, 'answer');
}

const WHAT: Record<LoadKind, string> = {
  playlist: 'playlists',
  segment: 'segments',
  timeline: 'timeline',
};

const PROBE_TIMEOUT_MS = 5000;

/**
 * Finds out why the browser tells a page nothing about a request that has failed: because there was no answer, or
 * because the answer does not allow the page to read it (CORS). A request that needs no permission tells.
 *
 * @param wasReadable whether the page has read another answer of this kind from this server: then an answer that it
 * cannot read is an error, which many servers send without CORS headers
 */
export async function silentFailure(
  url: URL | string,
  kind: LoadKind,
  { error, wasReadable, clock, signal }: SilentLoad,
): Promise<LoadFailure> {
  const { cause } = error;
  const answers = (mode: RequestMode) => isAnswered(url, mode, clock, signal);
  if (!(await answers('no-cors'))) return { error, probes: 1 };
  // A connection that was lost by chance looks the same, so the same happens twice before it is believed.
  const isCors = !(await answers('cors')) && (await answers('no-cors'));
  if (!isCors) return { error, probes: 3 };
  if (wasReadable) {
    const unread = 'The server answers with an error that this page may not read (CORS); try again later.';
    return { error: networkError(unread, 'cors', cause), isUnreadable: true, probes: 3 };
  }
  const message =
    `The server does not allow this page to read its ${WHAT[kind]} (CORS); ` +
    `let it send Access-Control-Allow-Origin.`;
  const unreadable = new TimeShiftError('forbidden', message, { cause, reason: 'cors' });
  return { error: unreadable, isUnreadable: true, probes: 3 };
}

interface SilentLoad {
  /** What is wrong where there was no answer at all; its cause is what `fetch` has thrown. */
  readonly error: TimeShiftError;
  readonly wasReadable: boolean;
  readonly clock: Pick<Clock, 'delay'>;
  readonly signal: AbortSignal;
}

/** Whether there is an answer; without CORS, whether there is one that the page cannot read. */
async function isAnswered(
  url: URL | string,
  mode: RequestMode,
  clock: Pick<Clock, 'delay'>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await withTimeout(PROBE_TIMEOUT_MS, clock, signal, async (limited) => {
      const { type } = await fetch(url, { mode, signal: limited, cache: 'no-store' });
      return mode === 'cors' || type === 'opaque';
    });
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

const networkError = (message: string, reason: TimeShiftErrorReason, cause?: unknown): TimeShiftError =>
  new TimeShiftError('network', message, { cause, reason });
