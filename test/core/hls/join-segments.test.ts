import { expect } from 'chai';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import type { TimedSegment } from '../../../src/core/hls/segment.ts';
import { listOf, names, row, T0, timed } from './timed.ts';

describe('joining', () => {
  const rows: [what: string, incoming: TimedSegment[], names: string][] = [
    ['what goes on', row(8, 16), '0 1 2 3'],
    ['what goes on, after what it has already', row(0, 16), '0 1 2 3'],
    ['what goes on, after some of what it has', row(4, 12), '0 1 2'],
    ['nothing where it has all', row(0, 8), '0 1'],
    ['nothing from before it', row(-20, 4), '0 1'],
    ['nothing from long before it', row(-2000, -1992), '0 1'],
    ['what comes after a hole', row(20, 28), '0 1 !5 6'],
    ['what comes just after', [timed(2, 8.5)], '0 1 2'],
    ['what comes a little later, as after a hole', [timed(2, 8.501)], '0 1 !2'],
    ['what comes a little later in an estimate', [timed(2, 9.5, 4, { isEstimated: true })], '0 1 2'],
    ['what comes later in an estimate', [timed(2, 9.501, 4, { isEstimated: true })], '0 1 !2'],
    ['what is marked', row(8, 16, { isDiscontinuity: true }), '0 1 !2 3'],
    [
      'what is known by another signature not again',
      [timed('1', 4, 4, { url: 'https://b.example/app/1.ts?auth_key=2' }), timed(2, 8)],
      '0 1 2',
    ],
    ['what is known by another time not again', [timed(1, 7, 4), timed(2, 11)], '0 1 2'],
    ['what has other names by its time', [timed('b', 4), timed('c', 8)], '0 1 c'],
    [
      'the greater part of what has other names',
      [timed('b', 3.9, 4.1), timed('c', 6.1), timed('d', 10.1)],
      '0 1 !c d',
    ],
    [
      'not the lesser part of it in an estimate',
      [timed('b', 5.9, 4, { isEstimated: true }), timed('c', 9.4, 4, { isEstimated: true })],
      '0 1 c',
    ],
    ['what an encoder made whose clock went back by 2 s', [timed('b', 6), timed('c', 10)], '0 1 !b c'],
    ['what has a name again after hours', [timed(0, 9000)], '0 1 !0'],
    [
      'what only the query tells apart',
      [1, 2, 3].map((n) => timed(2, n * 4 + 4, 4, { url: `https://live.example/app/2.ts?n=${n}` })),
      '0 1 2 2 2',
    ],
  ];
  for (const [what, incoming, expected] of rows) {
    it(`adds ${what}`, () => expect(names(listOf(...row(0, 8)).append(incoming))).to.equal(expected));
  }

  it('is the same playlist where there is nothing to add', () => {
    const list = listOf(...row(0, 8));
    expect(list.append(row(0, 8))).to.equal(list);
    expect(list.append([])).to.equal(list);
    expect(EndlessPlaylist.empty.append([])).to.equal(EndlessPlaylist.empty);
  });

  it('tells parts of one file apart', () => {
    const part = (startS: number) =>
      timed('all', startS, 4, { byteRange: { offsetBytes: startS * 10, lengthBytes: 40 } });
    const list = listOf(part(0), part(4)).append([part(4), part(8)]);
    expect(list.segments.map(({ byteRange }) => byteRange?.offsetBytes)).to.deep.equal([0, 40, 80]);
  });

  it('does not mark what follows in its own playlist, though estimates put it elsewhere', () => {
    const list = listOf(...row(0, 8)).append([timed(1, 5), timed(2, 9)]);
    expect(names(list)).to.equal('0 1 2');
    expect(list.ranges()).to.deep.equal([{ start: T0, end: T0 + 13_000 }]);
  });

  it('keeps the order of time where the last one was cut short and a clock went back', () => {
    const list = listOf(timed('a', 0), timed('b', 4, 0.4)).append([timed('c', 3.4), timed('d', 7.4)]);
    expect(list.segments.map(({ start }) => (start - T0) / 1000)).to.deep.equal([0, 4, 4.001, 7.4]);
    expect(names(list)).to.equal('a b !c d');
  });

  const orders: [what: string, fromS: number, startsS: number[]][] = [
    ['a little later than the dates that follow', 7, [0, 4, 7, 11, 15]],
    ['later by a segment', 4, [0, 4, 4.001, 8, 12]],
    ['later by some segments', -5, [0, 4, 4.001, 4.002, 4.003]],
    ['later by as much as a clock that was set back', -40, [0, 4, 8, 12, 16]],
  ];
  for (const [what, fromS, startsS] of orders) {
    it(`keeps the order of time after estimates that are ${what}`, () => {
      const following = [2, 3, 4].map((name) => timed(name, fromS + (name - 2) * 4));
      const list = listOf(...row(0, 8)).append([timed(1, fromS - 4), ...following]);
      expect(list.segments.map(({ start }) => (start - T0) / 1000)).to.deep.equal(startsS);
    });
  }
});
