import { signRpcRequest } from '../../../src/server/rpc-signature.ts';
import { ACCOUNT, DOMAIN_NAME } from '../../../demo/origin/rpc/account.ts';
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

interface HowToSign {
  readonly nonce?: string;
  readonly timestamp?: number;
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
}

/** The path and the query of a call, signed by the account of the origin, at the beginning of the test. */
export async function signedPath(parameters: Parameters, how: HowToSign = {}): Promise<string> {
  const url = await signRpcRequest({
    ...ACCOUNT,
    endpoint: 'http://origin/openapi-rpc/',
    parameters,
    nonce: crypto.randomUUID(),
    timestamp: NOW_MS,
    ...how,
  });
  return url.slice('http://origin'.length);
}

/** The answer to a call that is made now. */
export async function call(clocked: ClockedOrigin, parameters: Parameters): Promise<Response> {
  return clocked.get(await signedPath(parameters, { timestamp: clocked.clock.now() }));
}
