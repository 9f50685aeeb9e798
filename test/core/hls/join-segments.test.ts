import { expect } from 'chai';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import type { TimedSegment } from '../../../src/core/hls/segment.ts';
import { listOf, names, row, T0, timed } from './segments.ts';

describe('EndlessPlaylist.append', () => {
  const rows: [what: string, incoming: TimedSegment[], names: string][] = [
    ['segments that follow', row(8, 16), '0 1 2 3'],
    ['segments that follow, without those that it already has', row(0, 16), '0 1 2 3'],
    ['segments that follow, if only some of its own come again', row(4, 12), '0 1 2'],
    ['no segment again that comes 30 s later', [timed(0, 30)], '0 1'],
    ['a segment with a known name more than 30 s later', [timed(0, 30.001)], '0 1 !0'],
    ['no segment again that comes 6 s later, but the one after it', [timed(0, 6), timed('b', 10)], '0 1 !b'],
    [
      'a segment with a known name at the end of a long window',
      [timed(1, 4), timed(2, 8), timed(0, 60)],
      '0 1 2 0',
    ],
    ['nothing if it already has all segments', row(0, 8), '0 1'],
    ['nothing from before its start', row(-20, 4), '0 1'],
    ['nothing from long before its start', row(-2000, -1992), '0 1'],
    ['segments after a hole, with a discontinuity', row(20, 28), '0 1 !5 6'],
    ['a segment at most half a second after its end, without a discontinuity', [timed(2, 8.5)], '0 1 2'],
    ['a segment a little later than that, with a discontinuity', [timed(2, 8.501)], '0 1 !2'],
    [
      'an estimated segment at most 1.5 s after its end, without a discontinuity',
      [timed(2, 9.5, 4, { isEstimated: true })],
      '0 1 2',
    ],
    [
      'an estimated segment later than that, with a discontinuity',
      [timed(2, 9.501, 4, { isEstimated: true })],
      '0 1 !2',
    ],
    ['a segment that has a discontinuity, with it', row(8, 16, { isDiscontinuity: true }), '0 1 !2 3'],
    [
      'no segment again that comes with another signature',
      [timed('1', 4, 4, { url: 'https://b.example/app/1.ts?auth_key=2' }), timed(2, 8)],
      '0 1 2',
    ],
    ['no segment again that comes with another time', [timed(1, 7, 4), timed(2, 11)], '0 1 2'],
    ['no segments again that come with other times', [timed(0, 3), timed(1, 7), timed(2, 11)], '0 1 2'],
    ['segments with unknown names by their time', [timed('b', 4), timed('c', 8)], '0 1 c'],
    [
      'a segment with an unknown name if most of it is after the end',
      [timed('b', 3.9, 4.1), timed('c', 6.1), timed('d', 10.1)],
      '0 1 !c d',
    ],
    [
      'no estimated segment with an unknown name if only a part of it is after the end',
      [timed('b', 5.9, 4, { isEstimated: true }), timed('c', 9.4, 4, { isEstimated: true })],
      '0 1 c',
    ],
    ['nothing if a dated segment ends at most a second after the end', [timed('c', 5)], '0 1'],
    ['a dated segment that ends more than a second after the end', [timed('c', 5.001)], '0 1 !c'],
    [
      'nothing if half of an estimated segment is after the end',
      [timed('c', 6, 4, { isEstimated: true })],
      '0 1',
    ],
    [
      'an estimated segment if more of it is after the end',
      [timed('c', 6.001, 4, { isEstimated: true })],
      '0 1 c',
    ],
    ['nothing if half of a short dated segment is after the end', [timed('c', 7.5, 1)], '0 1'],
    ['a short dated segment if more of it is after the end', [timed('c', 7.501, 1)], '0 1 c'],
    ['segments of an encoder whose clock went back by 2 s', [timed('b', 6), timed('c', 10)], '0 1 !b c'],
    ['a segment with a known name if hours lie between the two', [timed(0, 9000)], '0 1 !0'],
    [
      'segments that only differ in the query',
      [1, 2, 3].map((n) => timed(2, n * 4 + 4, 4, { url: `https://live.example/app/2.ts?n=${n}` })),
      '0 1 2 2 2',
    ],
  ];
  for (const [what, incoming, expected] of rows) {
    it(`adds ${what}`, () => expect(names(listOf(...row(0, 8)).append(incoming))).to.equal(expected));
  }

  it('recognises segments by the query if only that differs', () => {
    const part = (n: number) => timed(2, n * 4 + 4, 4, { url: `https://live.example/app/2.ts?n=${n}` });
    const list = listOf(...row(0, 8)).append([part(1)]);
    expect(names(list.append([part(1), part(2), part(3)]))).to.equal('0 1 2 2 2');
  });

  it('marks segments as estimated that it had to move', () => {
    const list = listOf(timed('a', 0), timed('b', 4, 0.4)).append([timed('c', 3.4), timed('d', 7.4)]);
    expect(list.segments.map(({ isEstimated }) => isEstimated)).to.deep.equal([false, false, true, false]);
  });

  it('returns the same playlist if there is nothing to add', () => {
    const list = listOf(...row(0, 8));
    expect(list.append(row(0, 8))).to.equal(list);
    expect(list.append([])).to.equal(list);
    expect(EndlessPlaylist.empty.append([])).to.equal(EndlessPlaylist.empty);
  });

  it('distinguishes the parts of one file', () => {
    const part = (startS: number) =>
      timed('all', startS, 4, { byteRange: { offsetBytes: startS * 10, lengthBytes: 40 } });
    const list = listOf(part(0), part(4)).append([part(4), part(8)]);
    expect(list.segments.map(({ byteRange }) => byteRange?.offsetBytes)).to.deep.equal([0, 40, 80]);
  });

  it('adds no discontinuity between segments of one playlist, even if estimates disagree', () => {
    const list = listOf(...row(0, 8)).append([timed(1, 5), timed(2, 9)]);
    expect(names(list)).to.equal('0 1 2');
    expect(list.ranges()).to.deep.equal([{ start: T0, end: T0 + 13_000 }]);
  });

  it('keeps the order of time if the last segment is short and the clock went back', () => {
    const list = listOf(timed('a', 0), timed('b', 4, 0.4)).append([timed('c', 3.4), timed('d', 7.4)]);
    expect(list.segments.map(({ start }) => (start - T0) / 1000)).to.deep.equal([0, 4, 4.001, 7.4]);
    expect(names(list)).to.equal('a b !c d');
  });

  const orders: [what: string, fromS: number, startsS: number[]][] = [
    ['a little later than the dates that follow', 7, [0, 4, 7, 11, 15]],
    ['later by one segment', 4, [0, 4, 4.001, 8, 12]],
    ['later by several segments', -5, [0, 4, 4.001, 4.002, 4.003]],
    ['later by 30 s', -26, [0, 4, 4.001, 4.002, 4.003]],
    ['later by so much that the clock must have been set back', -40, [0, 4, 8, 12, 16]],
  ];
  for (const [what, fromS, startsS] of orders) {
    it(`keeps the order of time after estimates that are ${what}`, () => {
      const following = [2, 3, 4].map((name) => timed(name, fromS + (name - 2) * 4));
      const list = listOf(...row(0, 8)).append([timed(1, fromS - 4), ...following]);
      expect(list.segments.map(({ start }) => (start - T0) / 1000)).to.deep.equal(startsS);
    });
  }

  /** Segments from a time in seconds on, numbered from 0. */
  const numbered = (count: number, fromS: number, urlOf: (index: number, startS: number) => string) =>
    Array.from({ length: count }, (_, index) => {
      const startS = fromS + index * 4;
      return timed(index, startS, 4, { url: urlOf(index, startS), date: T0 + startS * 1000 });
    });
  const namings: [what: string, urlOf: (index: number, startS: number) => string][] = [
    ['with the start in the query', (index, startS) => `https://live.example/${index}.ts?start=${startS}`],
    ['on another host', (index, startS) => `http://origin${startS < 0 ? 1 : 2}/${index}.ts?start=${startS}`],
    ['without a query', (index) => `https://live.example/${index}.ts`],
  ];
  for (const [what, urlOf] of namings) {
    it(`keeps all segments of an encoder that fails over and begins its names again, ${what} (case 1)`, () => {
      const list = listOf(...numbered(30, -420, urlOf)).append(numbered(135, 60, urlOf));
      expect(list.ranges().map(({ start, end }) => [start - T0, end - T0])).to.deep.equal([
        [-420_000, -300_000],
        [60_000, 600_000],
      ]);
    });
  }

  it('keeps both clips of one script, with a hole between (case 2)', () => {
    const clip = (startS: number) =>
      timed('download', startS, 4, { url: `https://live.example/download.php?start=${startS}` });
    const list = listOf(clip(100)).append([clip(700)]);
    expect(list.ranges().map(({ start, end }) => [start - T0, end - T0])).to.deep.equal([
      [100_000, 104_000],
      [700_000, 704_000],
    ]);
  });
});
