import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { LiveClient } from '../../src/server/live-client.ts';
import { rpcSignature } from '../../src/server/rpc-signature.ts';
import { liveErrorOf } from './live-error-of.ts';
import { CREDENTIALS } from './live-stage.ts';

const RECORD = { domainName: 'test.com', appName: '直播', streamName: "*~'()! +", command: 'start' } as const;

describe('LiveClient over HTTP', () => {
  let server: Server | undefined;
  afterEach(() => server?.close().closeAllConnections());

  const clientOf = async (listener: RequestListener) => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi-rpc/`;
    return new LiveClient({ ...CREDENTIALS, endpoint, allowHttp: true, delay: () => Promise.resolve() });
  };

  it('sends signatures that a server accepts', async () => {
    const isRight: boolean[] = [];
    const client = await clientOf(({ method, url }, response) => {
      const { searchParams } = new URL(url!, 'http://server');
      expect(method).to.equal('GET');
      void rpcSignature('GET', searchParams, CREDENTIALS.accessKeySecret).then((signature) => {
        isRight.push(searchParams.get('Signature') === signature);
        response.end('{"RealTimeRecordCommandResponse":{"RequestId":"r"}}');
      });
    });
    expect(await client.realTimeRecordCommand(RECORD)).to.deep.equal({ requestId: 'r' });
    expect(isRight).to.deep.equal([true]);
  });

  it('calls again when the connection breaks before or during the answer', async () => {
    let requests = 0;
    const client = await clientOf((_, response) => {
      requests += 1;
      if (requests === 1) response.destroy();
      else if (requests === 2)
        response.writeHead(200, { 'Content-Length': 100 }).write('{', () => response.destroy());
      else response.writeHead(409).end('{"Code":"TaskAlreadyStarted","RequestId":"r"}');
    });
    expect(await client.realTimeRecordCommand(RECORD)).to.deep.equal({ requestId: 'r' });
    expect(requests).to.equal(3);
  });

  it('fails with NetworkError if there is no server', async () => {
    const client = await clientOf(() => undefined);
    server!.close();
    await once(server!, 'close');
    const error = await liveErrorOf(client.realTimeRecordCommand(RECORD));
    expect(error).to.include({ code: 'NetworkError', status: null });
    expect(error.message).to.include('ECONNREFUSED');
  });

  it('does not follow redirects, so that no other server gets the signature', async () => {
    let requests = 0;
    const client = await clientOf((_, response) => {
      requests += 1;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    const error = await liveErrorOf(client.realTimeRecordCommand({ ...RECORD, command: 'restart' }));
    expect(error).to.include({ code: 'InvalidAnswer', status: 302 });
    expect(requests).to.equal(1);
  });
});
