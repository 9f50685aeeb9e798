import { expect } from 'chai';
import { describe, it } from 'node:test';
import { checkBody } from '../../src/network/body-check.ts';
import type { LoadKind } from '../../src/network/body-check.ts';

const PACKET_BYTES = 188;

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** A transport stream of that many bytes: a sync byte at the beginning of each packet, other bytes in between. */
const transportStream = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index % PACKET_BYTES === 0 ? 0x47 : (index * 7) & 0xff));

/** Bytes that look random, and are the same each time. */
const noise = (length: number): Uint8Array => {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 0x7fffffff) & 0xff);
};

/** Encrypted media that has the sync byte of a transport stream at one place by chance. */
const noiseWithSyncByteAt = (at: number): Uint8Array => noise(16 * 100).fill(0x47, at, at + 1);

const twoSyncBytes = noiseWithSyncByteAt(0).fill(0x47, PACKET_BYTES, PACKET_BYTES + 1);

const HTML = '<!DOCTYPE html>\n<html><body>Please log in</body></html>';
const PLAYLIST = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n';

const EMPTY = /nothing/;
const NO_PLAYLIST = /not an HLS playlist/;
const NO_MEDIA = /not media/;
const CUT_OFF = /cut off/;

describe('checkBody', () => {
  const rows: [kind: LoadKind, what: string, body: Uint8Array, problem: RegExp | null][] = [
    ['playlist', 'a playlist', text(PLAYLIST), null],
    ['playlist', 'the shortest playlist', text('#EXTM3U'), null],
    ['playlist', 'a playlist after a byte order mark', text(`\uFEFF${PLAYLIST}`), null],
    ['playlist', 'a playlist after blank lines', text(`\r\n \n${PLAYLIST}`), null],
    ['playlist', 'an empty body', new Uint8Array(), EMPTY],
    ['playlist', 'a web page', text(HTML), NO_PLAYLIST],
    ['playlist', 'JSON', text('{"code":404}'), NO_PLAYLIST],
    ['playlist', 'a playlist without its first tag', text('#EXTINF:4,\na.ts\n'), NO_PLAYLIST],
    ['playlist', 'a playlist with text before it', text(`404\n${PLAYLIST}`), NO_PLAYLIST],
    ['playlist', 'a segment', transportStream(10 * PACKET_BYTES), NO_PLAYLIST],
    ['segment', 'a segment', transportStream(10 * PACKET_BYTES), null],
    ['segment', 'a single packet', transportStream(PACKET_BYTES), null],
    ['segment', 'an encrypted segment', noise(16 * 100), null],
    ['segment', 'an encrypted segment that begins with <', Uint8Array.of(0x3c, 0x9f, 0x02, 0x5a), null],
    ['segment', 'an encrypted segment that begins with {', Uint8Array.of(0x7b, 0x9f, 0x02, 0x5a), null],
    ['segment', 'an encrypted segment that begins with a sync byte', noiseWithSyncByteAt(0), null],
    [
      'segment',
      'an encrypted segment with a sync byte where a second packet would begin',
      noiseWithSyncByteAt(PACKET_BYTES),
      null,
    ],
    [
      'segment',
      'an encrypted segment with sync bytes where its first two packets would begin',
      twoSyncBytes,
      null,
    ],
    [
      'segment',
      'an encrypted segment that begins like JSON',
      Uint8Array.of(0x7b, 0x22, ...noise(1598)),
      null,
    ],
    ['segment', 'fragmented MP4', Uint8Array.of(0, 0, 0, 24, 0x73, 0x74, 0x79, 0x70, 0x6d, 0x73), null],
    ['segment', 'packed audio', Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0), null],
    ['segment', 'an empty body', new Uint8Array(), EMPTY],
    ['segment', 'a web page', text(HTML), NO_MEDIA],
    ['segment', 'a web page with capital tags after a line break', text('\n <HTML><head>'), NO_MEDIA],
    ['segment', 'a web page after a byte order mark', text(`\uFEFF${HTML}`), NO_MEDIA],
    ['segment', 'XML', text('<?xml version="1.0"?><Error/>'), NO_MEDIA],
    ['segment', 'JSON', text('{ "code": 404 }'), NO_MEDIA],
    [
      'segment',
      'JSON with a character that the check cuts',
      text(`{ "code": "${'é'.repeat(99)}" }`),
      NO_MEDIA,
    ],
    [
      'segment',
      'a segment that is cut off in its last packet',
      transportStream(10 * PACKET_BYTES - 1),
      CUT_OFF,
    ],
    ['segment', 'a segment that is cut off in its second packet', transportStream(PACKET_BYTES + 1), CUT_OFF],
    ['timeline', 'JSON', text('{"retCode":0}'), null],
    ['timeline', 'a web page, which its parser refuses', text(HTML), null],
    ['timeline', 'an empty body', new Uint8Array(), EMPTY],
  ];
  for (const [kind, what, body, problem] of rows) {
    it(`${problem ? 'refuses' : 'accepts'} as a ${kind}: ${what}`, () => {
      const sentence = checkBody(body, kind);
      if (problem)
        expect(sentence)
          .to.match(problem)
          .and.match(/; .*\.$/, 'what to do');
      else expect(sentence).to.equal(null);
    });
  }
});
