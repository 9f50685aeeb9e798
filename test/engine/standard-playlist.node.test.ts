import { expect } from 'chai';
import { standardPlaylist } from '../../src/engine/standard-playlist.ts';

const URL_OF_PLAYLIST = 'https://live.example/app/stream.m3u8?token=abc';

const media = (...lines: string[]): string =>
  ['#EXTM3U', '#EXT-X-TARGETDURATION:4', ...lines, '#EXTINF:4,', '{$folder}/1.ts', ''].join('\n');

describe('standardPlaylist', () => {
  it('replaces variables by what they stand for', () => {
    const text = standardPlaylist(media('#EXT-X-DEFINE:NAME="folder",VALUE="a/b"'), URL_OF_PLAYLIST, {});
    expect(text).to.include('\na/b/1.ts\n');
  });

  it('imports variables of the multivariant playlist of the same owner', () => {
    const owner = {};
    const multivariant =
      '#EXTM3U\n#EXT-X-DEFINE:NAME="folder",VALUE="hd"\n#EXT-X-STREAM-INF:BANDWIDTH=1\n1.m3u8\n';
    standardPlaylist(multivariant, URL_OF_PLAYLIST, owner);
    const text = media('#EXT-X-DEFINE:IMPORT="folder"');
    expect(standardPlaylist(text, URL_OF_PLAYLIST, owner)).to.include('\nhd/1.ts\n');
    expect(standardPlaylist(text, URL_OF_PLAYLIST, {})).to.include('\n{$folder}/1.ts\n');
  });

  const dates = [
    '2026-11-28t18:00:00z',
    '2026-11-28T18:00:00,000Z',
    '2026-11-28 18:00:00Z',
    '20261128T180000Z',
    '2026-11-29T02:00:00.000 +0800',
  ];
  for (const date of dates) {
    it(`writes the date ${date} as each browser reads it (case 7)`, () => {
      const text = standardPlaylist(media(`#EXT-X-PROGRAM-DATE-TIME:${date}`), URL_OF_PLAYLIST, {});
      expect(text).to.include('\n#EXT-X-PROGRAM-DATE-TIME:2026-11-28T18:00:00.000Z\n');
    });
  }

  it('leaves all else as it is', () => {
    const text = media('#EXT-X-PROGRAM-DATE-TIME:yesterday', '#EXT-X-KEY:METHOD=NONE');
    expect(standardPlaylist(text, URL_OF_PLAYLIST, {})).to.equal(text);
  });
});
