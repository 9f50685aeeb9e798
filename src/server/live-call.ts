import { backoffMs } from '../core/policy/backoff.ts';
import { systemClock } from '../core/time/clock.ts';
import type { UnixMs } from '../core/time/time-range.ts';
import { hideSecrets, LiveApiError } from './live-api-error.ts';
import type { LiveOperation } from './live-operations.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { failed, readAnswer, type LiveAnswer, type LiveOutcome } from './read-answer.ts';
import { callPolicy, isWorthRepeating, mayBeDone } from './retry-policy.ts';
import { signRpcRequest, type Credentials, type RpcParameters } from './rpc-signature.ts';

const BACKOFF = { firstMs: 500, longestMs: 8000 };

/** What all calls of a client have in common. */
export interface CallContext {
  readonly credentials: Credentials;
  readonly endpoint: string | undefined;
  readonly allowHttp: boolean | undefined;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly limiters: Partial<Record<LiveOperation, RateLimiter>>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => UnixMs;
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
}

/**
 * Calls the service within its limits. A call that fails is sent again if that is safe and may help, each time with a
 * new signature.
 *
 * @throws LiveApiError, or the signal's reason if it is aborted
 */
export async function liveCall(
  operation: LiveOperation,
  parameters: RpcParameters,
  context: CallContext,
  signal: AbortSignal,
): Promise<LiveAnswer> {
  const policy = callPolicy(operation, parameters);
  let isInDoubt = false;
  for (let failures = 0; ; failures += 1) {
    await context.limiters[operation]?.pass(signal);
    const outcome = await attempt(operation, parameters, context, signal);
    if (outcome.ok) return outcome.answer;
    const { failure } = outcome;
    if (isInDoubt && failure.code === policy.doneCode) return { RequestId: failure.requestId };
    isInDoubt ||= !policy.isQuery && mayBeDone(failure);
    if (failures >= context.retries || !isWorthRepeating(failure, policy)) {
      const reason = hideSecrets(failure.reason, context.credentials);
      throw new LiveApiError(operation, { ...failure, reason }, isInDoubt);
    }
    const pauseMs = backoffMs(failures, BACKOFF, context.random());
    await context.delay(Math.max(pauseMs, failure.retryAfterMs ?? 0), signal);
  }
}

async function attempt(
  operation: LiveOperation,
  parameters: RpcParameters,
  { credentials, endpoint, allowHttp, timeoutMs, fetch, now }: CallContext,
  signal: AbortSignal,
): Promise<LiveOutcome> {
  const url = await signRpcRequest({
    ...credentials,
    endpoint,
    allowHttp,
    parameters: { ...parameters, Action: operation, Format: 'JSON' },
    nonce: crypto.randomUUID(),
    timestamp: now(),
  });
  signal.throwIfAborted();
  const timeout = startTimeout(timeoutMs);
  try {
    // Redirects are not followed: another server must not get the signature.
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, timeout.signal]),
      redirect: 'manual',
    });
    return await readAnswer(operation, response, now());
  } catch (cause) {
    signal.throwIfAborted();
    if (timeout.signal.aborted)
      return unanswered('Timeout', `There was no answer within ${timeoutMs / 1000} s.`);
    return unanswered('NetworkError', `There was no answer: ${reasonsOf(cause)}.`);
  } finally {
    timeout.stop();
  }
}

/** A signal that is aborted after a number of milliseconds, unless it is stopped before that. */
function startTimeout(ms: number): { readonly signal: AbortSignal; readonly stop: () => void } {
  const timeout = new AbortController();
  const stopping = new AbortController();
  systemClock.delay(ms, stopping.signal).then(
    () => timeout.abort(),
    () => undefined,
  );
  return { signal: timeout.signal, stop: () => stopping.abort() };
}

const unanswered = (code: string, reason: string): LiveOutcome =>
  failed({ code, status: null, reason, requestId: null, retryAfterMs: null });

/** The messages of a failure and its cause. The failure itself is not passed on, because it may contain the URL. */
function reasonsOf(failure: unknown): string {
  if (!(failure instanceof Error)) return 'the connection broke';
  const errors = failure.cause instanceof Error ? [failure, failure.cause] : [failure];
  return errors.map(({ message, name }) => message || name).join(': ');
}
