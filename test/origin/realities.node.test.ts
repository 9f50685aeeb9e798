import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';

const PATH = `lhs_start=1&lhs_start_unix_s_0=${NOW_S - 60}&lhs_vodend_unix_s_0=${NOW_S - 40}`;

/** The paths of the segments that a playlist lists. */
async function segmentsOf(origin: ClockedOrigin, path: string): Promise<string[]> {
  const text = await (await origin.get(path)).text();
  const uris = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return uris.map((uri) => {
    const { pathname, search } = new URL(uri, `http://origin.test${path}`);
    return pathname + search;
  });
}

const statusOf = async (origin: ClockedOrigin, path: string): Promise<number> =>
  (await origin.get(path)).status;

describe('token (case 26)', () => {
  for (const place of ['query', 'path'] as const) {
    it(`in the ${place}: ends after its time, and each playlist has a new one`, async () => {
      const origin = new ClockedOrigin();
      const name = `studio~token=${place}:15`;
      const [first = ''] = await segmentsOf(origin, `/live/${name}.m3u8?${PATH}`);
      expect(await statusOf(origin, first)).to.equal(200);
      await origin.clock.advance(14_999);
      expect(await statusOf(origin, first)).to.equal(200);
      await origin.clock.advance(1);
      expect(await statusOf(origin, first)).to.equal(403);
      const [again = ''] = await segmentsOf(origin, `/live/${name}.m3u8?${PATH}`);
      expect(again).to.not.equal(first);
      expect(await statusOf(origin, again)).to.equal(200);
    });
  }

  it('refuses a segment without a token, and one with a token that somebody has made up', async () => {
    const origin = new ClockedOrigin();
    const name = 'studio~token=query:15';
    const [first = ''] = await segmentsOf(origin, `/live/${name}.m3u8?${PATH}`);
    expect(await statusOf(origin, first.replace(/\?.*/, ''))).to.equal(403);
    expect(await statusOf(origin, first.replace(/token=\d+/, `token=${NOW_MS + 99_000}`))).to.equal(403);
  });

  for (const status of [401, 403, 404, 410]) {
    it(`ended=${status}: answers so once the token has ended`, async () => {
      const origin = new ClockedOrigin();
      const [first = ''] = await segmentsOf(origin, `/live/studio~token=path:1~ended=${status}.m3u8?${PATH}`);
      await origin.clock.advance(1000);
      expect(await statusOf(origin, first)).to.equal(status);
    });
  }
});

describe('redirect (case 25)', () => {
  it('path: redirects a playlist to a path with a token, which its segments have too', async () => {
    const origin = new ClockedOrigin();
    const answer = await origin.get(`/live/studio~token=path:15~redirect=path.m3u8?${PATH}`);
    expect(answer.status).to.equal(302);
    const { host, pathname, search } = new URL(
      answer.headers.get('Location') ?? '',
      'http://origin.test/live/',
    );
    expect([host, search]).to.deep.equal(['origin.test', `?${PATH}`]);
    const [first = ''] = await segmentsOf(origin, pathname + search);
    expect(first.startsWith(pathname.replace(/[^/]*$/, ''))).to.equal(true);
    expect(await statusOf(origin, first)).to.equal(200);
    await origin.clock.advance(15_000);
    expect(await statusOf(origin, first)).to.equal(403);
    expect(await statusOf(origin, pathname + search)).to.equal(403);
  });

  it('host: redirects to another name of the host', async () => {
    const answer = await new ClockedOrigin().get('/live/studio~redirect=host.m3u8');
    expect(new URL(answer.headers.get('Location') ?? '').hostname).to.equal('localhost');
  });

  it('counts faults by what is asked for, whatever the token is', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/studio~token=path:15~fail=segment:503:1.m3u8?${PATH}`;
    const [first = ''] = await segmentsOf(origin, path);
    await origin.clock.advance(1000);
    const [again = ''] = await segmentsOf(origin, path);
    expect([await statusOf(origin, first), await statusOf(origin, again)]).to.deep.equal([503, 200]);
  });
});

describe('nocors (case 22)', () => {
  it('lets pages of other origins read all but the kinds that it names', async () => {
    const origin = new ClockedOrigin();
    const name = 'studio~nocors=segment,timeline';
    const [first = ''] = await segmentsOf(origin, `/live/${name}.m3u8?${PATH}`);
    const isReadable = async (path: string) =>
      (await origin.get(path)).headers.has('Access-Control-Allow-Origin');
    expect(await isReadable(`/live/${name}.m3u8?${PATH}`)).to.equal(true);
    expect(await isReadable(first)).to.equal(false);
    expect(await isReadable(`/openapi/timeline/query?stream=${name}`)).to.equal(false);
  });
});

describe('fail with Retry-After (case 27)', () => {
  it('names seconds, or a date by the clock of the server', async () => {
    const origin = new ClockedOrigin();
    const headerOf = async (damage: string) => {
      const { status, headers } = await origin.get(`/live/studio~skew=3600~fail=playlist:${damage}:1.m3u8`);
      return [status, headers.get('Retry-After'), headers.get('Access-Control-Expose-Headers')];
    };
    const exposed = 'Retry-After, Date';
    expect(await headerOf('429after5')).to.deep.equal([429, '5', exposed]);
    const date = new Date(NOW_MS + 3_607_000).toUTCString();
    expect(await headerOf('503until7')).to.deep.equal([503, date, exposed]);
    expect(await headerOf('503')).to.deep.equal([503, null, null]);
  });
});
