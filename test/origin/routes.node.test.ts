import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';

const SEGMENT_PATH = `/live/studio/${NOW_S - 8}000.ts`;

describe('The origin', () => {
  for (const path of [
    '/',
    '/index.html',
    '/live',
    '/live.m3u8',
    '/vod/camera.m3u8',
    '/src/live/a.ts',
    '/openapi/',
  ]) {
    it(`does not handle ${path}`, () => {
      expect(new ClockedOrigin().handles(path)).to.equal(false);
    });
  }

  const ABSENT = [
    '/live/',
    '/live/camera',
    '/live/kitchen.m3u8',
    `/live/kitchen/${NOW_S - 8}000.ts`,
    '/live/camera/first.ts',
    `/live/camera/0${NOW_S - 8}000.ts`,
    '/live/camera/extra/1.ts',
    '/live/.m3u8',
    '/live/camera.mpd',
  ];
  for (const path of ABSENT) {
    it(`answers 404 in plain text for ${path}, which pages of any origin can read`, async () => {
      const answer = await new ClockedOrigin().get(path);
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('Content-Type')).to.match(/^text\/plain/);
      expect(answer.headers.get('Access-Control-Allow-Origin')).to.equal('*');
    });
  }

  it('lets pages of any origin read its answers, also after a preflight', async () => {
    for (const path of ['/live/studio.m3u8', SEGMENT_PATH, '/openapi/timeline/query']) {
      const answer = await new ClockedOrigin().get(path);
      expect(answer.headers.get('Access-Control-Allow-Origin')).to.equal('*');
      const preflight = await new ClockedOrigin().get(path, 'OPTIONS');
      expect(preflight.status).to.equal(204);
      expect(preflight.headers.get('Access-Control-Allow-Methods')).to.include('GET');
      expect(preflight.headers.get('Access-Control-Allow-Headers')).to.equal('*');
    }
  });

  it('answers HEAD like GET, but without a body', async () => {
    for (const path of [
      '/live/studio.m3u8',
      SEGMENT_PATH,
      `/live/studio~bandwidth=1000/${NOW_S - 8}000.ts`,
    ]) {
      const origin = new ClockedOrigin();
      const [head, get] = [await origin.get(path, 'HEAD'), await origin.get(path)];
      expect(head.status).to.equal(200);
      expect([...head.headers]).to.deep.equal([...get.headers]);
      expect(await head.text()).to.equal('');
      await get.body?.cancel();
    }
  });

  for (const method of ['POST', 'PUT', 'DELETE']) {
    it(`answers 405 for ${method}`, async () => {
      expect((await new ClockedOrigin().get('/live/studio.m3u8', method)).status).to.equal(405);
    });
  }

  it('finds a stream by its decoded name, and spells the segment URLs as in the request', async () => {
    const text = await (await new ClockedOrigin().get('/live/studio~edge%3D1.m3u8')).text();
    expect(text)
      .to.include('\nstudio~edge%3D1/')
      .and.match(/^#EXTINF/m);
    expect(text.match(/EXTINF/g)).to.have.length(1);
  });
});
