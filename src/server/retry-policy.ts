import type { LiveOperation } from './live-operations.ts';
import type { RpcParameters } from './rpc-signature.ts';

/** Why a call got no good answer. */
export interface LiveFailure {
  /** The service's own code, or `NetworkError`, `Timeout` or `InvalidAnswer`. */
  readonly code: string;
  /** The HTTP status; null if there was no answer. */
  readonly status: number | null;
  /** A sentence. */
  readonly reason: string;
  readonly requestId: string | null;
  /** How long the service asks the client to wait before the next call. */
  readonly retryAfterMs: number | null;
}

/** How to continue when nobody knows whether a call was carried out: its answer was lost, late, or a server error. */
export interface CallPolicy {
  /** Whether the call changes nothing. */
  readonly isQuery: boolean;
  /** Whether the call may be sent again. */
  readonly isRepeatable: boolean;
  /** The service's answer to a second call if the first one was carried out. */
  readonly doneCode?: string | undefined;
}

/** Operations that have the same effect when they are carried out twice. A second Delete fails, so it is not here. */
const REPEATABLE = /^(?:Describe|Set|Update|Forbid|Resume)/;

export function callPolicy(operation: LiveOperation, { Command }: RpcParameters): CallPolicy {
  if (operation !== 'RealTimeRecordCommand') {
    return { isQuery: operation.startsWith('Describe'), isRepeatable: REPEATABLE.test(operation) };
  }
  if (Command === 'start') return { isQuery: false, isRepeatable: true, doneCode: 'TaskAlreadyStarted' };
  // A second restart would cut the recording once more.
  return { isQuery: false, isRepeatable: Command === 'stop' || Command === 'cancel_delay' };
}

const CLIENT_CODES = ['NetworkError', 'Timeout', 'InvalidAnswer'];

/** If the service asks for a longer wait than this, the call fails instead, and the caller decides. */
const LONGEST_WAIT_MS = 60_000;

const isThrottled = ({ code, status }: LiveFailure): boolean =>
  code.startsWith('Throttling') || status === 429;

/** Whether the call may have been carried out although it failed. */
export function mayBeDone(failure: LiveFailure): boolean {
  const { code, status } = failure;
  if (isThrottled(failure) || (status !== null && status >= 400 && status < 500)) return false;
  return CLIENT_CODES.includes(code) || (status !== null && status >= 500);
}

/** Whether it is safe to send the call again, and may help. */
export const isWorthRepeating = (failure: LiveFailure, { isRepeatable }: CallPolicy): boolean =>
  (failure.retryAfterMs ?? 0) <= LONGEST_WAIT_MS &&
  (isThrottled(failure) || (isRepeatable && mayBeDone(failure)));
