import { expect } from 'chai';
import { checkBody } from '../../src/network/body-check.ts';
import type { LoadKind } from '../../src/network/fetcher.ts';

const PACKET_BYTES = 188;

const text = (content: string): ArrayBuffer => new TextEncoder().encode(content).buffer;
const bytes = (...content: number[]): ArrayBuffer => new Uint8Array(content).buffer;

/** So many bytes of transport stream: sync bytes where packets begin, and something between. */
const transportStream = (length: number): ArrayBuffer =>
  Uint8Array.from({ length }, (_, index) => (index % PACKET_BYTES === 0 ? 0x47 : (index * 7) & 0xff)).buffer;

/** As good as random, the same each time. */
const noise = (length: number): ArrayBuffer => {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 0x7fffffff) & 0xff).buffer;
};

const HTML = '<!DOCTYPE html>\n<html><body>Please log in</body></html>';
const PLAYLIST = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n';

const EMPTY = /nothing/;
const NO_PLAYLIST = /not an HLS playlist/;
const NO_MEDIA = /not media/;
const CUT_OFF = /cut off/;

describe('checkBody', () => {
  const rows: [kind: LoadKind, what: string, body: ArrayBuffer, problem: RegExp | null][] = [
    ['playlist', 'a playlist', text(PLAYLIST), null],
    ['playlist', 'the shortest one', text('#EXTM3U'), null],
    ['playlist', 'one after a byte order mark', text(`\uFEFF${PLAYLIST}`), null],
    ['playlist', 'one after blank lines', text(`\r\n \n${PLAYLIST}`), null],
    ['playlist', 'nothing', bytes(), EMPTY],
    ['playlist', 'a web page', text(HTML), NO_PLAYLIST],
    ['playlist', 'JSON', text('{"code":404}'), NO_PLAYLIST],
    ['playlist', 'a list of another kind', text('#EXTINF:4,\na.ts\n'), NO_PLAYLIST],
    ['playlist', 'a playlist with something before it', text(`404\n${PLAYLIST}`), NO_PLAYLIST],
    ['playlist', 'a segment', transportStream(10 * PACKET_BYTES), NO_PLAYLIST],
    ['segment', 'a segment', transportStream(10 * PACKET_BYTES), null],
    ['segment', 'a single packet', transportStream(PACKET_BYTES), null],
    ['segment', 'an encrypted segment', noise(16 * 100), null],
    ['segment', 'an encrypted segment that begins like a tag', bytes(0x3c, 0x9f, 0x02, 0x5a), null],
    ['segment', 'an encrypted segment that begins like JSON', bytes(0x7b, 0x9f, 0x02, 0x5a), null],
    ['segment', 'fragmented MP4', bytes(0, 0, 0, 24, 0x73, 0x74, 0x79, 0x70, 0x6d, 0x73), null],
    ['segment', 'packed audio', bytes(0x49, 0x44, 0x33, 4, 0, 0), null],
    ['segment', 'nothing', bytes(), EMPTY],
    ['segment', 'a web page', text(HTML), NO_MEDIA],
    ['segment', 'a web page in other spelling', text('\n <HTML><head>'), NO_MEDIA],
    ['segment', 'a web page after a byte order mark', text(`\uFEFF${HTML}`), NO_MEDIA],
    ['segment', 'XML', text('<?xml version="1.0"?><Error/>'), NO_MEDIA],
    ['segment', 'JSON', text('{ "code": 404 }'), NO_MEDIA],
    ['segment', 'a segment cut off in a packet', transportStream(10 * PACKET_BYTES - 1), CUT_OFF],
    ['segment', 'a segment cut off in its second packet', transportStream(PACKET_BYTES + 1), CUT_OFF],
    ['timeline', 'JSON', text('{"retCode":0}'), null],
    ['timeline', 'what it leaves to who reads it', text(HTML), null],
    ['timeline', 'nothing', bytes(), EMPTY],
  ];
  for (const [kind, what, body, problem] of rows) {
    it(`${problem ? 'refuses' : 'takes'} as a ${kind}: ${what}`, () => {
      const sentence = checkBody(new Uint8Array(body), kind);
      if (problem)
        expect(sentence)
          .to.match(problem)
          .and.match(/; .*\.$/, 'what to do');
      else expect(sentence).to.equal(null);
    });
  }
});
