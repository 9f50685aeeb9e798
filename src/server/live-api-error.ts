import { redact } from '../core/service/redact.ts';
import type { LiveOperation } from './live-operations.ts';
import type { LiveFailure } from './retry-policy.ts';
import { percentEncode, type Credentials } from './rpc-signature.ts';

/** A call that failed. No property of it, nor its message, contains a secret or a signature. */
export class LiveApiError extends Error {
  override readonly name = 'LiveApiError';
  /**
   * The service's own code, such as `TaskAlreadyStarted`; or `NetworkError`: there was no answer; `Timeout`: there
   * was no answer in time; `InvalidAnswer`: the answer is not one of the service.
   */
  readonly code: string;
  /** The HTTP status; null if there was no answer. */
  readonly status: number | null;
  /** The id by which the service's support finds the call; null if the answer has none. */
  readonly requestId: string | null;
  /** What to do. It is also part of the message. */
  readonly advice: string;
  /** How long the service asks the client to wait before the next call; null if it does not say. */
  readonly retryAfterMs: number | null;

  /**
   * @param operation the operation that was called
   * @param mayBeDone whether the call may have been carried out nevertheless; then a second call may do it twice
   */
  constructor(
    readonly operation: LiveOperation,
    failure: LiveFailure,
    readonly mayBeDone: boolean,
  ) {
    const { code, status, reason, requestId, retryAfterMs } = failure;
    const advice = adviceFor(operation, failure);
    const doubt = mayBeDone ? ' It may have been carried out nevertheless.' : '';
    const id = requestId === null ? '' : ` (RequestId ${requestId})`;
    super(`${operation}: ${code}${status === null ? '' : ` ${status}`}. ${reason}${doubt} ${advice}${id}`);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.advice = advice;
    this.retryAfterMs = retryAfterMs;
  }
}

const LATER = 'Try again later; if it keeps failing, give the RequestId to the support of the service.';
const POLICY = 'Allow this user live:{operation} on acs:cdn:*:{account}:domain/{domain} by a RAM policy.';

/** What to do about an error. The first pattern that matches the whole code counts. */
const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [/^MissingParameter.*$/, 'Give the parameter that the message names.'],
  [/^Missing(.+)$/, 'Give $1.'],
  [/^InvalidDomain\.NotFound$/, 'Check DomainName: it must be a live domain of this account.'],
  [/^InvalidStream\.NotFound$/, 'Check AppName and StreamName: the stream must be live now.'],
  [/^InvalidConfig\.NotFound$/, 'Set up recording for this application first, by AddLiveAppRecordConfig.'],
  [/^TaskAlreadyStarted$/, 'The stream is being recorded: restart it for a new recording, or stop it.'],
  [/^Throttling.*$/, 'Call less often, or ask the service for a higher limit.'],
  [/^SignatureDoesNotMatch$|^IncompleteSignature$/, 'Check accessKeySecret: it must belong to accessKeyId.'],
  [/^SignatureNonceUsed$/, 'Look for a proxy on the way that sends requests twice.'],
  [/^InvalidTimeStamp.*$/, "Set this server's clock: it must be right to within 15 minutes."],
  [/^InvalidAccessKeyId.*$/, 'Check accessKeyId: it must exist, and be active.'],
  [/^.*SecurityToken.*$/, 'Get new temporary credentials: all three belong together, and they expire.'],
  [/^.*(?:Forbidden|NoPermission|NotAuthorized|Unauthorized|AccessDenied).*$/, POLICY],
  [/^NetworkError$/, 'Check the endpoint and the connection.'],
  [/^Timeout$/, 'Try again later, or set a longer timeoutMs.'],
  [/^InvalidAnswer$/, 'Check the endpoint, and whether a proxy answers in its place.'],
];

function adviceFor(operation: LiveOperation, { code, status }: LiveFailure): string {
  const [pattern, advice] = ADVICE.find(([known]) => known.test(code)) ?? [/^.*$/, adviceByStatus(status)];
  return code.replace(pattern, advice).replace('{operation}', operation);
}

function adviceByStatus(status: number | null): string {
  if (status === 403) return POLICY;
  return (status ?? 0) >= 500 ? LATER : 'Check the parameters by the reference of the operation.';
}

/**
 * Removes secrets from a text, so that it may be shown and logged. The service repeats parts of the request in its
 * messages, such as the string to sign, where everything is encoded twice.
 */
export function hideSecrets(text: string, { accessKeySecret, securityToken }: Credentials): string {
  let hidden = text;
  for (const secret of [accessKeySecret, securityToken]) {
    if (secret === undefined) continue;
    const once = percentEncode(secret);
    for (const form of [percentEncode(once), once, secret]) hidden = hidden.replaceAll(form, '…');
  }
  return redact(hidden);
}
