import type { Clock } from '../../../src/core/time/clock.ts';
import type { UnixMs } from '../../../src/core/time/time-range.ts';
import { equalSecrets } from '../../../src/server/equal-secrets.ts';
import { rpcSignature } from '../../../src/server/rpc-signature.ts';
import { ACCOUNT } from './account.ts';
import { missing, RpcRefusal } from './rpc-refusal.ts';

const PUBLIC = [
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

/** How often each may be called. */
const LIMITS: ReadonlyMap<string, { readonly calls: number; readonly windowMs: number }> = new Map([
  ['DescribeLiveStreamsOnlineList', { calls: 1000, windowMs: 60_000 }],
  ['RealTimeRecordCommand', { calls: 50, windowMs: 1000 }],
]);

/** Lets calls through that are signed, of now, new, and not too many. */
export class CallCheck {
  private readonly nonces = new Map<string, UnixMs>();
  private readonly calls = new Map<string, readonly UnixMs[]>();

  constructor(private readonly clock: Clock) {}

  async refusal(query: URLSearchParams): Promise<RpcRefusal | null> {
    return (
      this.formFault(query) ??
      this.timeFault(query) ??
      (await signatureFault(query)) ??
      // Only now: nobody else may use up a nonce, or calls.
      this.nonceFault(query) ??
      this.limitFault(query)
    );
  }

  private formFault(query: URLSearchParams): RpcRefusal | null {
    const absent = PUBLIC.find((name) => !query.get(name));
    if (absent) return missing(absent);
    const isOurs =
      query.get('Version') === '2016-11-01' &&
      query.get('SignatureMethod') === 'HMAC-SHA1' &&
      query.get('SignatureVersion') === '1.0';
    return isOurs
      ? null
      : new RpcRefusal(
          400,
          'IncompleteSignature',
          'Sign by HMAC-SHA1, version 1.0, for API version 2016-11-01.',
        );
  }

  private timeFault(query: URLSearchParams): RpcRefusal | null {
    const text = query.get('Timestamp') ?? '';
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) || Number.isNaN(Date.parse(text))) {
      return new RpcRefusal(400, 'InvalidTimeStamp.Format', 'Timestamp must be like 2017-06-14T09:51:14Z.');
    }
    return Math.abs(this.clock.now() - Date.parse(text)) <= STALE_AFTER_MS
      ? null
      : new RpcRefusal(400, 'InvalidTimeStamp.Expired', 'Timestamp is more than 15 minutes off.');
  }

  private nonceFault(query: URLSearchParams): RpcRefusal | null {
    const now = this.clock.now();
    for (const [nonce, usedAt] of this.nonces) {
      // An older call is refused by its time.
      if (now - usedAt > 2 * STALE_AFTER_MS) this.nonces.delete(nonce);
    }
    const nonce = query.get('SignatureNonce') ?? '';
    if (this.nonces.has(nonce)) {
      return new RpcRefusal(400, 'SignatureNonceUsed', 'SignatureNonce was used before; make a new one.');
    }
    this.nonces.set(nonce, now);
    return null;
  }

  private limitFault(query: URLSearchParams): RpcRefusal | null {
    const action = query.get('Action') ?? '';
    const limit = LIMITS.get(action);
    if (!limit) return null;
    const now = this.clock.now();
    const recent = (this.calls.get(action) ?? []).filter((at) => now - at < limit.windowMs);
    const isTooMany = recent.length >= limit.calls;
    this.calls.set(action, isTooMany ? recent : [...recent, now]);
    return isTooMany
      ? new RpcRefusal(400, 'Throttling.User', 'There are too many calls of this user.')
      : null;
  }
}

async function signatureFault(query: URLSearchParams): Promise<RpcRefusal | null> {
  if (query.get('AccessKeyId') !== ACCOUNT.accessKeyId) {
    return new RpcRefusal(404, 'InvalidAccessKeyId.NotFound', 'There is no such AccessKeyId.');
  }
  const expected = await rpcSignature('GET', query, ACCOUNT.accessKeySecret);
  return equalSecrets(expected, query.get('Signature') ?? '')
    ? null
    : new RpcRefusal(400, 'SignatureDoesNotMatch', 'The signature is not that of this call and AccessKeyId.');
}
