import type { CallPolicy } from './call-policy.ts';

/** Why there is no good answer. */
export interface LiveFailure {
  /** The service's own code, or `NetworkError`, `Timeout` or `InvalidAnswer`. */
  readonly code: string;
  /** Of HTTP; null where nothing was answered. */
  readonly status: number | null;
  /** A sentence. */
  readonly reason: string;
  readonly requestId: string | null;
  /** How long the service wants to be left alone. */
  readonly retryAfterMs: number | null;
}

const OWN_CODES = ['NetworkError', 'Timeout', 'InvalidAnswer'];
/** Who is asked to wait for longer had better do something else meanwhile. */
const LONGEST_WAIT_MS = 60_000;

const isThrottled = ({ code, status }: LiveFailure): boolean =>
  code.startsWith('Throttling') || status === 429;

/** Whether the call may have been carried out all the same. */
export function mayBeDone(failure: LiveFailure): boolean {
  const { code, status } = failure;
  if (isThrottled(failure) || (status !== null && status >= 400 && status < 500)) return false;
  return OWN_CODES.includes(code) || (status !== null && status >= 500);
}

export const isWorthRepeating = (failure: LiveFailure, { isRepeatable }: CallPolicy): boolean =>
  (failure.retryAfterMs ?? 0) <= LONGEST_WAIT_MS &&
  (isThrottled(failure) || (isRepeatable && mayBeDone(failure)));
