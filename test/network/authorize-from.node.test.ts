import { expect } from 'chai';
import { afterEach, describe, it, mock } from 'node:test';
import { authorizeFrom } from '../../src/network/authorize-from.ts';
import { authorizeHandler } from '../../src/server/authorize-handler.ts';
import { failureOf } from './failure-of.ts';

const URL_TO_SIGN = new URL('https://live.example.com/live/a.m3u8?token=a%2Bb&lhs_start=1');

/** Lets a handler answer the requests of the page. */
const serve = (server: (request: Request) => Promise<Response>) =>
  mock.method(globalThis, 'fetch', (address: string, init?: RequestInit) =>
    server(new Request(new URL(address, 'https://page.example/'), init)),
  );

const sign = (address = '/sign', init?: RequestInit) =>
  Promise.resolve(authorizeFrom(address, init)(URL_TO_SIGN, 'playlist', 0));

const answering = (text: string, status: number) =>
  serve(() => Promise.resolve(new Response(text, { status })));

describe('authorizeFrom', () => {
  afterEach(() => {
    mock.restoreAll();
    mock.timers.reset();
  });

  it('gets signed URLs from authorizeHandler', async () => {
    serve(authorizeHandler({ domains: { 'live.example.com': { key: 'secret', apps: ['live'] } } }));
    expect(await sign()).to.match(
      /^https:\/\/live\.example\.com\/live\/a\.m3u8\?token=a%2Bb&lhs_start=1&auth_key=\d+-0-0-[\da-f]{32}$/,
    );
  });

  it('keeps the query of the address, and sends the given headers and credentials', async () => {
    const requests: Request[] = [];
    serve((request) => {
      requests.push(request);
      return Promise.resolve(new Response(URL_TO_SIGN.href));
    });
    await sign('/sign?room=7', { headers: { Authorization: 'Bearer 1' }, credentials: 'include' });
    const [request] = requests;
    expect(new URL(request!.url).searchParams.get('room')).to.equal('7');
    expect(new URL(request!.url).searchParams.get('url')).to.equal(URL_TO_SIGN.href);
    expect(request!.headers.get('Authorization')).to.equal('Bearer 1');
    expect(request!.credentials).to.equal('include');
  });

  it('repeats why the server refuses', async () => {
    serve(authorizeHandler({ domains: {} }));
    const error = await failureOf(sign());
    expect(error.code).to.equal('forbidden');
    expect(error.message)
      .to.include('(403)')
      .and.include('live.example.com are not signed; add it to the domains.');
    // Without a cause, the fetcher would take it for a refusal by the stream's server, and sign again.
    expect(error.cause).to.be.instanceOf(Error);
  });

  const NOT_SIGNED = [
    { why: 'a page that is not found', text: '<!DOCTYPE html><p>Cannot GET /sign', status: 404 },
    { why: 'a web page instead of a URL', text: '<!DOCTYPE html>', status: 200 },
    { why: 'an empty response', text: '', status: 200 },
    { why: 'JSON', text: '{"url":"https://live.example.com/"}', status: 200 },
  ];
  for (const { why, text, status } of NOT_SIGNED) {
    it(`rejects ${why} as forbidden, and says what should answer`, async () => {
      answering(text, status);
      const error = await failureOf(sign());
      expect(error.code).to.equal('forbidden');
      expect(error.message).to.include('authorizeHandler').and.not.include('<');
    });
  }

  for (const status of [429, 500, 503]) {
    it(`rejects status ${status} as a temporary failure`, async () => {
      answering('', status);
      expect((await failureOf(sign())).code).to.equal('network');
    });
  }

  it('rejects a server that cannot be reached as a temporary failure', async () => {
    const dropped = new TypeError('Failed to fetch');
    serve(() => Promise.reject(dropped));
    const error = await failureOf(sign());
    expect(error.code).to.equal('network');
    expect(error.cause).to.equal(dropped);
  });

  it('rejects after 10 s without a response, as a temporary failure', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const asked = new Promise<void>((resolve) => {
      serve(({ signal }) => {
        resolve();
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      });
    });
    const failure = failureOf(sign());
    await asked;
    mock.timers.tick(9999);
    expect(await Promise.race([failure, Promise.resolve('pending')])).to.equal('pending');
    mock.timers.tick(1);
    expect((await failure).code).to.equal('network');
  });
});
