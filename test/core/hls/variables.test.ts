import { expect } from 'chai';
import { readPlaylist } from '../../../src/core/hls/read-playlist.ts';

const BASE = 'https://live.example/app/stream.m3u8?token=t%201';

const media = (...lines: string[]): string => ['#EXTM3U', ...lines, ''].join('\n');

function urlsOf(text: string, imported?: ReadonlyMap<string, string>): string[] {
  const playlist = readPlaylist(text, BASE, imported);
  return playlist.kind === 'media' ? playlist.segments.map(({ url }) => url) : [];
}

describe('EXT-X-DEFINE (case 10)', () => {
  it('replaces a variable in URIs', () => {
    const text = media('#EXT-X-DEFINE:NAME="path",VALUE="b/c"', '#EXTINF:4,', '{$path}/a.ts?x={$path}');
    expect(urlsOf(text)).to.deep.equal(['https://live.example/app/b/c/a.ts?x=b/c']);
  });

  it('replaces a variable in the attributes of tags', () => {
    const text = media(
      '#EXT-X-DEFINE:NAME="k", VALUE="keys"',
      '#EXT-X-KEY:METHOD=AES-128,URI="{$k}/1.key",IV=0x1',
      '#EXTINF:4,',
      'a.ts',
    );
    expect(readPlaylist(text, BASE)).to.have.nested.property(
      'segments[0].keys[0].tag',
      '#EXT-X-KEY:METHOD=AES-128,URI="https://live.example/app/keys/1.key",IV=0x1',
    );
  });

  it('takes a variable from the address of the playlist', () => {
    const text = media('#EXT-X-DEFINE:QUERYPARAM="token"', '#EXTINF:4,', 'a.ts?t={$token}');
    expect(urlsOf(text)).to.deep.equal(['https://live.example/app/a.ts?t=t%201']);
  });

  it('takes a variable from the multivariant playlist', () => {
    const head = '#EXTM3U\n#EXT-X-DEFINE:NAME="host",VALUE="cdn.example"\n';
    const multivariant = readPlaylist(`${head}#EXT-X-STREAM-INF:BANDWIDTH=1\nhttps://{$host}/a.m3u8\n`, BASE);
    expect(multivariant).to.have.nested.property('variants[0].url', 'https://cdn.example/a.m3u8');
    const imported = multivariant.kind === 'multivariant' ? multivariant.variables : undefined;
    const text = media('#EXT-X-DEFINE:IMPORT="host"', '#EXTINF:4,', 'https://{$host}/a.ts');
    expect(urlsOf(text, imported)).to.deep.equal(['https://cdn.example/a.ts']);
  });

  it('replaces only what was defined before', () => {
    const text = media(
      '#EXTINF:4,',
      '{$a}.ts',
      '#EXT-X-DEFINE:NAME="a",VALUE="1"',
      '#EXTINF:4,',
      '{$a}.ts',
      '#EXTINF:4,',
      '{$b}.ts',
    );
    expect(urlsOf(text).map((url) => url.slice('https://live.example/app/'.length))).to.deep.equal([
      '%7B$a%7D.ts',
      '1.ts',
      '%7B$b%7D.ts',
    ]);
  });

  it('does not replace variables in a value, so that a small playlist stays small', () => {
    const bomb = Array.from({ length: 40 }, (_, index) => {
      return `#EXT-X-DEFINE:NAME="v${index + 1}",VALUE="{$v${index}}{$v${index}}"`;
    });
    const text = media('#EXT-X-DEFINE:NAME="v0",VALUE="x"', ...bomb, '#EXTINF:4,', '{$v40}.ts');
    expect(urlsOf(text)[0]?.length).to.be.below(100);
  });
});
