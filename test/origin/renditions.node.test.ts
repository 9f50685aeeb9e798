import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { nalTypes, readPackets, readPes } from './media/transport-stream.ts';
import { readPlaylist, startsS } from './read-playlist.ts';

const VIDEO = 0x100;
const AUDIO = 0x101;
const START_S = NOW_S - 600;
const WINDOW = `lhs_start=1&lhs_start_unix_s_0=${START_S}&lhs_vodend_unix_s_0=${START_S + 24}`;
const TICKS_WRAP = 2 ** 33;

async function textOf(path: string, origin = new ClockedOrigin()): Promise<string> {
  const answer = await origin.get(`/live/${path}`);
  const text = await answer.text();
  expect(answer.status, text).to.equal(200);
  return text;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await new ClockedOrigin().get(`/live/${path}`)).arrayBuffer());
}

const pidsOf = (bytes: Uint8Array): number[] =>
  [...new Set(readPackets(bytes).map(({ pid }) => pid))].filter((pid) => pid === VIDEO || pid === AUDIO);

const uriOf = (text: string, type: string): string =>
  new RegExp(`^#EXT-X-MEDIA:TYPE=${type},.*URI="([^"]+)"$`, 'm').exec(text)?.[1] ?? '';

describe('A stream whose sound is separate', () => {
  it('lists the sound, and variants without it', async () => {
    expect(await textOf(`studio~audio=separate~variants=2.m3u8?${WINDOW}&auth_key=1-2-3-4`)).to.match(
      new RegExp(
        [
          '#EXTM3U',
          `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Sound",.*URI="studio~audio=only.m3u8\\?${WINDOW}"`,
          '#EXT-X-STREAM-INF:BANDWIDTH=\\d+,RESOLUTION=320x180,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="audio"',
          `studio~size=320x180~audio=none.m3u8\\?${WINDOW}`,
          '#EXT-X-STREAM-INF:BANDWIDTH=\\d+,RESOLUTION=640x360,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="audio"',
          `studio~size=640x360~audio=none.m3u8\\?${WINDOW}`,
          '',
        ].join('\n'),
      ),
    );
  });

  it('has the same segments in each playlist', async () => {
    const origin = new ClockedOrigin();
    const multivariant = await textOf(`studio~audio=separate.m3u8?${WINDOW}`, origin);
    const [, picture = ''] = /^(studio.+)$/m.exec(multivariant) ?? [];
    const read = async (uri: string) => startsS(await readPlaylist(await origin.get(`/live/${uri}`)));
    const starts = await read(picture);
    expect(starts).to.have.length(6);
    expect(await read(uriOf(multivariant, 'AUDIO'))).to.deep.equal(starts);
  });

  it('has segments with the picture only, and with the sound only', async () => {
    expect(pidsOf(await bytesOf(`studio~audio=none/${START_S}000.ts`))).to.deep.equal([VIDEO]);
    expect(pidsOf(await bytesOf(`studio~audio=only/${START_S}000.ts`))).to.deep.equal([AUDIO]);
  });

  it('stops and starts with its encoder', async () => {
    const origin = new ClockedOrigin();
    await textOf('studio~audio=separate.m3u8', origin);
    origin.origin.setEncoder('studio~audio=separate', 'stop');
    await origin.clock.advance(60_000);
    for (const name of ['studio~size=640x360~audio=none', 'studio~audio=only']) {
      const { segments } = await readPlaylist(await origin.get(`/live/${name}.m3u8`));
      expect(segments.at(-1)!.startMs).to.be.below(NOW_S * 1000);
    }
  });
});

