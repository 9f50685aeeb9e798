import { expect } from 'chai';
import { describe, it } from 'node:test';
import { addAttributeSpaces } from '../../demo/origin/attribute-spaces.ts';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { readPlaylist } from './read-playlist.ts';

const textOf = async (name: string): Promise<string> =>
  (await new ClockedOrigin().get(`/live/${name}.m3u8`)).text();

describe('define', () => {
  it('on: puts a variable into the URIs of segments, and defines it (case 10)', async () => {
    const text = await textOf('studio~define=on');
    expect(text).to.include('#EXT-X-VERSION:8\n#EXT-X-DEFINE:NAME="folder",VALUE="studio~define=on"\n');
    const uris = text.split('\n').filter((line) => line.endsWith('.ts'));
    expect(uris).to.have.length(6);
    expect(uris.at(-1)).to.equal(`{$folder}/${NOW_S - 8}000.ts`);
  });

  it('off: does not', async () => {
    expect(await textOf('studio')).not.to.match(/DEFINE|\{\$/);
  });
});

describe('spaces', () => {
  it('on: follow the colon and the commas of attribute lists (case 3)', async () => {
    const [entry] = /^#EXT-X-STREAM-INF.*$/m.exec(await textOf('studio~spaces=on~variants=2')) ?? [];
    expect(entry).to.match(
      /^#EXT-X-STREAM-INF: BANDWIDTH=\d+, RESOLUTION=320x180, CODECS="avc1\.\w+,mp4a\.40\.2"$/,
    );
    expect(await textOf('studio~spaces=on~define=on')).to.include('#EXT-X-DEFINE: NAME="folder", VALUE="');
  });

  it('change neither other tags nor what is in quotes', () => {
    const plain = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PROGRAM-DATE-TIME:2026-03-10T11:59:32.000Z\n';
    const rest = '#EXTINF:4.000,\na,b.ts\n';
    const key = '#EXT-X-KEY:METHOD=AES-128,URI="k,1.key",IV=0x1\n#EXT-X-MAP:URI="init.mp4"\n';
    expect(addAttributeSpaces(plain + key + rest)).to.equal(
      `${plain}#EXT-X-KEY: METHOD=AES-128, URI="k,1.key", IV=0x1\n#EXT-X-MAP: URI="init.mp4"\n${rest}`,
    );
  });
});

describe('rounding', () => {
  const CASES = [
    { knobs: 'segment=3600~rounding=1000', extinf: '4', target: 4 },
    { knobs: 'segment=3600~rounding=100', extinf: '3.600', target: 4 },
    { knobs: 'segment=3840~rounding=500', extinf: '4.000', target: 4 },
    { knobs: 'segment=2400~rounding=1000', extinf: '2', target: 2 },
    { knobs: 'segment=1200~rounding=5000', extinf: '5', target: 5 },
  ];
  for (const { knobs, extinf, target } of CASES) {
    for (const pdt of ['all', 'first', 'none']) {
      it(`${knobs}, pdt=${pdt}: writes ${extinf} s, and dates what it dates exactly (case 5)`, async () => {
        const segmentMs = Number(/\d+/.exec(knobs)?.[0]);
        const answer = await new ClockedOrigin().get(`/live/studio~${knobs}~pdt=${pdt}.m3u8`);
        const { text, segments, targetDurationS } = await readPlaylist(answer);
        expect(text.match(/EXTINF:.*/g)).to.deep.equal(Array(6).fill(`EXTINF:${extinf},`));
        expect(targetDurationS).to.equal(target);
        segments.forEach(({ startMs, dateMs }, index) => {
          expect(startMs).to.equal(segments[0]!.startMs + index * segmentMs);
          const isDated = pdt === 'all' || (pdt === 'first' && index === 0);
          expect(dateMs).to.equal(isDated ? startMs : undefined);
        });
      });
    }
  }

  it('writes at least one unit for a segment that a restart has cut short', async () => {
    const name = `studio~restart=${NOW_S - 21}~rounding=10000`;
    const window = `?lhs_start=1&lhs_start_unix_s_0=${NOW_S - 24}&lhs_vodend_unix_s_0=${NOW_S - 8}`;
    const { segments } = await readPlaylist(await new ClockedOrigin().get(`/live/${name}.m3u8${window}`));
    expect(segments.map(({ durationS }) => durationS)).to.deep.equal([10, 10, 10, 10, 10]);
  });
});
