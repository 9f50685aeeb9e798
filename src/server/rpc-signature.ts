import type { UnixMs } from '../core/time/time-range.ts';
import { percentEncode } from './percent-encode.ts';
import { utcTime } from './utc-time.ts';

/** Where the service is called. */
export const LIVE_ENDPOINT = 'https://live.aliyuncs.com/';

/** Parameters as the reference names them; undefined ones are not sent. */
export type RpcParameters = Readonly<Record<string, string | number | boolean | undefined>>;

export type RpcMethod = 'GET' | 'POST';

export interface Credentials {
  readonly accessKeyId: string;
  /** It must never come near a browser. */
  readonly accessKeySecret: string;
  /** Where the other two are temporary ones. */
  readonly securityToken?: string | undefined;
}

export interface RpcRequestToSign extends Credentials {
  /** Default {@link LIVE_ENDPOINT}. */
  readonly endpoint?: string | undefined;
  /** Default `GET`. */
  readonly method?: RpcMethod | undefined;
  /** `Action` and what belongs to it. `Format` is JSON and `Version` 2016-11-01 where it does not say so. */
  readonly parameters: RpcParameters;
  /** Another one for each request: the service takes none twice. */
  readonly nonce: string;
  /** When the request is made; the service refuses one that is 15 minutes off. */
  readonly timestamp: UnixMs | Date;
}

/** Names and values before they are encoded; a `URLSearchParams` is some. */
export type RpcFields = Iterable<readonly [name: string, value: string]>;

/**
 * The URL of a call, signed by version 1.0 of the service's signature.
 *
 * @see https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism
 * @throws RangeError for an endpoint, a time or a text that cannot be sent
 */
export async function signRpcRequest(request: RpcRequestToSign): Promise<string> {
  const { endpoint = LIVE_ENDPOINT, method = 'GET', accessKeySecret } = request;
  if (!URL.canParse(endpoint) || /[?#]/.test(endpoint)) {
    throw new RangeError(`endpoint must be an absolute URL without a query, like ${LIVE_ENDPOINT}`);
  }
  const fields = fieldsOf(request);
  const signature = await rpcSignature(method, fields, accessKeySecret);
  return `${endpoint}?${canonicalQuery(fields)}&Signature=${percentEncode(signature)}`;
}

/** What the service expects as `Signature` of a call with these fields, of which `Signature` itself is none. */
export async function rpcSignature(
  method: RpcMethod,
  fields: RpcFields,
  accessKeySecret: string,
): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const secret = new TextEncoder().encode(`${accessKeySecret}&`);
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  const text = new TextEncoder().encode(stringToSign(method, fields));
  const mac = await crypto.subtle.sign('HMAC', key, text);
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

/** The path is always `/`, wherever the endpoint is. */
export const stringToSign = (method: RpcMethod, fields: RpcFields): string =>
  `${method}&${percentEncode('/')}&${percentEncode(canonicalQuery(fields))}`;

/** The fields in order of their names, encoded; without `Signature`. */
function canonicalQuery(fields: RpcFields): string {
  return [...fields]
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

function fieldsOf(request: RpcRequestToSign): (readonly [string, string])[] {
  const { parameters, accessKeyId, securityToken, nonce, timestamp } = request;
  const all: RpcParameters = {
    Format: 'JSON',
    Version: '2016-11-01',
    ...parameters,
    AccessKeyId: accessKeyId,
    SecurityToken: securityToken,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: nonce,
    Timestamp: utcTime(timestamp),
  };
  return Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
}
