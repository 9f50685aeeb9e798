import RpcClient from '@alicloud/pop-core';
import { expect } from 'chai';
import fc from 'fast-check';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { signRpcRequest } from '../../src/server/rpc-signature.ts';

const SETS = 1000;

/** Names like those of the service, and values that are difficult to encode. */
const anyName = fc.stringMatching(/^[A-Z][A-Za-z0-9._~-]{0,11}$/);
const anyValue = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.stringMatching(/^[ *~'()!+/?#&=%"<>\\^`{|}\t\n]*$/),
  fc.constantFrom('', '直播 流', '🎥*~()!', "o'clock", '%20', '+', 'a&b=c'),
);
const anyCall = fc.record({
  parameters: fc.dictionary(anyName, anyValue, { maxKeys: 12 }),
  accessKeyId: fc.stringMatching(/^[\x21-\x7e]{1,24}$/),
  accessKeySecret: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  securityToken: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
  nonce: fc.uuid(),
  timestamp: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-12-31') }),
});

describe("The vendor's SDK", () => {
  let server: Server;
  let endpoint = '';
  let received = '';

  before(async () => {
    server = createServer((request, response) => {
      received = request.url ?? '';
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => server.close().closeAllConnections());

  it(`sends exactly the same URLs for ${SETS} calls`, async () => {
    const expectSameUrl = async ({ parameters, nonce, timestamp, ...credentials }: AnyCall) => {
      const ours = await signRpcRequest({
        ...credentials,
        endpoint,
        allowHttp: true,
        parameters: { ...parameters, Action: 'Any' },
        nonce,
        timestamp,
      });
      const sdk = new RpcClient({ ...credentials, endpoint, apiVersion: '2016-11-01' });
      const publicParameters = {
        SignatureNonce: nonce,
        Timestamp: new URL(ours).searchParams.get('Timestamp'),
      };
      await sdk.request('Any', { ...parameters, ...publicParameters }, { formatParams: false });
      expect(new URL(ours).search).to.equal(new URL(received, endpoint).search);
    };
    await fc.assert(fc.asyncProperty(anyCall, expectSameUrl), { numRuns: SETS });
  });
});

type AnyCall = typeof anyCall extends fc.Arbitrary<infer Call> ? Call : never;
