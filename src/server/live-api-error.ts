import { adviceFor } from './error-advice.ts';
import type { LiveFailure } from './live-failure.ts';
import type { LiveOperation } from './live-operations.ts';

/** A call that failed. Neither the message nor anything else of it holds a secret or a signature. */
export class LiveApiError extends Error {
  override readonly name = 'LiveApiError';
  /**
   * The service's own, such as `TaskAlreadyStarted`; or `NetworkError`: nothing was answered; `Timeout`: not in
   * time; `InvalidAnswer`: something that is not of the service.
   */
  readonly code: string;
  /** Of HTTP; null where nothing was answered. */
  readonly status: number | null;
  /** By which the support of the service finds the call; null where none was told. */
  readonly requestId: string | null;
  /** What to do; a part of the message, too. */
  readonly advice: string;
  /** How long the service wants to be left alone; null where it does not say. */
  readonly retryAfterMs: number | null;

  /**
   * @param operation which the call was for
   * @param mayBeDone whether it may have been carried out all the same, so that calling again may do it twice
   */
  constructor(
    readonly operation: LiveOperation,
    failure: LiveFailure,
    readonly mayBeDone: boolean,
  ) {
    const { code, status, reason, requestId, retryAfterMs } = failure;
    const advice = adviceFor(operation, failure);
    const doubt = mayBeDone ? ' It may have been carried out all the same.' : '';
    const told = requestId === null ? '' : ` (RequestId ${requestId})`;
    super(`${operation}: ${code}${status === null ? '' : ` ${status}`}. ${reason}${doubt} ${advice}${told}`);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.advice = advice;
    this.retryAfterMs = retryAfterMs;
  }
}
