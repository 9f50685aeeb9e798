import { expect } from 'chai';
import { describe, it } from 'node:test';
import { PICTURE_SIZES, sizeName } from '../../demo/origin/knobs.ts';
import { makeSegment } from '../../demo/origin/media/segment.ts';
import { peakBitsPerS } from '../../demo/origin/write-playlist.ts';
import { signPath } from '../../src/server/cdn-auth.ts';
import { ClockedOrigin, NOW_MS, NOW_S } from './clocked-origin.ts';
import { readPlaylist, startsS } from './read-playlist.ts';

const T = NOW_S - 600;
const RECORDING = `lhs_start=1&lhs_start_unix_s_0=${T}&lhs_vodend_unix_s_0=${T + 24}`;
const FOUR = 'studio~variants=4';

interface ReadVariant {
  readonly bandwidth: number;
  readonly resolution: string;
  readonly codecs: string;
  readonly uri: string;
}

const ENTRY = /^#EXT-X-STREAM-INF:BANDWIDTH=(\d+),RESOLUTION=(\d+x\d+),CODECS="([^"]+)"\n([^#\n]+)\n/gm;

/** Reads the variants of a multivariant playlist, and fails if the playlist has anything else. */
async function readVariants(path: string, origin = new ClockedOrigin()): Promise<ReadVariant[]> {
  const answer = await origin.get(`/live/${path}`);
  const text = await answer.text();
  expect(answer.status, text).to.equal(200);
  expect(text.replaceAll(ENTRY, '')).to.equal('#EXTM3U\n');
  return [...text.matchAll(ENTRY)].map(([, bandwidth, resolution = '', codecs = '', uri = '']) => ({
    bandwidth: Number(bandwidth),
    resolution,
    codecs,
    uri,
  }));
}

describe('A stream with variants', () => {
  for (const count of [2, 3, 4]) {
    it(`lists ${count} streams, from small to large`, async () => {
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

  it('is served as a playlist that is not cached', async () => {
    const { headers } = await new ClockedOrigin().get(`/live/${FOUR}.m3u8?${RECORDING}`);
    expect(headers.get('Content-Type')).to.equal('application/vnd.apple.mpegurl');
    expect(headers.get('Cache-Control')).to.equal('no-store');
  });

  for (const query of ['', `?${RECORDING}`, '?lhs_start=1&lhs_offset_unix_s_0=60']) {
    it(`has the same segments in each variant: ${query || 'live'}`, async () => {
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

  it('keeps each byte of the query, except for the signature', async () => {
    const [first] = await readVariants(`${FOUR}.m3u8?a=%7e+b&auth_key=1-2-3-4&${RECORDING}&token=x%2Fy`);
    expect(first?.uri).to.equal(`studio~size=320x180.m3u8?a=%7e+b&${RECORDING}&token=x%2Fy`);
  });

  it('ignores the size in its name', async () => {
    const [first] = await readVariants('studio~size=640x360~variants=2.m3u8');
    expect(first?.uri).to.equal('studio~size=320x180.m3u8');
  });

  it('is found by its decoded name, and spells the names of its variants readably', async () => {
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

  it('answers the timeline query with its own name', async () => {
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
    it(`answers ${status} for ${why}, like its variants`, async () => {
      expect((await new ClockedOrigin().get(`/live/${FOUR}.m3u8?${query}`)).status).to.equal(status);
    });
  }
});

describe('A signed stream with variants', () => {
  const sign = (path: string): string => signPath({ path, key: 'secret', expiresAt: NOW_MS + 60_000 });
  const path = '/live/studio~auth=secret~variants=2.m3u8';

  it('needs a signature for its own path, and another one for each variant', async () => {
    const origin = new ClockedOrigin();
    expect((await origin.get(path)).status).to.equal(403);
    const multivariant = `${path.slice('/live/'.length)}?auth_key=${sign(path)}`;
    for (const { uri } of await readVariants(multivariant, origin)) {
      expect(uri).not.to.include('auth_key');
      expect((await origin.get(`/live/${uri}`)).status).to.equal(403);
      expect((await origin.get(`/live/${uri}?auth_key=${sign(path)}`)).status).to.equal(403);
      expect((await origin.get(`/live/${uri}?auth_key=${sign(`/live/${uri}`)}`)).status).to.equal(200);
    }
  });
});

/** Dusk and dawn, when pictures are largest, shortly before a new minute, when the whole picture changes. */
const EXPENSIVE_MS = [6.25, 18.5].map((hours) => (NOW_S + hours * 3600) * 1000 - 480);

describe('A variant', () => {
  for (const { width, height } of PICTURE_SIZES) {
    const resolution = sizeName({ width, height });

    it(`of ${resolution} has pictures of that size, and the codec of its playlist`, async () => {
      const variant = (await readVariants('studio~variants=4.m3u8')).find(
        (each) => each.resolution === resolution,
      );
      const folder = variant!.uri.replace('.m3u8', '');
      const answer = await new ClockedOrigin().get(`/live/${folder}/${T}000.ts`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const expected = makeSegment({ startMs: T * 1000, durationMs: 4000, width, height, channel: 2 });
      expect(bytes.equals(expected)).to.equal(true);
      const parameters = bytes.indexOf(Buffer.of(0, 0, 0, 1, 0x67)) + 5;
      const profileAndLevel = bytes.subarray(parameters, parameters + 3).toString('hex');
      expect(variant?.codecs).to.equal(`avc1.${profileAndLevel},mp4a.40.2`);
    });

    for (const durationMs of [1000, 2040, 4000, 10_000]) {
      it(`of ${resolution} has a bit rate just below its BANDWIDTH in segments of ${durationMs} ms`, () => {
        const peakBits = (peakBitsPerS({ width, height }, durationMs) * durationMs) / 1000;
        for (const startMs of EXPENSIVE_MS) {
          const bits = makeSegment({ startMs, durationMs, width, height }).length * 8;
          expect(bits / peakBits).to.be.within(0.85, 1);
        }
      });
    }
  }

  it('arrives at the knob bandwidth: a small one in time, and a large one too late', async () => {
    const origin = new ClockedOrigin();
    const variants = await readVariants('studio~variants=3~bandwidth=25000.m3u8', origin);
    const durationsS = await Promise.all(
      variants.map(async ({ uri }) => {
        const answer = await origin.get(`/live/${uri.replace('.m3u8', '')}/${T}000.ts`, 'HEAD');
        return Number(answer.headers.get('Content-Length')) / 25_000;
      }),
    );
    expect(durationsS[0]).to.be.below(4);
    expect(durationsS[2]).to.be.above(4);
  });
});
