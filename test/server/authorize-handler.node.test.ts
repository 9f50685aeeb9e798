import { expect } from 'chai';
import { describe, it } from 'node:test';
import { authorizeHandler } from '../../src/server/authorize-handler.ts';
import { signPlaybackUrl } from '../../src/server/cdn-auth.ts';

const NOW = 1_767_225_600_000;
const DOMAINS = {
  'live.example.com': { key: 'secret of live', apps: ['live', '直播'] },
  'segments.example.com:8080': { key: 'secret of segments', apps: ['live'] },
};
const handle = authorizeHandler({ domains: DOMAINS, validForMs: 60_000, now: () => NOW });

const ask = (url: string, init?: RequestInit, handler = handle): Promise<Response> =>
  handler(new Request(`https://page.example/sign?url=${encodeURIComponent(url)}`, init));

const signed = (url: string, key = 'secret of live'): string =>
  signPlaybackUrl(url, { key, expiresAt: NOW + 60_000 });

describe('authorizeHandler', () => {
  const SIGNED = [
    'https://live.example.com/live/camera.m3u8',
    'http://live.example.com/live/camera.m3u8?token=a%2Bb+c==&lhs_start=1&x&lhs_start_unix_s_0=1#t=1',
    'https://live.example.com/live/a/b/1509000000000.ts',
    'https://live.example.com/%E7%9B%B4%E6%92%AD/camera.m3u8',
    'https://live.example.com/openapi/timeline/query?app=live&stream=camera&format=ts',
    'https://live.example.com/openapi/timeline/query?stream=camera&app=%E7%9B%B4%E6%92%AD',
  ];
  for (const url of SIGNED) {
    it(`signs ${url}`, async () => {
      const answer = await ask(url);
      expect(answer.status).to.equal(200);
      expect(await answer.text()).to.equal(signed(url));
    });
  }

  it('signs the URLs of each domain with its own key', async () => {
    const url = 'http://segments.example.com:8080/live/1.ts';
    expect(await (await ask(url)).text()).to.equal(signed(url, 'secret of segments'));
  });

  it('makes signatures that are valid for ten minutes by default', async () => {
    const handler = authorizeHandler({ domains: DOMAINS, now: () => NOW });
    const url = 'https://live.example.com/live/camera.m3u8';
    expect(await (await ask(url, {}, handler)).text()).to.equal(
      signPlaybackUrl(url, { key: 'secret of live', expiresAt: NOW + 600_000 }),
    );
  });

  it('recognises a domain with its default port, and in capitals', async () => {
    const answer = await ask('HTTPS://LIVE.example.com:443/live/camera.m3u8');
    expect(await answer.text()).to.equal(signed('https://live.example.com/live/camera.m3u8'));
  });

  it('gives answers that are not cached, and that other origins cannot read', async () => {
    for (const { headers } of [await ask(SIGNED[0]!), await ask('nothing')]) {
      expect(headers.get('Cache-Control')).to.equal('no-store');
      expect(headers.get('Content-Type')).to.equal('text/plain; charset=utf-8');
      expect(headers.get('X-Content-Type-Options')).to.equal('nosniff');
      expect(headers.has('Access-Control-Allow-Origin')).to.equal(false);
    }
  });

  const REFUSED: { why: string; url: string; status: number }[] = [
    { why: 'an empty URL', url: '', status: 400 },
    { why: 'a path without a domain', url: '/live/camera.m3u8', status: 400 },
    { why: 'another scheme', url: 'ftp://live.example.com/live/camera.m3u8', status: 400 },
    { why: 'a scheme that ends like http', url: 'xhttp://live.example.com/live/a.m3u8', status: 400 },
    { why: 'a script', url: 'javascript:alert(1)', status: 400 },
    {
      why: 'a URL with a user name',
      url: 'https://live.example.com@evil.example/live/camera.m3u8',
      status: 400,
    },
    { why: 'a URL with a password', url: 'https://:p@live.example.com/live/camera.m3u8', status: 400 },
    { why: 'another domain', url: 'https://evil.example/live/camera.m3u8', status: 403 },
    { why: 'a subdomain', url: 'https://a.live.example.com/live/camera.m3u8', status: 403 },
    { why: 'a domain that ends with a dot', url: 'https://live.example.com./live/camera.m3u8', status: 403 },
    {
      why: 'the name of a property of all objects',
      url: 'https://constructor/live/camera.m3u8',
      status: 403,
    },
    { why: 'another port', url: 'https://live.example.com:8443/live/camera.m3u8', status: 403 },
    { why: 'a domain without its port', url: 'http://segments.example.com/live/1.ts', status: 403 },
    { why: 'another application', url: 'https://live.example.com/private/camera.m3u8', status: 403 },
    {
      why: 'an application with the same beginning',
      url: 'https://live.example.com/live2/a.m3u8',
      status: 403,
    },
    { why: 'an application without a stream', url: 'https://live.example.com/live/', status: 403 },
    { why: 'a URL without a path', url: 'https://live.example.com', status: 403 },
    {
      why: 'an empty part before the application',
      url: 'https://live.example.com//live/camera.m3u8',
      status: 403,
    },
    {
      why: 'another application by dots',
      url: 'https://live.example.com/live/../private/a.m3u8',
      status: 403,
    },
    {
      why: 'another application by encoded dots',
      url: 'https://live.example.com/live/%2E%2e/private/a',
      status: 403,
    },
    {
      why: 'another application by \\',
      url: 'https://live.example.com/live\\..\\private/a.m3u8',
      status: 403,
    },
    {
      why: 'another application by %2F',
      url: 'https://live.example.com/live/..%2Fprivate%2Fa.m3u8',
      status: 403,
    },
    { why: 'another application by %5c', url: 'https://live.example.com/live/..%5cprivate/%zz', status: 403 },
    ...[
      '%252e%252e%252fprivate',
      '..%252fprivate',
      '..;/private',
      '..;a=b/private',
      '%c0%ae%c0%ae/private',
      '%00',
    ].map((path) => ({
      why: `a path that a lenient decoder unfolds: ${path}`,
      url: `https://live.example.com/live/${path}/a.m3u8`,
      status: 403,
    })),
    { why: 'a timeline without an application', url: timelineOf(''), status: 403 },
    { why: 'the timeline of another application', url: timelineOf('app=private'), status: 403 },
    { why: 'a timeline with two applications', url: timelineOf('app=live&app=private'), status: 403 },
    { why: 'another path of the API', url: 'https://live.example.com/openapi/x?app=live', status: 403 },
  ];
  for (const { why, url, status } of REFUSED) {
    it(`refuses ${why}`, async () => {
      const answer = await ask(url);
      const text = await answer.text();
      expect([answer.status, text]).to.deep.equal([status, text]);
      expect(text)
        .to.match(/^[A-Z][^\n]+\.$/)
        .and.not.include('auth_key');
    });
  }

  it('refuses all methods except GET', async () => {
    for (const method of ['POST', 'HEAD', 'PUT', 'OPTIONS']) {
      const answer = await ask(SIGNED[0]!, { method });
      expect(answer.status).to.equal(405);
      expect(answer.headers.get('Allow')).to.equal('GET');
    }
  });

  it('signs several URLs in their order, one a line, and none where one is refused', async () => {
    const urls = [SIGNED[2]!, SIGNED[0]!];
    const askAll = (all: readonly string[]) =>
      handle(
        new Request(
          `https://page.example/sign?${all.map((url) => `url=${encodeURIComponent(url)}`).join('&')}`,
        ),
      );
    expect(await (await askAll(urls)).text()).to.equal(urls.map((url) => signed(url)).join('\n'));
    const refused = await askAll([...urls, 'https://evil.example/live/a.m3u8']);
    expect([refused.status, (await refused.text()).includes('auth_key')]).to.deep.equal([403, false]);
    expect((await askAll(Array<string>(51).fill(SIGNED[0]!))).status).to.equal(400);
    expect((await askAll(Array<string>(50).fill(SIGNED[0]!))).status).to.equal(200);
  });

  it('calls the check of the page for URLs of its domains only', async () => {
    const asked: string[] = [];
    const handler = authorizeHandler({
      domains: DOMAINS,
      isAllowed: ({ headers }, { pathname }) => {
        asked.push(pathname);
        return Promise.resolve(headers.get('Cookie') === 'session=7');
      },
    });
    const withSession = { headers: { Cookie: 'session=7' } };
    expect((await ask(SIGNED[0]!, withSession, handler)).status).to.equal(200);
    expect((await ask(SIGNED[0]!, {}, handler)).status).to.equal(403);
    expect((await ask('https://evil.example/live/a.m3u8', withSession, handler)).status).to.equal(403);
    expect(asked).to.deep.equal(['/live/camera.m3u8', '/live/camera.m3u8']);
  });

  const INVALID_DOMAINS = [
    'https://live.example.com',
    'live.example.com/',
    'Live.example.com',
    'a:443',
    'a b',
    '',
  ];
  for (const domain of INVALID_DOMAINS) {
    it(`cannot be created for the domain ${JSON.stringify(domain)}`, () => {
      const domains = { [domain]: { key: 'secret of live', apps: ['live'] } };
      expect(() => authorizeHandler({ domains })).to.throw(RangeError, 'as URLs have it');
    });
  }
});

function timelineOf(query: string): string {
  return `https://live.example.com/openapi/timeline/query?${query}`;
}
