import type { LiveFailure } from './live-failure.ts';
import type { LiveOperation } from './live-operations.ts';

type Advice = readonly [code: RegExp, advice: string];

const LATER = 'Try again later; if it stays, give the RequestId to the support of the service.';
const POLICY = 'Allow this user live:{operation} on acs:cdn:*:{account}:domain/{domain} by a RAM policy.';

/** What to do about an error, by all of its code; the first one counts. */
const ADVICE: readonly Advice[] = [
  [/^MissingParameter.*$/, 'Give the parameter that the message names.'],
  [/^Missing(.+)$/, 'Give $1.'],
  [/^InvalidDomain\.NotFound$/, 'Check DomainName: it must be a live domain of this account.'],
  [/^InvalidStream\.NotFound$/, 'Check AppName and StreamName: the stream must be live now.'],
  [/^InvalidConfig\.NotFound$/, 'Set up recording for this application first, by AddLiveAppRecordConfig.'],
  [/^TaskAlreadyStarted$/, 'The stream is being recorded: restart it for a new recording, or stop it.'],
  [/^Throttling.*$/, 'Call less often, or ask the service for a higher limit.'],
  [/^SignatureDoesNotMatch$|^IncompleteSignature$/, 'Check accessKeySecret: it must belong to accessKeyId.'],
  [/^SignatureNonceUsed$/, 'Look for a proxy on the way that sends requests twice.'],
  [/^InvalidTimeStamp.*$/, "Set this server's clock: it must be right to 15 minutes."],
  [/^InvalidAccessKeyId.*$/, 'Check accessKeyId: it must exist, and be active.'],
  [/^.*SecurityToken.*$/, 'Get new temporary credentials; they belong together, and expire.'],
  [/^.*(?:Forbidden|NoPermission|NotAuthorized|Unauthorized|AccessDenied).*$/, POLICY],
  [/^NetworkError$/, 'Check the endpoint and the connection.'],
  [/^Timeout$/, 'Try again later, or set a longer timeoutMs.'],
  [/^InvalidAnswer$/, 'Check the endpoint, and whether a proxy answers in its place.'],
];

/** A sentence that says what to do. */
export function adviceFor(operation: LiveOperation, { code, status }: LiveFailure): string {
  const [pattern, advice] = ADVICE.find(([known]) => known.test(code)) ?? [/^.*$/, adviceByStatus(status)];
  return code.replace(pattern, advice).replace('{operation}', operation);
}

function adviceByStatus(status: number | null): string {
  if (status === 403) return POLICY;
  return (status ?? 0) >= 500 ? LATER : 'Check the parameters by the reference of the operation.';
}
