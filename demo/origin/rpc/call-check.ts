import type { Clock } from '../../../src/core/time/clock.ts';
import type { UnixMs } from '../../../src/core/time/time-range.ts';
import { equalSecrets } from '../../../src/server/cdn-auth.ts';
import { rpcSignature } from '../../../src/server/rpc-signature.ts';
import { ACCOUNT, missing, RpcRefusal } from './rpc-answer.ts';

/** The parameters that every call must have. */
const PUBLIC_PARAMETERS = [
  'Action',
  'Version',
  'AccessKeyId',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'Timestamp',
  'Signature',
];
const STALE_AFTER_MS = 15 * 60_000;

/** How often each action may be called. */
const LIMITS: ReadonlyMap<string, { readonly calls: number; readonly windowMs: number }> = new Map([
  ['DescribeLiveStreamsOnlineList', { calls: 1000, windowMs: 60_000 }],
  ['RealTimeRecordCommand', { calls: 50, windowMs: 1000 }],
]);

/**
 * Checks calls of the service: the signature, the time stamp, the nonce and the rate. It owns the nonces and the
 * times of the calls that this takes. `RpcService` has one.
 */
export class CallCheck {
  private readonly nonces = new Map<string, UnixMs>();
  private readonly calls = new Map<string, readonly UnixMs[]>();

  constructor(private readonly clock: Clock) {}

  async refusal(query: URLSearchParams): Promise<RpcRefusal | null> {
    return (
      refuseForm(query) ??
      this.refuseTime(query) ??
      (await refuseSignature(query)) ??
      // Nonces and rates count only after the signature was right, so that nobody else can use them up.
      this.refuseNonce(query) ??
      this.refuseRate(query)
    );
  }

  private refuseTime(query: URLSearchParams): RpcRefusal | null {
    const text = query.get('Timestamp') ?? '';
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) || Number.isNaN(Date.parse(text))) {
      return new RpcRefusal(400, 'InvalidTimeStamp.Format', 'Timestamp must be like 2017-06-14T09:51:14Z.');
    }
    return Math.abs(this.clock.now() - Date.parse(text)) <= STALE_AFTER_MS
      ? null
      : new RpcRefusal(
          400,
          'InvalidTimeStamp.Expired',
          'Timestamp differs from the server time by more than 15 minutes.',
        );
  }

  private refuseNonce(query: URLSearchParams): RpcRefusal | null {
    const now = this.clock.now();
    for (const [nonce, usedAt] of this.nonces) {
      // A call that is older is refused because of its time stamp.
      if (now - usedAt > 2 * STALE_AFTER_MS) this.nonces.delete(nonce);
    }
    const nonce = query.get('SignatureNonce') ?? '';
    if (this.nonces.has(nonce)) {
      return new RpcRefusal(
        400,
        'SignatureNonceUsed',
        'SignatureNonce was used before; use a new one for each call.',
      );
    }
    this.nonces.set(nonce, now);
    return null;
  }

  private refuseRate(query: URLSearchParams): RpcRefusal | null {
    const action = query.get('Action') ?? '';
    const limit = LIMITS.get(action);
    if (!limit) return null;
    const now = this.clock.now();
    const recent = (this.calls.get(action) ?? []).filter((at) => now - at < limit.windowMs);
    const isTooMany = recent.length >= limit.calls;
    this.calls.set(action, isTooMany ? recent : [...recent, now]);
    return isTooMany ? new RpcRefusal(400, 'Throttling.User', 'This user calls too often.') : null;
  }
}

function refuseForm(query: URLSearchParams): RpcRefusal | null {
  const absent = PUBLIC_PARAMETERS.find((name) => !query.get(name));
  if (absent) return missing(absent);
  const isSupported =
    query.get('Version') === '2016-11-01' &&
    query.get('SignatureMethod') === 'HMAC-SHA1' &&
    query.get('SignatureVersion') === '1.0';
  return isSupported
    ? null
    : new RpcRefusal(
        400,
        'IncompleteSignature',
        'Sign with HMAC-SHA1, version 1.0, for API version 2016-11-01.',
      );
}

async function refuseSignature(query: URLSearchParams): Promise<RpcRefusal | null> {
  if (query.get('AccessKeyId') !== ACCOUNT.accessKeyId) {
    return new RpcRefusal(404, 'InvalidAccessKeyId.NotFound', 'There is no such AccessKeyId.');
  }
  const expected = await rpcSignature('GET', query, ACCOUNT.accessKeySecret);
  return equalSecrets(expected, query.get('Signature') ?? '')
    ? null
    : new RpcRefusal(400, 'SignatureDoesNotMatch', 'The signature does not match this call and AccessKeyId.');
}
