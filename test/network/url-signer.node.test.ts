import { expect } from 'chai';
import { afterEach, describe, it, mock } from 'node:test';
import { UrlSigner } from '../../src/network/url-signer.ts';
import { authorizeHandler } from '../../src/server/authorize-handler.ts';
import { ManualClock } from '../manual-clock.ts';
import { failureOf } from './failure-of.ts';

const NOW = Date.UTC(2026, 2, 10, 12);
const SECOND_MS = 1000;
const live = (query = '') => new URL(`https://live.example.com/live/a.m3u8${query}`);
const segment = (number: number) => new URL(`https://live.example.com/live/a/${number}.ts`);
const keyOf = (url: string) => new URL(url).searchParams.get('auth_key');

type Server = (request: Request) => Promise<Response>;

/** Lets a server answer the page, and notes for which URLs it is asked. */
function stage(server: Server, clock = new ManualClock(NOW)) {
  const asked: string[][] = [];
  mock.method(globalThis, 'fetch', (address: string, init?: RequestInit) => {
    const request = new Request(new URL(address, 'https://page.example/'), init);
    asked.push(new URL(request.url).searchParams.getAll('url').map((url) => new URL(url).pathname));
    return server(request);
  });
  const signer = new UrlSigner('/sign', undefined, clock);
  return { clock, asked, sign: (url: URL, isRefused = false) => signer.sign(url, isRefused) };
}

/** The page's server, whose clock may differ from the viewer's. */
const handler = (clock: ManualClock, { validForMs = 60 * SECOND_MS, aheadMs = 0 } = {}): Server => {
  const now = () => clock.now() + aheadMs;
  const handle = authorizeHandler({
    domains: { 'live.example.com': { key: 'secret', apps: ['live'] } },
    validForMs,
    now,
  });
  return async (request) => {
    const answer = await handle(request);
    answer.headers.set('Date', new Date(now()).toUTCString());
    return answer;
  };
};

/** As `authorizeHandler` was before: it knows one URL. */
const oldHandler =
  (clock: ManualClock): Server =>
  (request) => {
    const one = new URL(request.url);
    const [first = ''] = one.searchParams.getAll('url');
    one.search = `?url=${encodeURIComponent(first)}`;
    return handler(clock)(new Request(one));
  };

