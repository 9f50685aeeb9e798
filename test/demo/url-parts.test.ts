import { expect } from 'chai';
import fc from 'fast-check';
import { urlParts } from '../../demo/page/url-parts.ts';
import { redact } from '../../src/core/index.ts';

const texts = (url: string, kind: string): string[] =>
  urlParts(url).flatMap((part) => (part.kind === kind ? part.text : []));
const meanings = (url: string): string[] => urlParts(url).flatMap(({ meaning }) => meaning || []);

describe('urlParts', () => {
  it('marks the parameters of time shift', () => {
    const url = 'https://d/a/s.m3u8?x=1&lhs_start=1&aliyunols=on&lhs_start_unix_s_0=1795269930&y=2';
    expect(urlParts(url)).to.deep.equal([
      { text: 'https://d/a/s.m3u8?x=1&', kind: 'own', meaning: '' },
      { text: 'lhs_start=1', kind: 'marker', meaning: '' },
      { text: '&', kind: 'own', meaning: '' },
      { text: 'aliyunols=on', kind: 'marker', meaning: '' },
      { text: '&', kind: 'own', meaning: '' },
      {
        text: 'lhs_start_unix_s_0=1795269930',
        kind: 'time',
        meaning: 'start = 2026-11-21 14:05:30 UTC',
      },
      { text: '&y=2', kind: 'own', meaning: '' },
    ]);
  });

  const meant: [query: string, meaning: string][] = [
    ['lhs_end_human_s_8=20171024160420', 'end = 2017-10-24 08:04:20 UTC'],
    ['lhs_vodend_unix_ms_0=1795269930040', 'vodend = 2026-11-21 14:05:30.040 UTC'],
    ['lhs_offset_unix_s_0=1800', 'offset = 30 min behind live'],
    ['lhs_offset_unix_ms_8=1502308959375', 'offset = 2017-08-09 12:02:39.375 UTC'],
  ];
  for (const [query, meaning] of meant) {
    it(`explains ${query}`, () => expect(meanings(`/a/s.m3u8?${query}`)).to.deep.equal([meaning]));
  }

  it('says why a time cannot be read', () => {
    expect(meanings('/a/s.m3u8?lhs_start_unix_s_0=17').join()).to.include('10 digits');
  });

  it('does not mark aliyunols in a URL without time shift', () => {
    expect(texts('/a/s.m3u8?aliyunols=on', 'own')).to.deep.equal(['/a/s.m3u8?aliyunols=on']);
  });

  it('hides the signature', () => {
    const url = '/a/s.m3u8?auth_key=1-0-0-abc&lhs_start_unix_s_0=1795269930#x';
    expect(texts(url, 'own')).to.deep.equal(['/a/s.m3u8?auth_key=…&', '#x']);
  });

  it('joins to the whole redacted URL, whatever the parameters are', () => {
    const parameter = fc.tuple(
      fc.constantFrom('auth_key', 'x', 'lhs_start', 'lhs_start_unix_s_0', 'aliyunols', 'Token', 'lhs_token'),
      fc.string({ unit: fc.constantFrom('a', '1', '%', '=', '/', '?', '-'), maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(parameter), (parameters) => {
        const query = parameters.map(([name, value]) => `${name}=${value}`).join('&');
        const url = `https://d/a/s.m3u8?${query}#end`;
        const shown = urlParts(url)
          .map(({ text }) => text)
          .join('');
        expect(shown).to.equal(redact(parameters.length > 0 ? url : 'https://d/a/s.m3u8#end'));
      }),
    );
  });
});
