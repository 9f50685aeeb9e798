import { joinUrl, nameOf, splitUrl } from '../core/service/query-string.ts';
import { redact } from '../core/service/redact.ts';
import type { UnixMs } from '../core/time/time-range.ts';
import { equalSecrets } from './equal-secrets.ts';
import { md5 } from './md5.ts';

export interface PathToSign {
  /** As it is in the URL, from its `/` on, percent-encoded; without the query, which is not signed. */
  readonly path: string;
  /** The instant that goes into the signature, in whole seconds: see {@link signPath}. */
  readonly expiresAt: UnixMs;
  /** The domain's primary or secondary key. It must never come near a browser. */
  readonly key: string;
  /** Makes each signature different; without hyphens. Default `0`, as the vendor's tools send. */
  readonly rand?: string | undefined;
  /** Not used by the service; default `0`. */
  readonly uid?: string | undefined;
}

export type PlaybackUrlToSign = Omit<PathToSign, 'path'>;

export interface AuthKeyToVerify {
  readonly path: string;
  /** What the URL carries as `auth_key`; `null` where it carries none. */
  readonly authKey: string | null;
  readonly key: string;
  readonly now: UnixMs;
}

export type AuthVerdict = 'valid' | 'missing' | 'malformed' | 'wrong' | 'expired';

/**
 * The value of `auth_key` for CDN authentication of type A: `{ts}-{rand}-{uid}-{md5(path-ts-rand-uid-key)}`.
 *
 * The service lets a URL expire at `ts` plus the validity period that is set for the domain, so with such a
 * period the URL works for that much longer than `expiresAt`.
 *
 * @see https://www.alibabacloud.com/help/en/live/user-guide/url-signing
 * @throws RangeError for a path or a field that would make the signature ambiguous
 */
export function signPath({ path, expiresAt, key, rand = '0', uid = '0' }: PathToSign): string {
  if (!/^\/[^?#]*$/.test(path)) {
    throw new RangeError(`The path to sign must begin with / and end before the query; it is ${path}`);
  }
  for (const [name, value] of Object.entries({ rand, uid })) {
    if (!/^\w+$/.test(value)) throw new RangeError(`${name} must be letters and digits only; it is ${value}`);
  }
  const timestampS = Math.floor(expiresAt / 1000);
  if (!(timestampS > 0)) throw new RangeError(`expiresAt must be epoch milliseconds; it is ${expiresAt}`);
  return `${timestampS}-${rand}-${uid}-${digest(path, String(timestampS), rand, uid, key)}`;
}

/**
 * The URL with the `auth_key` that {@link signPath} gives for its path, in the place of any that it has. Every other
 * byte of it stays.
 *
 * @param url an absolute one: of a playlist, a segment or the timeline
 * @throws RangeError where {@link signPath} does, and for a URL that is not absolute
 */
export function signPlaybackUrl(url: string, toSign: PlaybackUrlToSign): string {
  if (!URL.canParse(url)) throw new RangeError(`The URL to sign must be absolute; it is ${redact(url)}`);
  const authKey = signPath({ ...toSign, path: new URL(url).pathname });
  const { base, parameters, fragment } = splitUrl(url);
  const kept = parameters.filter((parameter) => nameOf(parameter) !== 'auth_key');
  return joinUrl({ base, parameters: [...kept, `auth_key=${authKey}`], fragment });
}

/**
 * Whether `authKey` is what {@link signPath} gives for this path and key, and not expired. The timestamp is taken
 * as the very expiry: as a domain does whose validity period is 0.
 */
export function verifyAuthKey({ path, authKey, key, now }: AuthKeyToVerify): AuthVerdict {
  if (authKey === null) return 'missing';
  const [, timestampS, rand, uid, hash] = /^(\d{1,12})-(\w+)-(\w+)-([\da-f]{32})$/.exec(authKey) ?? [];
  if (!timestampS || !rand || !uid || !hash) return 'malformed';
  if (!equalSecrets(hash, digest(path, timestampS, rand, uid, key))) return 'wrong';
  return Number(timestampS) * 1000 < now ? 'expired' : 'valid';
}

const digest = (path: string, timestampS: string, rand: string, uid: string, key: string): string =>
  md5(`${path}-${timestampS}-${rand}-${uid}-${key}`);
