import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { readPlaylist, span, startsS } from './read-playlist.ts';

const WINDOW = `?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 600}&lhs_vodend_unix_s_0=${NOW_S - 588}`;
const BASE = 'http://origin.test';

/** Where the origin redirects a path to, and the answer there. */
async function follow(origin: ClockedOrigin, path: string): Promise<{ path: string; answer: Response }> {
  const redirected = await origin.get(path);
  expect(redirected.status).to.equal(302);
  expect(redirected.headers.get('Cache-Control')).to.equal('no-store');
  expect(redirected.headers.get('Access-Control-Allow-Origin')).to.equal('*');
  const url = new URL(redirected.headers.get('Location')!, BASE + path);
  const target = url.pathname + url.search;
  return { path: target, answer: await origin.get(target) };
}

describe('A playlist that redirects to a path with a token (case 25)', () => {
  const name = 'studio~redirect=path';

  it('gets another token at another time, and keeps its query', async () => {
    const origin = new ClockedOrigin();
    const paths: string[] = [];
    for (let request = 0; request < 5; request += 1) {
      const { path, answer } = await follow(origin, `/live/${name}.m3u8${WINDOW}&x=%7e`);
      expect(path).to.match(/^\/live\/@[\d-]+\/studio~redirect=path\.m3u8\?/);
      expect(path.endsWith(`${WINDOW}&x=%7e`)).to.equal(true);
      expect(startsS(await readPlaylist(answer))).to.deep.equal(span(NOW_S - 600, NOW_S - 588));
      paths.push(path);
      await origin.clock.advance(10);
    }
    expect(new Set(paths)).to.have.property('size', 5);
  });

  it('is redirected by a relative reference, which is right also below another path', async () => {
    const answer = await new ClockedOrigin().get(`/live/${name}.m3u8`);
    expect(answer.headers.get('Location')).to.match(/^@[\d-]+\/studio~redirect=path\.m3u8$/);
  });

  it('has segments below the token, and they are served', async () => {
    const origin = new ClockedOrigin();
    const { path, answer } = await follow(origin, `/live/${name}.m3u8`);
    for (const { uri } of (await readPlaylist(answer)).segments) {
      const { pathname } = new URL(uri, BASE + path);
      expect(pathname).to.match(/^\/live\/@/);
      expect((await origin.get(pathname)).headers.get('Content-Type')).to.equal('video/mp2t');
    }
  });

  for (const names of ['query', 'script', 'folder', 'restart']) {
    it(`serves segments with names=${names}, also with a token of their own in the query`, async () => {
      const origin = new ClockedOrigin();
      const knobs = `restart=${NOW_S - 600}~names=${names}~token=query:60`;
      const { path, answer } = await follow(origin, `/live/${name}~${knobs}.m3u8`);
      const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      expect(lines).to.have.length(6);
      for (const line of lines) {
        const { pathname, search, searchParams } = new URL(line, BASE + path);
        expect(searchParams.get('token'), line).to.match(/^\d+-\d+$/);
        expect((await origin.get(pathname + search)).status, line).to.equal(200);
      }
    });
  }

  it('slides as without a redirect', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/${name}~start=sliding.m3u8?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 600}`;
    await follow(origin, path);
    await origin.clock.advance(64_000);
    const { answer } = await follow(origin, path);
    expect(startsS(await readPlaylist(answer))).to.deep.equal(span(NOW_S - 536, NOW_S - 512));
  });

  it('redirects neither segments nor the timeline query', async () => {
    const origin = new ClockedOrigin();
    expect((await origin.get(`/live/${name}/${NOW_S - 8}000.ts`)).status).to.equal(200);
    const times = `lhs_start_unix_s_0=${NOW_S - 60}&lhs_end_unix_s_0=${NOW_S}`;
    const timeline = `/openapi/timeline/query?app=live&stream=${name}&format=ts&${times}`;
    expect((await origin.get(timeline)).status).to.equal(200);
  });

  it('leads to the variants of a stream', async () => {
    const origin = new ClockedOrigin();
    const { path, answer } = await follow(origin, `/live/${name}~variants=2.m3u8`);
    const [uri] = /^studio.*$/m.exec(await answer.text()) ?? [];
    const { pathname } = new URL(uri!, BASE + path);
    expect(startsS(await readPlaylist(await origin.get(pathname)))).to.have.length(6);
  });

  it('is hit by a fault once', async () => {
    const origin = new ClockedOrigin();
    const path = `/live/${name}~fail=playlist:503:1.m3u8`;
    expect((await origin.get(path)).status).to.equal(503);
    expect((await follow(origin, path)).answer.status).to.equal(200);
  });
});