describe('A stream with subtitles', () => {
  it('lists them', async () => {
    const text = await textOf('studio~subtitles=on.m3u8');
    expect(uriOf(text, 'SUBTITLES')).to.equal('studio~subtitles=only.m3u8');
    expect(text).to.match(/#EXT-X-STREAM-INF:.*,SUBTITLES="subtitles"\nstudio~size=640x360\.m3u8\n/);
  });

  it('has a playlist of WebVTT segments', async () => {
    const text = await textOf(`studio~subtitles=only.m3u8?${WINDOW}`);
    expect(text).to.include(`\nstudio~subtitles=only/${START_S}000.vtt\n`);
    const answer = await new ClockedOrigin().get(`/live/studio~subtitles=only/${START_S}000.vtt`);
    expect(answer.headers.get('Content-Type')).to.equal('text/vtt');
  });

  it('tells each second, at the time stamps of the picture', async () => {
    const subtitles = await textOf(`studio~subtitles=only/${START_S}000.vtt`);
    const [, stamp] = /^WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00\.000,MPEGTS:(\d+)\n\n/.exec(subtitles) ?? [];
    const [picture] = readPes(readPackets(await bytesOf(`studio/${START_S}000.ts`)), VIDEO);
    expect(Number(stamp)).to.equal(picture!.pts % TICKS_WRAP);
    const cues = [...subtitles.matchAll(/^00:00:0(\d)\.000 --> 00:00:0(\d)\.000\n(.+)$/gm)];
    expect(cues.map(([, from, to, text = '']) => [Number(from), Number(to), Date.parse(text)])).to.deep.equal(
      [0, 1, 2, 3].map((second) => [second, second + 1, (START_S + second) * 1000]),
    );
  });

  it('divides a second that two segments share', async () => {
    // Segments of 2.52 s begin at multiples of that.
    const startMs = Math.floor((START_S * 1000) / 2520) * 2520;
    const subtitles = await textOf(`studio~segment=2520~subtitles=only/${startMs}.vtt`);
    const times = [...subtitles.matchAll(/^00:00:(\S+) --> 00:00:(\S+)$/gm)].map(([, from, to]) => [
      from,
      to,
    ]);
    expect(times[0]![0]).to.equal('00.000');
    expect(times.at(-1)![1]).to.equal('02.520');
    times.slice(1).forEach(([from], index) => expect(from).to.equal(times[index]![1]));
  });
});

describe('A stream in H.265', () => {
  const codecsOf = (text: string): string[] =>
    [...text.matchAll(/CODECS="([^,]+),/g)].map(([, codec]) => codec!);

  it('first: lists each variant in H.265, too, before those in H.264', async () => {
    const text = await textOf('studio~variants=2~hevc=first.m3u8');
    expect(codecsOf(text)).to.deep.equal([
      'hvc1.1.6.L93.B0',
      'hvc1.1.6.L93.B0',
      'avc1.42c01e',
      'avc1.42c01e',
    ]);
    expect([...text.matchAll(/^studio.+$/gm)].map(([uri]) => uri)).to.deep.equal([
      'studio~size=320x180~hevc=only.m3u8',
      'studio~size=640x360~hevc=only.m3u8',
      'studio~size=320x180.m3u8',
      'studio~size=640x360.m3u8',
    ]);
  });

  it('unstated: lists them without CODECS', async () => {
    const text = await textOf('studio~hevc=unstated.m3u8');
    expect(text).not.to.include('CODECS');
    expect([...text.matchAll(/^studio.+$/gm)].map(([uri]) => uri)).to.deep.equal([
      'studio~size=640x360~hevc=only.m3u8',
      'studio~size=640x360.m3u8',
    ]);
  });

  it('only: lists no others, or is a media playlist', async () => {
    const text = await textOf('studio~variants=4~hevc=only.m3u8');
    expect(codecsOf(text)).to.deep.equal([...Array<string>(3).fill('hvc1.1.6.L93.B0'), 'hvc1.1.6.L120.B0']);
    expect(await textOf('studio~hevc=only.m3u8')).to.include('#EXTINF');
  });

  it('has segments that announce H.265, with parameter sets in each picture', async () => {
    const bytes = await bytesOf(`studio~hevc=only/${START_S}000.ts`);
    const map = readPackets(bytes).find(({ pid }) => pid === 0x1000)!;
    // After the pointer, the header of the section and the program's own fields.
    expect(map.payload[13]).to.equal(0x24);
    const pictures = readPes(readPackets(bytes), VIDEO);
    expect(pictures).to.have.length(100);
    const types = (data: Uint8Array) => nalTypes(data, (header) => header >> 1);
    expect(types(pictures[0]!.data)).to.deep.equal([35, 32, 33, 34, 19]);
    expect(pidsOf(bytes)).to.deep.equal([VIDEO, AUDIO]);
  });
});
