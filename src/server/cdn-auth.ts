import { joinUrl, nameOf, splitUrl } from '../core/service/query-string.ts';
import { redact } from '../core/service/redact.ts';
import type { UnixMs } from '../core/time/time-range.ts';
import { md5 } from './md5.ts';

export interface PathToSign {
  /** The path as it is in the URL, percent-encoded, beginning with `/`; without the query, which is not signed. */
  readonly path: string;
  /** The instant that goes into the signature, in whole seconds: see {@link signPath}. */
  readonly expiresAt: UnixMs;
  /** The domain's primary or secondary key. It must never come near a browser. */
  readonly key: string;
  /** A text without hyphens that makes signatures different; default `0`, as the vendor's tools send. */
  readonly rand?: string | undefined;
  /** The service does not use it; default `0`. */
  readonly uid?: string | undefined;
}

export type PlaybackUrlToSign = Omit<PathToSign, 'path'>;

export interface AuthKeyToVerify {
  readonly path: string;
  /** The parameter `auth_key` of the URL; `null` if it has none. */
  readonly authKey: string | null;
  readonly key: string;
  readonly now: UnixMs;
}

export type AuthVerdict = 'valid' | 'missing' | 'malformed' | 'wrong' | 'expired';

/**
 * Makes the value of `auth_key` for CDN authentication of type A: `{ts}-{rand}-{uid}-{md5(path-ts-rand-uid-key)}`.
 *
 * For the service, a URL expires at `ts` plus the validity period that is set for the domain. So the URL works for
 * that period longer than `expiresAt`.
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
 * Adds the `auth_key` that {@link signPath} makes for the path of a URL, or replaces the one that the URL has. All
 * other bytes stay as they are.
 *
 * @param url the absolute URL of a playlist, a segment or the timeline
 * @throws RangeError as {@link signPath} does, and for a URL that is not absolute
 */
export function signPlaybackUrl(url: string, toSign: PlaybackUrlToSign): string {
  if (!URL.canParse(url)) throw new RangeError(`The URL to sign must be absolute; it is ${redact(url)}`);
  const authKey = signPath({ ...toSign, path: new URL(url).pathname });
  const { base, parameters, fragment } = splitUrl(url);
  const kept = parameters.filter((parameter) => nameOf(parameter) !== 'auth_key');
  return joinUrl({ base, parameters: [...kept, `auth_key=${authKey}`], fragment });
}

/**
 * Checks whether {@link signPath} made `authKey` for this path and key, and whether it has expired. It expires at its
 * timestamp, as on a domain with a validity period of 0.
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

/** Compares two texts in a time that does not depend on where they differ, so that nobody can guess digit by digit. */
export function equalSecrets(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}
