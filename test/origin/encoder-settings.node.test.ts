import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { boxesAt, readBoxes } from './media/fragmented-mp4.ts';
import { readPackets, readPes } from './media/transport-stream.ts';

const T = NOW_S - 600;

/** Tags and paths in the playlist of a minute. */
async function lines(knobs: string, startS = T, endS = T + 60): Promise<string[]> {
  const query = `aliyunols=on&lhs_start_unix_s_0=${startS}&lhs_vodend_unix_s_0=${endS}`;
  return (await (await new ClockedOrigin().get(`/live/studio${knobs}.m3u8?${query}`)).text()).split('\n');
}

/** When the segments begin that follow a line of a kind, in seconds since {@link T}. */
function startsBehind(playlist: readonly string[], tag: string): number[] {
  const at = playlist.flatMap((line, i) => (line === tag || line.startsWith(`${tag}:`) ? [i] : []));
  const urls = at.map((i) => playlist.slice(i).find((line) => line !== '' && !line.startsWith('#')) ?? '');
  return urls.map((url) => Number(/(\d+)\d{3}\.(?:ts|m4s)/.exec(url)?.[1]) - T);
}

const get = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await new ClockedOrigin().get(`/live/${path}`)).arrayBuffer());

/** The first bytes of the sequence parameter set of the first picture of a segment: profile, constraints and level. */
async function profile(knobs: string, startS: number): Promise<number[]> {
  const [picture] = readPes(readPackets(await get(`studio${knobs}/${startS * 1000}.ts`)), 0x100);
  const data = Buffer.from(picture!.data);
  const sps = data.indexOf(Buffer.from([0, 0, 0, 1, 0x67])) + 5;
  return [...data.subarray(sps, sps + 3)];
}

describe('A change of the settings of an encoder', () => {
  const knobs = `~change=${T + 16}-${T + 32}:320x180+stereo`;

  it('is marked as a discontinuity at both of its ends', async () => {
    expect(startsBehind(await lines(knobs), '#EXT-X-DISCONTINUITY')).to.deep.equal([16, 32]);
  });

  it('is not marked by the knob tags=off', async () => {
    expect((await lines(`${knobs}~tags=off`)).filter((line) => line.includes('DISCONTINUITY'))).to.deep.equal(
      [],
    );
  });

  it('counts for the discontinuity sequence, and only once where the encoder restarts there', async () => {
    const sequence = async (more: string): Promise<string | undefined> =>
      (await lines(knobs + more, T + 40)).find((line) => line.startsWith('#EXT-X-DISCONTINUITY-SEQUENCE'));
    expect(await sequence('')).to.equal('#EXT-X-DISCONTINUITY-SEQUENCE:2');
    expect(await sequence(`~restart=${T + 32}`)).to.equal('#EXT-X-DISCONTINUITY-SEQUENCE:2');
    expect(await sequence(`~restart=${T + 24}`)).to.equal('#EXT-X-DISCONTINUITY-SEQUENCE:3');
  });

  it('may be one of the profile, with B pictures or without', async () => {
    for (const what of ['main', 'bframes']) {
      const change = `~change=${T + 16}-:${what}`;
      expect(await profile(change, T + 12)).to.deep.equal([0x42, 0xc0, 0x1e]);
      expect(await profile(change, T + 16)).to.deep.equal([0x4d, 0x40, 0x1e]);
    }
    expect(await profile(`~bframes=on~change=${T + 16}-:nobframes+baseline`, T + 16)).to.deep.equal([
      0x42, 0xc0, 0x1e,
    ]);
  });

  for (const wrong of ['320x181', `${T}-:320x181`, `${T}-:`, `${T}-:mono+`, `${T + 1}-${T}:mono`]) {
    it(`is refused as ${wrong}`, async () => {
      expect((await new ClockedOrigin().get(`/live/studio~change=${wrong}.m3u8`)).status).to.equal(400);
    });
  }
});

describe('A stream of fragmented MP4', () => {
  it('has a map that changes with the settings and where the encoder restarts', async () => {
    const playlist = await lines(`~container=fmp4~restart=${T + 8}~change=${T + 16}-${T + 32}:320x180`);
    expect(startsBehind(playlist, '#EXT-X-MAP')).to.deep.equal([0, 8, 16, 32]);
    const maps = playlist.filter((line) => line.startsWith('#EXT-X-MAP'));
    expect(new Set(maps).size).to.equal(4);
  });

  it('has the same map in each playlist of the same run of the encoder', async () => {
    const knobs = `~container=fmp4~restart=${T + 8}`;
    const mapsSince = async (startS: number) =>
      (await lines(knobs, startS)).filter((line) => line.startsWith('#EXT-X-MAP'));
    expect(await mapsSince(T + 20)).to.deep.equal((await mapsSince(T)).slice(1));
  });

  it('answers with the map, whose size is that of the pictures', async () => {
    const playlist = await lines(`~container=fmp4~change=${T + 16}-:320x180`);
    const sizes = await Promise.all(
      playlist
        .flatMap((line) => /^#EXT-X-MAP:URI="(.+)"/.exec(line)?.[1] ?? [])
        .map(async (uri) => {
          const [header] = boxesAt(await get(uri), 'moov.trak.tkhd');
          const view = new DataView(header!.buffer, header!.byteOffset);
          return [view.getUint32(76) >> 16, view.getUint32(80) >> 16];
        }),
    );
    expect(sizes).to.deep.equal([
      [640, 360],
      [320, 180],
    ]);
  });

  it('has segments that are fragments, by each way of naming them', async () => {
    for (const names of ['path', 'query', 'script', 'folder', 'restart']) {
      const playlist = await lines(`~container=fmp4~names=${names}~restart=${T + 8}`, T + 8, T + 12);
      const uri = playlist.find((line) => line !== '' && !line.startsWith('#')) ?? '';
      expect(
        readBoxes(await get(uri)).map(({ type }) => type),
        names,
      ).to.deep.equal(['moof', 'mdat']);
    }
  });

  it('has maps that are not encrypted, if its segments are', async () => {
    const playlist = await lines(`~container=fmp4~aes=20~change=${T + 16}-:320x180`);
    const keys = playlist.filter((line) => /^#EXT-X-(MAP|KEY)/.test(line)).map((line) => line.slice(0, 22));
    const at = keys.lastIndexOf('#EXT-X-MAP:URI="studio');
    expect(keys[at - 1]).to.equal('#EXT-X-KEY:METHOD=NONE');
    expect(keys[at + 1]).to.equal('#EXT-X-KEY:METHOD=AES-');
  });

  it('has no maps if it is one of MPEG-TS', async () => {
    expect((await new ClockedOrigin().get(`/live/studio/init/${T * 1000}.mp4`)).status).to.equal(404);
  });
});
