import { expect } from 'chai';
import { readNumber, resolveUri } from '../../../src/core/hls/numbers-and-uris.ts';

describe('readNumber', () => {
  const rows: [text: string | undefined, most: number | undefined, value: number | null][] = [
    ['4', undefined, 4],
    ['3.84,', undefined, 3.84],
    ['0', undefined, 0],
    ['-4', undefined, null],
    ['1e400', undefined, null],
    ['NaN', undefined, null],
    ['', undefined, null],
    [undefined, undefined, null],
    ['86400', 86_400, 86_400],
    ['86401', 86_400, null],
    ['99999999999999999999', undefined, null],
  ];
  for (const [text, most, value] of rows) {
    const limit = most === undefined ? '' : ` with a limit of ${most}`;
    it(`reads ${text ?? 'nothing'}${limit} as ${value}`, () =>
      expect(readNumber(text, most)).to.equal(value));
  }
});

describe('resolveUri', () => {
  const BASE = 'https://live.example/app/stream.m3u8?lhs_start=1';
  const rows: [uri: string, url: string | null][] = [
    ['a.ts', 'https://live.example/app/a.ts'],
    ['../b.ts?t=1', 'https://live.example/b.ts?t=1'],
    ['/c.ts', 'https://live.example/c.ts'],
    ['//cdn.example/d.ts', 'https://cdn.example/d.ts'],
    ['http://cdn.example/e.ts', 'http://cdn.example/e.ts'],
    ['skd://key', 'skd://key'],
    ['http://[', null],
  ];
  for (const [uri, url] of rows) {
    it(`resolves ${uri} to ${url ?? 'nothing, as it is invalid'}`, () =>
      expect(resolveUri(uri, BASE)).to.equal(url));
  }
});
