import { expect } from 'chai';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { asWritten } from './as-written.ts';
import { listOf, names, row, segmentsOf, T0, timed } from './segments.ts';

/** The media sequence number and the discontinuity sequence number of a playlist. */
const numbers = (list: EndlessPlaylist): string =>
  [...list.write().matchAll(/^#EXT-X-(?:MEDIA|DISCONTINUITY)-SEQUENCE:(\d+)$/gm)]
    .map(([, number]) => number)
    .join(' ');

/** Segments from 0 to 8 s, a hole, and segments from 300 to 308 s. */
const TWO = listOf(...row(0, 8), ...row(300, 308, { isDiscontinuity: true }));

describe('EndlessPlaylist', () => {
  it('is not changed by any of its methods', () => {
    const list = listOf(...row(0, 8));
    const text = list.write();
    list.append(row(8, 16));
    list.replaceWith(row(100, 108));
    list.dropBefore(T0 + 4000);
    list.ended();
    expect(list.write()).to.equal(text);
  });
});

describe('EndlessPlaylist.replaceWith', () => {
  it('begins with the next media sequence number and the next discontinuity sequence number', () => {
    const list = TWO.replaceWith(row(1000, 1012));
    expect([names(list), numbers(list), list.firstNumber]).to.deep.equal(['250 251 252', '4 2', 4]);
    expect(numbers(list.replaceWith(row(0, 4)))).to.equal('7 3');
  });

  it('begins with 0 if the playlist was empty', () => {
    expect(numbers(EndlessPlaylist.empty.replaceWith(row(0, 8)))).to.equal('0 0');
  });

  it('may contain segments that were there before', () => {
    expect(names(TWO.replaceWith(row(4, 12)))).to.equal('1 2');
  });

  it('returns the same playlist if there are no new segments', () => {
    expect(TWO.replaceWith([])).to.equal(TWO);
  });

  it('does not reduce the target duration', () => {
    const list = listOf(timed('long', 0, 9.4)).replaceWith(row(100, 104));
    expect(list.write()).to.contain('#EXT-X-TARGETDURATION:9\n');
  });
});

describe('EndlessPlaylist.dropBefore', () => {
  const rows: [atS: number, names: string, numbers: string][] = [
    [-10, '0 1 !75 76', '0 0'],
    [3.999, '0 1 !75 76', '0 0'],
    [4, '1 !75 76', '1 0'],
    [8, '!75 76', '2 1'],
    [300, '!75 76', '2 1'],
    [304, '76', '3 1'],
    [9999, '76', '3 1'],
  ];
  for (const [atS, left, leftNumbers] of rows) {
    it(`leaves the segments ${left} at ${atS} s`, () => {
      const list = TWO.dropBefore(T0 + atS * 1000);
      expect([names(list), numbers(list)]).to.deep.equal([left, leftNumbers]);
    });
  }

  it('counts a discontinuity on the second segment', () => {
    const list = listOf(timed(0, 0), timed(1, 300, 4, { isDiscontinuity: true }), timed(2, 304));
    expect(numbers(list.dropBefore(T0 + 4000))).to.equal('1 1');
    expect(numbers(list.replaceWith(row(1000, 1004)))).to.equal('3 2');
  });

  it('returns the same playlist if there is nothing to drop', () => {
    expect(TWO.dropBefore(T0 + 3999)).to.equal(TWO);
    expect(EndlessPlaylist.empty.dropBefore(T0)).to.equal(EndlessPlaylist.empty);
  });
});

describe('EndlessPlaylist.ended', () => {
  it('ends the playlist until something is added', () => {
    expect(EndlessPlaylist.empty.isEnded).to.equal(false);
    const list = listOf(...row(0, 8)).ended();
    expect(list.write()).to.match(/\/1\.ts\n#EXT-X-ENDLIST\n$/);
    expect([
      list.isEnded,
      list.append(row(8, 12)).isEnded,
      list.replaceWith(row(8, 12)).isEnded,
    ]).to.deep.equal([true, false, false]);
  });
});

describe('EndlessPlaylist.offsetMsOf', () => {
  const rows: [what: string, atS: number, offsetS: number | null][] = [
    ['an instant before the first segment', -5, 0],
    ['the start of the playlist', 0, 0],
    ['an instant in a segment', 5.5, 5.5],
    ['the first instant of a hole', 8, 8],
    ['an instant in a hole', 100, 8],
    ['the first instant after a hole', 300, 8],
    ['an instant after a hole', 305, 13],
    ['the last instant of the playlist', 307.999, 15.999],
    ['the end of the playlist', 308, null],
  ];
  for (const [what, atS, offsetS] of rows) {
    it(`returns ${offsetS === null ? 'null' : `${offsetS} s`} for ${what}`, () => {
      const expected = offsetS === null ? null : offsetS * 1000;
      expect(TWO.offsetMsOf(T0 + atS * 1000)).to.equal(expected);
    });
  }

  it('returns null for an empty playlist', () => expect(EndlessPlaylist.empty.offsetMsOf(T0)).to.equal(null));

  it('does not go back by more than 100 ms if dates jitter', () => {
    const list = listOf(timed(0, 0), timed(1, 4.2), timed(2, 7.9), timed(3, 12));
    let last = 0;
    for (let at = T0; at < T0 + 16_000; at += 50) {
      const offsetMs = list.offsetMsOf(at) ?? NaN;
      expect(offsetMs).to.be.at.least(last - 100);
      expect(Math.abs(offsetMs - (at - T0))).to.be.at.most(200);
      last = offsetMs;
    }
  });
});

describe('EndlessPlaylist.ranges', () => {
  it('returns ranges that are cut at holes', () => {
    expect(TWO.ranges()).to.deep.equal([
      { start: T0, end: T0 + 8000 },
      { start: T0 + 300_000, end: T0 + 308_000 },
    ]);
    expect([TWO.start, TWO.end]).to.deep.equal([T0, T0 + 308_000]);
  });

  it('does not cut at a discontinuity without a hole', () => {
    const list = listOf(...row(0, 8)).append(row(8, 12, { isDiscontinuity: true }));
    expect(list.ranges()).to.deep.equal([{ start: T0, end: T0 + 12_000 }]);
  });

  it('returns the same array each time, so that calling it costs nothing', () => {
    expect(TWO.ranges()).to.equal(TWO.ranges());
    expect(TWO.ended().ranges()).to.equal(TWO.ranges());
  });

  for (const [atS, ranges] of [
    [
      4,
      [
        { start: T0 + 4000, end: T0 + 8000 },
        { start: T0 + 300_000, end: T0 + 308_000 },
      ],
    ],
    [8, [{ start: T0 + 300_000, end: T0 + 308_000 }]],
    [304, [{ start: T0 + 304_000, end: T0 + 308_000 }]],
  ] as const) {
    it(`returns what is left after segments before ${atS} s were dropped`, () => {
      // The ranges of the shorter playlist are cut from those of the longer one, if these are known.
      TWO.ranges();
      expect(TWO.dropBefore(T0 + atS * 1000).ranges()).to.deep.equal(ranges);
    });
  }

  it('cuts at a hole between its end and what is added', () => {
    const list = listOf(...row(0, 8));
    list.ranges();
    expect(list.append(row(300, 308)).ranges()).to.deep.equal(TWO.ranges());
  });

  it('returns a new array for a playlist that has grown, and does not change the old array', () => {
    const list = listOf(...row(0, 8));
    const ranges = list.ranges();
    const grown = list.append(row(8, 16));
    expect(grown.ranges()).to.deep.equal([{ start: T0, end: T0 + 16_000 }]);
    expect(ranges).to.deep.equal([{ start: T0, end: T0 + 8000 }]);
  });

  it('returns no ranges for an empty playlist', () => {
    const { empty } = EndlessPlaylist;
    expect([empty.ranges(), empty.start, empty.end]).to.deep.equal([[], null, null]);
  });
});

describe('EndlessPlaylist.write', () => {
  it('writes everything that hls.js needs', () => {
    const list = listOf(
      timed(0, 0, 3.84),
      timed(1, 3.84, 4.5, { byteRange: { offsetBytes: 20, lengthBytes: 10 } }),
      timed(2, 300, 4.004004, { isDiscontinuity: true }),
    );
    expect(list.write().split('\n')).to.deep.equal([
      '#EXTM3U',
      '#EXT-X-VERSION:6',
      '#EXT-X-TARGETDURATION:5',
      '#EXT-X-MEDIA-SEQUENCE:0',
      '#EXT-X-DISCONTINUITY-SEQUENCE:0',
      '#EXT-X-PROGRAM-DATE-TIME:2017-08-09T12:00:00.000Z',
      '#EXTINF:3.84,',
      'https://live.example/app/0.ts',
      '#EXT-X-PROGRAM-DATE-TIME:2017-08-09T12:00:03.840Z',
      '#EXT-X-BYTERANGE:10@20',
      '#EXTINF:4.5,',
      'https://live.example/app/1.ts',
      '#EXT-X-DISCONTINUITY',
      '#EXT-X-PROGRAM-DATE-TIME:2017-08-09T12:05:00.000Z',
      '#EXTINF:4.004004,',
      'https://live.example/app/2.ts',
      '',
    ]);
  });

  it('writes a duration to the microsecond', () => {
    expect(listOf(timed(0, 0, 4.096003)).write()).to.contain('#EXTINF:4.096003,\n');
  });

  it('writes a target duration of at least a second', () => {
    expect(listOf(timed(0, 0, 0.4)).write()).to.contain('#EXT-X-TARGETDURATION:1\n');
  });

  it('writes a text that is read back as the same segments', () => {
    expect(segmentsOf(...TWO.write().split('\n'))).to.deep.equal(TWO.segments.map(asWritten));
  });
});
