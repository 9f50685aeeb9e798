import { expect } from 'chai';
import { findSame } from '../../../src/core/hls/same-segment.ts';
import type { TimedSegment } from '../../../src/core/hls/segment.ts';
import { row, timed } from './segments.ts';

const BASE = 'https://live.example/app/';
/** Segments whose URLs are these, after the folder of the stream. */
const list = (...urls: string[]): TimedSegment[] =>
  urls.map((url, index) => timed(index, index * 4, 4, { url: new URL(url, BASE).href }));

describe('findSame', () => {
  const byteRange = { offsetBytes: 10, lengthBytes: 20 };
  const url = `${BASE}a.ts`;
  const pairs: [what: string, one: TimedSegment, other: TimedSegment, isSame: boolean][] = [
    ['with the same URL', timed('a', 0), timed('a', 4), true],
    ['on another host', timed('a', 0), timed('a', 0, 4, { url: 'http://cdn.example:80/app/a.ts' }), true],
    ['with another signature', timed('a', 0), timed('a', 0, 4, { url: `${url}?auth_key=1` }), true],
    ['with another query', timed('a', 0), timed('a', 0, 4, { url: `${url}?start=1` }), false],
    ['with another fragment', timed('a', 0), timed('a', 0, 4, { url: `${url}#1` }), true],
    ['with another path', timed('a', 0), timed('a', 0, 4, { url: 'https://live.example/b/a.ts' }), false],
    ['from another byte of the file', timed('a', 0, 4, { byteRange }), timed('a', 0), false],
    [
      'from the same byte of the file',
      timed('a', 0, 4, { byteRange }),
      timed('a', 4, 4, { byteRange }),
      true,
    ],
    ['with a data URL', timed('a', 0, 4, { url: 'data:,a' }), timed('a', 0, 4, { url: 'data:,b' }), false],
  ];
  for (const [what, one, other, isSame] of pairs) {
    it(`takes a segment ${what} for ${isSame ? 'the same' : 'another one'}`, () =>
      expect(findSame([other], [one])).to.deep.equal([isSame ? one : undefined]));
  }

  const lists: [
    what: string,
    incoming: TimedSegment[],
    known: TimedSegment[],
    same: (number | undefined)[],
  ][] = [
    ['nothing where a name is not unique', list('a.ts', 'a.ts'), list('a.ts'), [undefined, undefined]],
    ['nothing where only the other list has a name twice', list('a.ts'), list('a.ts', 'a.ts'), [undefined]],
    [
      'segments whose queries have a signature of another name, where their neighbours agree',
      list('b.ts?k=3', 'c.ts?k=4'),
      list('a.ts?k=1', 'b.ts?k=1', 'c.ts?k=2'),
      [1, 2],
    ],
    [
      'segments with a token among their folders, where their neighbours agree (case 25)',
      list('/0123456789/app/b.ts', '/0123456789/app/c.ts', '/0123456789/app/d.ts'),
      list('/abcdefghij/app/a.ts', '/abcdefghij/app/b.ts', '/abcdefghij/app/c.ts'),
      [1, 2, undefined],
    ],
    [
      'no segments of one script by its path (case 2)',
      list('download.php?start=8'),
      list('download.php?start=4'),
      [undefined],
    ],
    [
      'no segments by their path where neighbours are not neighbours',
      list('a.ts?t=9', 'x.ts', 'b.ts?t=9'),
      list('a.ts?t=1', 'b.ts?t=2'),
      [undefined, undefined, undefined],
    ],
  ];
  for (const [what, incoming, known, same] of lists) {
    it(`finds ${what}`, () =>
      expect(findSame(incoming, known).map((each) => each && known.indexOf(each))).to.deep.equal(
        same.map((index) => index),
      ));
  }

  it('finds none that does not fit in time', () => {
    const known = row(0, 8);
    expect(findSame(row(0, 8), known, (_, { start }) => start === known[1]?.start)).to.deep.equal([
      undefined,
      known[1],
    ]);
  });
});
