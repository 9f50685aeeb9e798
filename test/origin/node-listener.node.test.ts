import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Origin } from '../../demo/origin/index.ts';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

let server: Server;
let port: number;
let base: string;
const signals: AbortSignal[] = [];

let clocked: ClockedOrigin;
const origin: Pick<Origin, 'handle'> = {
  handle(asked) {
    signals.push(asked.signal);
    if (asked.url.endsWith('/live/bug')) return Promise.reject(new Error('a bug'));
    return clocked.origin.handle(asked);
  },
};

beforeEach(() => (clocked = new ClockedOrigin()));

before(async () => {
  const listener = nodeListener(origin);
  server = createServer((asked, response) => {
    if (!listener(asked, response)) response.end('another handler');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  base = `http://127.0.0.1:${port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

/** The path of a complete segment. */
const segment = (name: string): string => `/live/${name}/${NOW_S - 20}000.ts`;

/** Resolves as soon as the origin waits for its clock. Requests over a real socket take a time of their own. */
async function untilWaiting(): Promise<void> {
  while (clocked.clock.nextWaitMs === null) await new Promise((resolve) => setImmediate(resolve));
}

async function get(path: string, method = 'GET'): Promise<IncomingMessage> {
  const asked = request({ host: '127.0.0.1', port, path, method });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return answer;
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of answer.setEncoding('utf8') as AsyncIterable<string>) text += part;
  return text;
}

describe('The origin on a Node server', () => {
  it('answers with status, headers and body', async () => {
    const answer = await fetch(`${base}/live/studio~skew=86400.m3u8`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('Content-Type')).to.equal('application/vnd.apple.mpegurl');
    expect(answer.headers.get('Access-Control-Allow-Origin')).to.equal('*');
    expect(Date.parse(answer.headers.get('Date')!)).to.equal((NOW_S + 86_400) * 1000);
    expect(await answer.text()).to.match(/^#EXTM3U\n/);
  });

  it('sends the bytes of a segment, and only their number for HEAD', async () => {
    const path = segment('studio');
    const bytes = await (await fetch(base + path)).arrayBuffer();
    const head = await fetch(base + path, { method: 'HEAD' });
    expect(bytes.byteLength).to.be.above(10_000);
    expect(head.headers.get('Content-Length')).to.equal(String(bytes.byteLength));
  });

  for (const path of ['/', '/src/index.ts', '//[', '*']) {
    it(`leaves ${path} to the other handler`, async () => {
      expect(await textOf(await get(path))).to.equal('another handler');
    });
  }

  it('leaves TRACE to the other handler, because a Request cannot have this method', async () => {
    expect(await textOf(await get('/live/studio.m3u8', 'TRACE'))).to.equal('another handler');
  });

  it('streams a paced body: its beginning arrives before its end', async () => {
    const answering = fetch(base + segment('studio~bandwidth=200000'));
    await untilWaiting();
    await clocked.clock.advanceToNextWait();
    const answer = await answering;
    const reader = answer.body!.getReader();
    const { value } = await reader.read();
    expect(value!.byteLength).to.be.within(1, Number(answer.headers.get('Content-Length')) / 2);
    await reader.cancel();
  });

  it('drops the connection for the fault drop, and answers the next request', async () => {
    const path = '/live/studio~fail=playlist:drop:1.m3u8';
    const failed = await get(path).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failed).to.have.property('code', 'ECONNRESET');
    expect((await get(path)).statusCode).to.equal(200);
  });

  it('stops sending when the client goes away', async () => {
    const asked = request(base + segment('studio~bandwidth=1000'));
    const responded = once(asked, 'response');
    asked.end();
    await untilWaiting();
    await clocked.clock.advanceToNextWait();
    await responded;
    const signal = signals.at(-1)!;
    expect(signal.aborted).to.equal(false);
    asked.destroy();
    if (!signal.aborted) await once(signal, 'abort');
    while (clocked.clock.nextWaitMs !== null) await new Promise((resolve) => setImmediate(resolve));
  });

  it('stops waiting when the client goes away before the answer', async () => {
    const count = signals.length;
    const asked = request(`${base}/live/studio~latency=60000.m3u8`);
    asked.on('error', () => undefined);
    asked.end();
    await untilWaiting();
    asked.destroy();
    const signal = signals[count]!;
    if (!signal.aborted) await once(signal, 'abort');
    expect(clocked.clock.nextWaitMs).to.equal(null);
    expect((await fetch(`${base}/live/studio.m3u8`)).status).to.equal(200);
  });

  it('answers 500 for a bug, and prints it in the terminal', async (context) => {
    const printed = context.mock.method(console, 'error', () => undefined);
    const answer = await get('/live/bug');
    expect(answer.statusCode).to.equal(500);
    expect(await textOf(answer)).to.equal('Error: a bug');
    expect(printed.mock.callCount()).to.equal(1);
  });
});
