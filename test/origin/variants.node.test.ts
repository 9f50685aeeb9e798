import { expect } from 'chai';
import { describe, it } from 'node:test';
import { signPath } from '../../src/server/cdn-auth.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { readPlaylist } from './read-playlist.ts';
import { readVariants } from './read-variants.ts';
import { startsS } from './segment-starts.ts';

const T = NOW_S - 600;
const RECORDING = `lhs_start=1&lhs_start_unix_s_0=${T}&lhs_vodend_unix_s_0=${T + 24}`;
const FOUR = 'studio~variants=4';

describe('A stream of several qualities', () => {
  for (const count of [2, 3, 4]) {
    it(`names ${count} streams, from small to large`, async () => {
      const variants = await readVariants(`studio~variants=${count}~edge=3.m3u8`);
      const sizes = ['320x180', '640x360', '1280x720', '1920x1080'].slice(0, count);
      expect(variants.map(({ resolution }) => resolution)).to.deep.equal(sizes);
      expect(variants.map(({ uri }) => uri)).to.deep.equal(
        sizes.map((size) => `studio~edge=3~size=${size}.m3u8`),
      );
      const bandwidths = variants.map(({ bandwidth }) => bandwidth);
      expect(bandwidths).to.deep.equal([...new Set(bandwidths)].sort((one, other) => one - other));
    });
  }

  it('is served as a playlist that is not kept', async () => {
    const { headers } = await new ClockedOrigin().get(`/live/${FOUR}.m3u8?${RECORDING}`);
    expect(headers.get('Content-Type')).to.equal('application/vnd.apple.mpegurl');
    expect(headers.get('Cache-Control')).to.equal('no-store');
  });

  for (const query of ['', `?${RECORDING}`, '?lhs_start=1&lhs_offset_unix_s_0=60']) {
    it(`has the same segments in each quality: ${query || 'live'}`, async () => {
      const origin = new ClockedOrigin();
      const [expected, ...rest] = await Promise.all(
        (await readVariants(`${FOUR}.m3u8${query}`, origin)).map(async ({ uri }) =>
          startsS(await readPlaylist(await origin.get(`/live/${uri}`))),
        ),
      );
      expect(expected).to.have.length(6);
      rest.forEach((starts) => expect(starts).to.deep.equal(expected));
    });
  }

  it('keeps each byte of the query, less a signature that is of its own path', async () => {
    const [first] = await readVariants(`${FOUR}.m3u8?a=%7e+b&auth_key=1-2-3-4&${RECORDING}&token=x%2Fy`);
    expect(first?.uri).to.equal(`studio~size=320x180.m3u8?a=%7e+b&${RECORDING}&token=x%2Fy`);
  });

  it('has other sizes than the one that its name may say', async () => {
    const [first] = await readVariants('studio~size=640x360~variants=2.m3u8');
    expect(first?.uri).to.equal('studio~size=320x180.m3u8');
  });

  it('is known by its decoded name, and spells those of its qualities so that they can be read', async () => {
    const origin = new ClockedOrigin();
    const spelled = 'studio%7Evariants%3D2~segment=2000~fail=segment:503:20%25';
    const [first] = await readVariants(`${spelled}.m3u8`, origin);
    expect(first?.uri).to.equal('studio~segment=2000~fail=segment:503:20%25~size=320x180.m3u8');
    expect((await origin.get(`/live/${first?.uri}`)).status).to.equal(200);
    const authKey = signPath({
      path: '/live/studio~variants=2~auth=a%2Fb%3F.m3u8',
      key: 'a/b?',
      expiresAt: NOW_MS + 60_000,
    });
    const [signed] = await readVariants(`studio~variants=2~auth=a%2Fb%3F.m3u8?auth_key=${authKey}`, origin);
    expect(signed?.uri).to.equal('studio~auth=a%2Fb%3F~size=320x180.m3u8');
  });

  it('answers the timeline query by its own name', async () => {
    const query = `app=live&stream=${FOUR}&format=ts&lhs_start_unix_s_0=${T}&lhs_end_unix_s_0=${T + 8}`;
    const answer = await new ClockedOrigin().get(`/openapi/timeline/query?${query}`);
    expect(await answer.json())
      .to.have.nested.property('content.timeline')
      .with.length(2);
  });

  const ABSENT = [
    { why: 'a wrong time key', query: 'lhs_start=1&lhs_start_unix_s_0=x', status: 400 },
    { why: 'a start in the future', query: `lhs_start=1&lhs_start_unix_s_0=${NOW_S + 1}`, status: 404 },
  ];
  for (const { why, query, status } of ABSENT) {
    it(`answers ${status} for ${why}, as its qualities do`, async () => {
      expect((await new ClockedOrigin().get(`/live/${FOUR}.m3u8?${query}`)).status).to.equal(status);
    });
  }
});

describe('A signed stream of several qualities', () => {
  const sign = (path: string): string => signPath({ path, key: 'secret', expiresAt: NOW_MS + 60_000 });
  const path = '/live/studio~auth=secret~variants=2.m3u8';

  it('needs a signature for itself, and another for each quality', async () => {
    const origin = new ClockedOrigin();
    expect((await origin.get(path)).status).to.equal(403);
    const master = `${path.slice('/live/'.length)}?auth_key=${sign(path)}`;
    for (const { uri } of await readVariants(master, origin)) {
      expect(uri).not.to.include('auth_key');
      expect((await origin.get(`/live/${uri}`)).status).to.equal(403);
      expect((await origin.get(`/live/${uri}?auth_key=${sign(path)}`)).status).to.equal(403);
      expect((await origin.get(`/live/${uri}?auth_key=${sign(`/live/${uri}`)}`)).status).to.equal(200);
    }
  });
});