describe('UrlSigner (rule 5)', () => {
  afterEach(() => mock.restoreAll());

  for (const aheadMs of [0, 7200_000, -7200_000]) {
    it(`asks once for each path and lifetime, where the server's clock is ${aheadMs / 1000} s ahead`, async () => {
      const clock = new ManualClock(NOW);
      const { asked, sign } = stage(handler(clock, { aheadMs }), clock);
      const first = await sign(live('?lhs_start=1'));
      for (let seconds = 0; seconds < 53; seconds += 1) {
        await clock.advance(SECOND_MS);
        expect(await sign(live(`?at=${seconds}&auth_key=stale#t`))).to.equal(
          `${live().href}?at=${seconds}&auth_key=${keyOf(first)}#t`,
        );
      }
      expect(asked).to.have.length(1);
      await clock.advance(SECOND_MS);
      const next = await sign(live());
      expect(asked).to.have.length(2);
      expect(keyOf(next)).to.not.equal(keyOf(first));
    });
  }

  it('asks for all paths of the same moment in one request, and once for each path', async () => {
    const clock = new ManualClock(NOW);
    const { asked, sign } = stage(handler(clock), clock);
    const urls = [live(), segment(1), segment(2), live('?lhs_start=1')];
    const signed = await Promise.all(urls.map((url) => sign(url)));
    expect(asked).to.deep.equal([['/live/a.m3u8', '/live/a/1.ts', '/live/a/2.ts']]);
    expect(signed.map((url) => url.replace(/[?&]auth_key=.*/, ''))).to.deep.equal(
      urls.map(({ href }) => href),
    );
    expect(keyOf(signed[3]!)).to.equal(keyOf(signed[0]!));
    expect(new Set(signed.map(keyOf)).size).to.equal(3);
  });

  it('sends no more than twenty URLs, or 4,000 characters, at a time', async () => {
    const clock = new ManualClock(NOW);
    const { asked, sign } = stage(handler(clock), clock);
    await Promise.all(Array.from({ length: 45 }, (_, index) => sign(segment(index + 1))));
    expect(asked.map(({ length }) => length)).to.deep.equal([20, 20, 5]);
    const long = (number: number) => new URL(`${segment(number).href}?${'x'.repeat(1500)}`);
    asked.length = 0;
    await Promise.all([100, 101, 102].map((number) => sign(long(number))));
    expect(asked.map(({ length }) => length)).to.deep.equal([2, 1]);
  });

  it('asks one by one a server that knows only one URL', async () => {
    const clock = new ManualClock(NOW);
    const { asked, sign } = stage(oldHandler(clock), clock);
    const paths = async (...numbers: number[]) =>
      (await Promise.all(numbers.map((number) => sign(segment(number))))).map((url) => new URL(url).pathname);
    expect(await paths(1, 2, 3)).to.deep.equal([1, 2, 3].map((number) => segment(number).pathname));
    expect(asked.map(({ length }) => length)).to.deep.equal([3, 1, 1]);
    await paths(4, 5);
    expect(asked.map(({ length }) => length)).to.deep.equal([3, 1, 1, 1, 1]);
  });

  it('asks one by one a server that fails when it gets several URLs', async () => {
    const clock = new ManualClock(NOW);
    const { asked, sign } = stage((request) => {
      const isOne = new URL(request.url).searchParams.getAll('url').length === 1;
      return isOne ? handler(clock)(request) : Promise.resolve(new Response('', { status: 500 }));
    }, clock);
    await Promise.all([sign(segment(1)), sign(segment(2))]);
    expect(asked.map(({ length }) => length)).to.deep.equal([2, 1, 1]);
  });

  it('is not held up by a URL that is not signed', async () => {
    const clock = new ManualClock(NOW);
    const { sign } = stage(handler(clock), clock);
    const other = failureOf(sign(new URL('https://evil.example/live/a.m3u8')));
    expect(keyOf(await sign(segment(1)))).to.be.a('string');
    expect((await other).code).to.equal('forbidden');
  });

  it('signs again what the server has refused, once for all that were refused at the same time', async () => {
    const clock = new ManualClock(NOW);
    const { asked, sign } = stage(handler(clock), clock);
    const first = await sign(live());
    await clock.advance(2 * SECOND_MS);
    const again = await Promise.all([sign(live(), true), sign(live('?x'), true)]);
    expect(asked).to.have.length(2);
    await clock.advance(SECOND_MS / 2);
    expect(keyOf(await sign(live('?y'), true))).to.equal(keyOf(again[0]));
    expect(keyOf(again[0])).to.not.equal(keyOf(first));
    expect(asked).to.have.length(2);
  });

  it('keeps a key whose time is that of its making until it is refused', async () => {
    const clock = new ManualClock(NOW);
    const { asked, sign } = stage(handler(clock, { validForMs: 0 }), clock);
    await sign(live());
    await clock.advance(3_600_000);
    await sign(live());
    expect(asked).to.have.length(1);
    await sign(live(), true);
    expect(asked).to.have.length(2);
  });

  it('keeps a key for as long as the answer may be cached, where it says so', async () => {
    const clock = new ManualClock(NOW);
    const server = handler(clock);
    const { asked, sign } = stage(async (request) => {
      const answer = await server(request);
      answer.headers.set('Cache-Control', 'private, max-age=20');
      return answer;
    }, clock);
    await sign(live());
    await clock.advance(17_999);
    await sign(live());
    expect(asked).to.have.length(1);
    await clock.advance(1);
    await sign(live());
    expect(asked).to.have.length(2);
  });

  it('asks for each load where the server signs in another way', async () => {
    const { asked, sign } = stage((request) => {
      const url = new URL(request.url).searchParams.get('url') ?? '';
      return Promise.resolve(new Response(`${url}${url.includes('?') ? '&' : '?'}sign=${asked.length}`));
    });
    expect(await sign(live('?a'))).to.equal(`${live('?a').href}&sign=1`);
    expect(await sign(live('?b'))).to.equal(`${live('?b').href}&sign=2`);
    const both = await Promise.all([sign(live('?c')), sign(live('?d'))]);
    expect(both).to.deep.equal([`${live('?c').href}&sign=3`, `${live('?d').href}&sign=4`]);
  });

  it('rejects all that wait where the server cannot sign now', async () => {
    const { sign } = stage(() => Promise.resolve(new Response('', { status: 503 })));
    const failures = await Promise.all([live(), live('?a'), segment(1)].map((url) => failureOf(sign(url))));
    expect(failures.map(({ code }) => code)).to.deep.equal(['network', 'network', 'network']);
  });
});
