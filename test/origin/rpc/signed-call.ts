import { signRpcRequest } from '../../../src/server/rpc-signature.ts';
import { ACCOUNT, DOMAIN_NAME } from '../../../demo/origin/rpc/rpc-answer.ts';
import { NOW_MS, type ClockedOrigin } from '../clocked-origin.ts';

export type Parameters = Readonly<Record<string, string>>;

export const LIST: Parameters = { Action: 'DescribeLiveStreamsOnlineList', DomainName: DOMAIN_NAME };

export const RECORD: Parameters = {
  Action: 'RealTimeRecordCommand',
  DomainName: DOMAIN_NAME,
  AppName: 'live',
  StreamName: 'hall',
  Command: 'start',
};

interface SigningOptions {
  readonly nonce?: string;
  readonly timestamp?: number;
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
}

/** The path and query of a call. Unless told otherwise, the origin's account signs it at the start of the test. */
export async function signedPath(parameters: Parameters, options: SigningOptions = {}): Promise<string> {
  const url = await signRpcRequest({
    ...ACCOUNT,
    endpoint: 'https://origin/openapi-rpc/',
    parameters,
    nonce: crypto.randomUUID(),
    timestamp: NOW_MS,
    ...options,
  });
  return url.slice('https://origin'.length);
}

/** Makes a call, signed at the current time of the origin's clock. */
export async function call(clocked: ClockedOrigin, parameters: Parameters): Promise<Response> {
  return clocked.get(await signedPath(parameters, { timestamp: clocked.clock.now() }));
}
