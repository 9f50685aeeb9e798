import type { UnixMs } from '../core/time/time-range.ts';

/** The default address of the service. */
export const LIVE_ENDPOINT = 'https://live.aliyuncs.com/';

/** Parameters with the names of the reference. Undefined ones are not sent. */
export type RpcParameters = Readonly<Record<string, string | number | boolean | undefined>>;

export type RpcMethod = 'GET' | 'POST';

export interface Credentials {
  readonly accessKeyId: string;
  /** It must never come near a browser. */
  readonly accessKeySecret: string;
  /** Belongs to temporary credentials. */
  readonly securityToken?: string | undefined;
}

export interface RpcRequestToSign extends Credentials {
  /** Default {@link LIVE_ENDPOINT}. */
  readonly endpoint?: string | undefined;
  /** Whether the endpoint may be `http:`, where anybody on the way can read and repeat calls; default false. */
  readonly allowHttp?: boolean | undefined;
  /** Default `GET`. */
  readonly method?: RpcMethod | undefined;
  /** `Action` and its parameters. Defaults are JSON for `Format` and 2016-11-01 for `Version`. */
  readonly parameters: RpcParameters;
  /** Must be different for each request: the service accepts each nonce once. */
  readonly nonce: string;
  /** The time of the request. The service refuses a time that is wrong by more than 15 minutes. */
  readonly timestamp: UnixMs | Date;
}

/** Names and values, not encoded, such as a `URLSearchParams`. */
export type RpcFields = Iterable<readonly [name: string, value: string]>;

/**
 * Makes the URL of a call, with a signature of version 1.0.
 *
 * @see https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism
 * @throws RangeError for an endpoint, a time or a text that cannot be sent
 */
export async function signRpcRequest(request: RpcRequestToSign): Promise<string> {
  const { endpoint = LIVE_ENDPOINT, method = 'GET', accessKeySecret } = request;
  checkEndpoint(endpoint, request.allowHttp);
  const fields = fieldsOf(request);
  const signature = await rpcSignature(method, fields, accessKeySecret);
  return `${endpoint}?${canonicalQuery(fields)}&Signature=${percentEncode(signature)}`;
}

/** @throws RangeError for an address that calls cannot be sent to */
export function checkEndpoint(endpoint: string, allowHttp = false): void {
  if (!URL.canParse(endpoint) || /[?#]/.test(endpoint)) {
    throw new RangeError(`endpoint must be an absolute URL without a query, like ${LIVE_ENDPOINT}`);
  }
  const { protocol } = new URL(endpoint);
  if (protocol !== 'https:' && !(allowHttp && protocol === 'http:')) {
    throw new RangeError('endpoint must begin with https:; set allowHttp to send calls that others can read');
  }
}

/** Calculates the `Signature` of a call with these fields. A field `Signature` itself is ignored. */
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

/** The text that is signed. Its path is always `/`, whatever the path of the endpoint is. */
export const stringToSign = (method: RpcMethod, fields: RpcFields): string =>
  `${method}&${percentEncode('/')}&${percentEncode(canonicalQuery(fields))}`;

/** The encoded fields in the order of their names, without `Signature`. */
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

/** Characters that `encodeURIComponent` does not encode although RFC 3986 reserves them. */
const RESERVED = /[!'()*]/g;

/**
 * Encodes all characters except `A-Za-z0-9-_.~`, as UTF-8, with capital digits. Signatures are made over this form.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 * @throws RangeError for one half of a surrogate pair, which has no UTF-8
 */
export function percentEncode(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    // The message does not show the text, because it may be a token.
    throw new RangeError('Only whole characters can be sent; the text has one half of a surrogate pair');
  }
  return encodeURIComponent(text).replace(RESERVED, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

/**
 * Writes an instant as the service's parameters have it: `2017-06-14T09:51:14Z`, in UTC and whole seconds.
 *
 * @throws RangeError for a value that is not an instant
 */
export const utcTime = (at: UnixMs | Date): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
