import { expect } from 'chai';
import fc from 'fast-check';
import { joinUrl, nameOf, splitUrl, valueOf } from '../../../src/core/service/query-string.ts';

describe('splitUrl', () => {
  const table: [url: string, base: string, parameters: string[], fragment: string][] = [
    ['', '', [], ''],
    ['https://d/a/s.m3u8', 'https://d/a/s.m3u8', [], ''],
    ['s.m3u8?a=1&b=2', 's.m3u8', ['a=1', 'b=2'], ''],
    ['s.m3u8?a=1#t', 's.m3u8', ['a=1'], '#t'],
    ['s.m3u8#t?a=1', 's.m3u8', [], '#t?a=1'],
    ['s.m3u8?a=b=c?d', 's.m3u8', ['a=b=c?d'], ''],
    ['s.m3u8?a&&b=', 's.m3u8', ['a', '', 'b='], ''],
    ['?a=1', '', ['a=1'], ''],
    ['s.m3u8?a=x\ny', 's.m3u8', ['a=x\ny'], ''],
  ];
  for (const [url, base, parameters, fragment] of table) {
    it(`splits ${JSON.stringify(url)} where the query begins and ends`, () => {
      expect(splitUrl(url)).to.deep.equal({ base, parameters, fragment });
    });
  }

  it('loses nothing except a question mark without a query', () => {
    const url = fc.string({ unit: fc.constantFrom(...Array.from('a/?#&=%+ \né')) });
    fc.assert(
      fc.property(url, (text) => {
        expect(joinUrl(splitUrl(text))).to.equal(text.replace(/^([^?#]*)\?(#|$)/, '$1$2'));
      }),
    );
  });
});

describe('a parameter', () => {
  const table: [parameter: string, name: string, value: string][] = [
    ['a=1', 'a', '1'],
    ['a=', 'a', ''],
    ['a', 'a', ''],
    ['', '', ''],
    ['=1', '', '1'],
    ['a=b=c', 'a', 'b=c'],
    ['%6Chs_start=%31', 'lhs_start', '1'],
    ['a+b=c+d%2B', 'a b', 'c d+'],
    ['n%C3%A9=%E2%82%AC', 'né', '€'],
    ['100%=50%', '100%', '50%'],
  ];
  for (const [parameter, name, value] of table) {
    it(`"${parameter}" has the name ${JSON.stringify(name)} and the value ${JSON.stringify(value)}`, () => {
      expect([nameOf(parameter), valueOf(parameter)]).to.deep.equal([name, value]);
    });
  }
});
