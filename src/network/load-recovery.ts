import { TimeShiftError } from '../core/index.ts';
import type { backoffMs } from '../core/policy/backoff.ts';
import type { Clock } from '../core/time/clock.ts';
import type { LoadKind } from './body-check.ts';
import type { AttemptLoad, Fetched, FetchOptions, LoadOutcome, OnTrouble } from './load.ts';
import { silentFailure, statusFailure, type LoadFailure } from './load-failure.ts';
import { RequestBudget } from './request-budget.ts';
import { waitToRetry } from './wait-to-retry.ts';

export interface LoadRecoveryOptions {
  readonly clock: Clock;
  readonly attempt: AttemptLoad;
  /** Whether the page signs URLs. */
  readonly canSign: () => boolean;
  /** Whether the page has read an answer of a server, which is given by its origin and the kind of load. */
  readonly isReadable: (server: string) => boolean;
  readonly onTrouble: OnTrouble;
  /** Handed in, as the code of the player that is loaded first would be split otherwise. */
  readonly backoffMs: typeof backoffMs;
}

const BACKOFF = { firstMs: 300, longestMs: 4000 };
/** How long it is believed that what the timeline says is recorded need not be there. */
const REFUTED_FOR_MS = 30_000;
/** How many refused segments may be left out one after the other. */
const MOST_REFUSED = 1;

/**
 * Decides what follows when a load fails: it signs again what was refused, looks up where a segment is by now, waits as
 * long as the server asks, and retries what may be temporary. It bounds how many loads fail, whoever asks for them. The
 * fetcher owns one, and from the first failure on all loads go through it.
 */
export class LoadRecovery {
  readonly #budgets: Record<LoadKind, RequestBudget>;
  /** How many segments that were retried have been refused for good, one after the other. */
  #refused = 0;
  /** Until when playlists that must exist are asked for once, in steady ms: one of them was not there in the end. */
  #refutedUntilMs = -Infinity;

  constructor(private readonly options: LoadRecoveryOptions) {
    const { clock } = options;
    this.#budgets = {
      playlist: new RequestBudget(clock),
      segment: new RequestBudget(clock),
      timeline: new RequestBudget(clock),
    };
  }

  /**
   * @param first what has come of the first request, where that has been sent already
   * @throws TimeShiftError `forbidden`, `not-recorded` or `network`; AbortError when the signal is aborted
   */
  async fetch(url: string, kind: LoadKind, options: FetchOptions, first?: LoadOutcome): Promise<Fetched> {
    const { clock, attempt, canSign, onTrouble, backoffMs } = this.options;
    const { retries, signal, urls, isKey, mustExist } = options;
    const isClaimed = mustExist === true && clock.steady() >= this.#refutedUntilMs;
    const budget = this.#budgets[kind];
    const unsigned = isKey ? -1 : 0;
    let address = urls?.newest(url) ?? url;
    let pending = first;
    let isRenewed = false;
    let signings = unsigned;
    if (!first && budget.waitMs > 0) await waitToRetry(budget.waitMs, clock, signal);
    for (let failures = 0; ;) {
      const outcome = pending ?? (await attempt(address, kind, options, signings));
      pending = undefined;
      if ('body' in outcome) {
        onTrouble(kind, null);
        if (kind === 'segment') this.#refused = 0;
        return outcome;
      }
      const failure = await this.#explain(outcome, kind, signal);
      const isFinal = !isClaimed && isAnswer(failure.error, kind);
      if (!isFinal) this.#noteFailure(failure, kind);
      if (signings < 1 && isUnsigned(failure) && canSign()) {
        signings += 1;
        continue;
      }
      if (urls && !isRenewed && isRefused(failure)) {
        isRenewed = true;
        const renewed = await urls.renew(url, address, signal);
        if (renewed !== null) {
          address = renewed;
          signings = unsigned;
          continue;
        }
      }
      if (failures >= retries || isFinal || isForbidden(failure, kind)) {
        if (isClaimed && isAnswer(failure.error, kind))
          this.#refutedUntilMs = clock.steady() + REFUTED_FOR_MS;
        throw this.#endOf(failure, options);
      }
      const pauseMs = budget.pauseMs || backoffMs(failures, BACKOFF);
      await waitToRetry(Math.max(pauseMs, budget.waitMs), clock, signal);
      // While the browser is offline the server is not to blame, so retries are not used up.
      failures = navigator.onLine ? failures + 1 : Math.min(failures + 1, retries - 1);
      signings = unsigned;
      // Another load may have found it meanwhile.
      if (isRenewed && urls) address = urls.newest(url);
    }
  }

  #noteFailure({ error, pauseMs, probes = 0 }: LoadFailure, kind: LoadKind): void {
    for (let requests = 0; requests <= probes; requests += 1) this.#budgets[kind].noteFailure(pauseMs);
    // It is an answer in the end, unless a retry finds something.
    if (!isAnswer(error, kind)) this.options.onTrouble(kind, error);
  }

  /**
   * The error of a load that has ended. What is refused for a single segment may be left out; where another one is, the
   * error has a cause, and then it is for all of them.
   */
  #endOf({ error, status }: LoadFailure, { retries, sink }: FetchOptions): TimeShiftError {
    const isRefusedSegment = error.code === 'forbidden' && status !== undefined && retries > 0 && sink;
    if (!isRefusedSegment) return error;
    this.#refused += 1;
    if (this.#refused <= MOST_REFUSED) return error;
    return new TimeShiftError('forbidden', error.message, { cause: error });
  }

  async #explain(
    outcome: Exclude<LoadOutcome, Fetched>,
    kind: LoadKind,
    signal: AbortSignal,
  ): Promise<LoadFailure> {
    const { clock, isReadable } = this.options;
    if ('error' in outcome) return outcome;
    if ('refusal' in outcome) return statusFailure(outcome.refusal, kind, clock.now());
    const { cause, silent } = outcome;
    const message = 'The server cannot be reached; check the address and the connection.';
    const error = new TimeShiftError('network', message, { cause });
    // Else it has taken too long, or nothing can have been sent.
    const isSilent = cause instanceof TypeError && navigator.onLine;
    if (silent === null || !isSilent || !URL.canParse(silent, document.baseURI)) return { error };
    const wasReadable = isReadable(new URL(silent, document.baseURI).origin + kind);
    return silentFailure(silent, kind, { error, wasReadable, clock, signal });
  }
}

/** The signature has ended, or there is none. */
const isUnsigned = ({ status }: LoadFailure): boolean => status === 401 || status === 403;

/** The URL has ended. Some servers send no CORS headers with that. */
const isRefused = ({ error, status, isUnreadable }: LoadFailure): boolean =>
  isUnreadable === true || isUnsigned({ error, status }) || status === 404 || status === 410;

/** A playlist that is not found means that nothing is recorded; a segment that is not found may appear later. */
const isAnswer = ({ code }: TimeShiftError, kind: LoadKind): boolean =>
  code === 'not-recorded' && kind !== 'segment';

/** A segment that is refused may be allowed later. What the page itself or the browser refuses stays refused. */
const isForbidden = ({ error, status }: LoadFailure, kind: LoadKind): boolean =>
  error.code === 'forbidden' && (kind !== 'segment' || status === undefined);
