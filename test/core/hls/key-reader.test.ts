import { expect } from 'chai';
import { KeyReader } from '../../../src/core/hls/key-reader.ts';

const BASE = 'https://live.example/app/';
const FAIRPLAY = 'METHOD=SAMPLE-AES,URI="skd://k",KEYFORMAT="com.apple.streamingkeydelivery"';
const IV_255 = `IV=0x${'ff'.padStart(32, '0')}`;

/** The keys of the segment with a number, behind keys with these attribute lists. */
function keysOf(number: number, ...lists: string[]): string[] {
  const reader = new KeyReader(BASE);
  for (const list of lists) reader.read('#EXT-X-KEY', list);
  return reader.keysOf(number).map(({ tag }) => tag);
}

describe('KeyReader reads a key', () => {
  const spellings: [what: string, list: string][] = [
    ['as RFC 8216 spells it', 'METHOD=AES-128,URI="k/1.key",IV=0x1'],
    ['with a space after a comma (case 3)', 'METHOD=AES-128, URI="k/1.key", IV=0x1'],
    ['with a space after the colon (case 3)', ' METHOD=AES-128,URI="k/1.key",IV=0x1'],
    ['whose URI has no quotes (case 3)', 'METHOD=AES-128,URI=k/1.key,IV=0x1'],
  ];
  for (const [what, list] of spellings) {
    it(`${what}, with an absolute URI and its own IV`, () =>
      expect(keysOf(7, list)).to.deep.equal([`#EXT-X-KEY:METHOD=AES-128,URI="${BASE}k/1.key",IV=0x1`]));
  }

  it('whose format comes first, with an absolute URI and one IV (case 3)', () => {
    expect(keysOf(7, 'KEYFORMAT="identity", METHOD=AES-128, URI="k", IV=0x1')).to.deep.equal([
      `#EXT-X-KEY:KEYFORMAT="identity",METHOD=AES-128,URI="${BASE}k",IV=0x1`,
    ]);
  });

  it('whose URI cannot be resolved, as it is', () => {
    expect(keysOf(7, 'METHOD=AES-128,URI="http://[",IV=0x1')).to.deep.equal([
      '#EXT-X-KEY:METHOD=AES-128,URI="http://[",IV=0x1',
    ]);
  });

  it('until METHOD=NONE', () => {
    expect(keysOf(7, 'METHOD=AES-128,URI="k",IV=0x1', 'METHOD=NONE')).to.deep.equal([]);
  });

  it('in place of the one before with the same format', () => {
    const next = FAIRPLAY.replace('skd://k', 'skd://l');
    expect(keysOf(7, FAIRPLAY, 'METHOD=AES-128,URI="k",IV=0x1', next)).to.deep.equal([
      `#EXT-X-KEY:METHOD=AES-128,URI="${BASE}k",IV=0x1`,
      `#EXT-X-KEY:${next}`,
    ]);
  });

  it('and no more than 16 formats (case 8)', () => {
    const lists = Array.from({ length: 4000 }, (_, index) => `METHOD=X,URI="k",KEYFORMAT="f${index}"`);
    expect(keysOf(7, ...lists)).to.have.length(16);
  });
});

describe('KeyReader gives a key without an IV the number of the segment in the original playlist', () => {
  const rows: [what: string, lists: string[], tags: string[]][] = [
    [
      'where no format is written',
      ['METHOD=AES-128,URI="k"'],
      [`#EXT-X-KEY:METHOD=AES-128,URI="${BASE}k",${IV_255}`],
    ],
    [
      'where its format is written out',
      ['METHOD=AES-128,URI="k",KEYFORMAT="identity"'],
      [`#EXT-X-KEY:METHOD=AES-128,URI="${BASE}k",KEYFORMAT="identity",${IV_255}`],
    ],
    ['but none of another format', [FAIRPLAY], [`#EXT-X-KEY:${FAIRPLAY}`]],
    [
      'beside one of another format, which gets none',
      ['METHOD=AES-128,URI="k"', FAIRPLAY],
      [`#EXT-X-KEY:METHOD=AES-128,URI="${BASE}k",${IV_255}`, `#EXT-X-KEY:${FAIRPLAY}`],
    ],
  ];
  for (const [what, lists, tags] of rows) {
    it(what, () => expect(keysOf(255, ...lists)).to.deep.equal(tags));
  }

  it('to each segment its own', () => {
    const reader = new KeyReader(BASE);
    reader.read('#EXT-X-KEY', 'METHOD=AES-128,URI="k"');
    const ends = [255, 256].map((number) => reader.keysOf(number)[0]?.tag.slice(-4));
    expect(ends).to.deep.equal(['00ff', '0100']);
  });
});

describe('KeyReader reads a map', () => {
  it('with a space after the colon, with an absolute URI (case 3)', () => {
    const reader = new KeyReader(BASE);
    reader.read('#EXT-X-MAP', ' URI="init.mp4"');
    expect(reader.map).to.deep.equal({ tag: `#EXT-X-MAP:URI="${BASE}init.mp4"`, keys: [] });
  });

  it('with the keys that apply at its line, and not those behind it', () => {
    const reader = new KeyReader(BASE);
    reader.read('#EXT-X-KEY', FAIRPLAY);
    reader.read('#EXT-X-MAP', 'URI="init.mp4"');
    reader.read('#EXT-X-KEY', 'METHOD=NONE');
    expect(reader.map?.keys.map(({ tag }) => tag)).to.deep.equal([`#EXT-X-KEY:${FAIRPLAY}`]);
  });

  it('and no other tag', () => {
    const reader = new KeyReader(BASE);
    reader.read('#EXT-X-DATERANGE', 'URI="init.mp4"');
    expect([reader.map, reader.keysOf(1)]).to.deep.equal([null, []]);
  });
});
