import { expect } from 'chai';
import fc from 'fast-check';
import { readAttributes, writeAttributes } from '../../../src/core/hls/attributes.ts';

describe('readAttributes', () => {
  const rows: [what: string, text: string, attributes: Record<string, string>][] = [
    ['names and values', 'METHOD=AES-128,IV=0x1', { METHOD: 'AES-128', IV: '0x1' }],
    ['values in quotes, without the quotes', 'URI="k.key",ID="a"', { URI: 'k.key', ID: 'a' }],
    ['commas and equals signs in quotes', 'CODECS="a,b=c",N=1', { CODECS: 'a,b=c', N: '1' }],
    [
      'a list with spaces after commas (case 3)',
      'TYPE=AUDIO, URI="a.m3u8"',
      { TYPE: 'AUDIO', URI: 'a.m3u8' },
    ],
    ['a list with spaces everywhere (case 3)', ' A = 1 , B = "2" ', { A: '1', B: '2' }],
    ['a URI without quotes (case 3)', 'METHOD=AES-128,URI=k/1.key', { METHOD: 'AES-128', URI: 'k/1.key' }],
    ['an empty value', 'A=,B=""', { A: '', B: '' }],
    ['a quote that is not closed', 'A="b,C=1', { A: 'b,C=1' }],
    ['the last of two attributes with one name', 'A=1,A=2', { A: '2' }],
    ['nothing from a text without an equals sign', 'A,B', {}],
    ['nothing from a name that is missing', '=1', {}],
    ['nothing from an empty text', '', {}],
  ];
  for (const [what, text, attributes] of rows) {
    it(`reads ${what}`, () => expect(Object.fromEntries(readAttributes(text))).to.deep.equal(attributes));
  }

  // A time that grows with the square of the length would be hours.
  for (const [what, text] of [
    ['letters (case 8)', 'A'],
    ['commas', ','],
    ['quotes', '"'],
    ['equals signs', '='],
    ['quotes that are not closed', 'A="'],
    ['attributes', 'A="1",'],
  ] as const) {
    it(`reads four million characters of ${what} in linear time`, () => {
      expect(readAttributes(text.repeat(4e6 / text.length)).size).to.be.at.most(1);
    });
  }

  it('reads back what it has written', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,9}$/);
    const value = fc.stringMatching(/^[a-z0-9./:-]{1,20}$/);
    const anyAttributes = fc.dictionary(fc.oneof(name, fc.constantFrom('URI', 'KEYFORMAT')), value);
    fc.assert(
      fc.property(anyAttributes, (attributes) => {
        const map = new Map(Object.entries(attributes));
        expect(readAttributes(writeAttributes(map))).to.deep.equal(map);
      }),
    );
  });

  it('reads any text without an error', () => {
    fc.assert(fc.property(fc.string(), (text) => readAttributes(text) instanceof Map));
  });
});
