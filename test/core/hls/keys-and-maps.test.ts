import { expect } from 'chai';
import type { MediaSegment, TimedSegment } from '../../../src/core/hls/segment.ts';
import { asWritten } from './as-written.ts';
import { listOf, segmentsOf, T0 } from './segments.ts';

const inTime = (segments: readonly MediaSegment[]): TimedSegment[] =>
  segments.map((segment, index) => ({
    ...segment,
    start: T0 + index * 4000,
    isEstimated: false,
    accuracyMs: 0,
  }));

const segment = (name: string) => `#EXTINF:4,\n${name}.ts`;
const [A, B, C] = ['a', 'b', 'c'].map(segment) as [string, string, string];

const key = (uri: string, more = '') => `#EXT-X-KEY:METHOD=AES-128,URI="${uri}"${more}`;
const iv = (number: number) => `,IV=0x${number.toString(16).padStart(32, '0')}`;
const absolute = (uri: string) => `https://live.example/app/${uri}`;

/** The lines with keys, maps and URLs of a written playlist, after some segments were dropped. */
function written(lines: readonly string[], dropped = 0): string[] {
  const list = listOf(...inTime(segmentsOf(...lines))).dropBefore(T0 + dropped * 4000);
  const isShown = (line: string) => /^(#EXT-X-(KEY|MAP)|[^#])/.test(line);
  return list.write().split('\n').filter(isShown);
}

describe('a key', () => {
  it('applies until the next key', () => {
    const lines = [A, key('k1', ',IV=0x1'), B, key('k2', ',IV=0x2'), C];
    expect(written(lines)).to.deep.equal([
      absolute('a.ts'),
      key(absolute('k1'), ',IV=0x1'),
      absolute('b.ts'),
      key(absolute('k2'), ',IV=0x2'),
      absolute('c.ts'),
    ]);
  });

  it('is written once for all segments that it applies to', () => {
    expect(written([key('k', ',IV=0x1'), A, B, C]).filter((line) => line.startsWith('#'))).to.have.length(1);
  });

  it('is written again when the segment that it was written before has been dropped', () => {
    expect(written([key('k', ',IV=0x1'), A, B], 1)).to.deep.equal([
      key(absolute('k'), ',IV=0x1'),
      absolute('b.ts'),
    ]);
  });

  it('without an IV is written before each segment, with the number in the original playlist as its IV', () => {
    const lines = ['#EXT-X-MEDIA-SEQUENCE:255', key('k'), A, B];
    expect(written(lines)).to.deep.equal([
      key(absolute('k'), iv(255)),
      absolute('a.ts'),
      key(absolute('k'), iv(256)),
      absolute('b.ts'),
    ]);
    expect(written(lines, 1)).to.deep.equal([key(absolute('k'), iv(256)), absolute('b.ts')]);
  });

  it('ends with METHOD=NONE', () => {
    const lines = [key('k', ',IV=0x1'), A, '#EXT-X-KEY:METHOD=NONE', B];
    expect(written(lines).slice(2)).to.deep.equal(['#EXT-X-KEY:METHOD=NONE', absolute('b.ts')]);
    expect(written(lines, 1)).to.deep.equal([absolute('b.ts')]);
  });

  it('applies together with keys of other formats, and is replaced by a key of its own format', () => {
    const [one, other, another] = ['d:1', 'd:2', 'd:3'].map((uri, index) =>
      key(uri, `,KEYFORMAT="${index === 0 ? 'one' : 'other'}"`),
    ) as [string, string, string];
    expect(written([one, other, A, another, B])).to.deep.equal([
      one,
      other,
      absolute('a.ts'),
      another,
      absolute('b.ts'),
    ]);
    expect(written([one, other, A, another, B], 1)).to.deep.equal([one, another, absolute('b.ts')]);
  });

  it('is written again if the key of another format ends, because METHOD=NONE ends both', () => {
    const [one, other] = [key('d:1', ',KEYFORMAT="one"'), key('d:2', ',KEYFORMAT="other"')];
    expect(written([one, other, A, '#EXT-X-KEY:METHOD=NONE', other, B]).slice(3)).to.deep.equal([
      '#EXT-X-KEY:METHOD=NONE',
      other,
      absolute('b.ts'),
    ]);
  });
});

describe('a map', () => {
  const map = (uri: string) => `#EXT-X-MAP:URI="${uri}",BYTERANGE="10@0"`;

  it('applies until the next map, and is written where it changes', () => {
    expect(written([map('1.mp4'), A, B, map('2.mp4'), C])).to.deep.equal([
      map(absolute('1.mp4')),
      absolute('a.ts'),
      absolute('b.ts'),
      map(absolute('2.mp4')),
      absolute('c.ts'),
    ]);
  });

  it('is not written again before the next key', () => {
    expect(written([map('1.mp4'), A, key('k', ',IV=0x1'), B]).slice(2)).to.deep.equal([
      key(absolute('k'), ',IV=0x1'),
      absolute('b.ts'),
    ]);
  });

  it('is not written again if the next window begins with the same map', () => {
    expect(written([map('1.mp4'), A, map('1.mp4'), B]).slice(2)).to.deep.equal([absolute('b.ts')]);
  });

  it('is written again if it needs another key', () => {
    const lines = [key('k', ',IV=0x1'), map('1.mp4'), A, key('l', ',IV=0x2'), map('1.mp4'), B];
    expect(written(lines).slice(3)).to.deep.equal([
      key(absolute('l'), ',IV=0x2'),
      map(absolute('1.mp4')),
      absolute('b.ts'),
    ]);
  });

  it('is written again when the segment that it was written before has been dropped', () => {
    expect(written([map('1.mp4'), A, B], 1)).to.deep.equal([map(absolute('1.mp4')), absolute('b.ts')]);
  });

  it('before a key does not need the key, even if both are written again', () => {
    const lines = [map('1.mp4'), key('k', ',IV=0x1'), A, B];
    const expected = [map(absolute('1.mp4')), key(absolute('k'), ',IV=0x1')];
    expect(written(lines).slice(0, 2)).to.deep.equal(expected);
    expect(written(lines, 1).slice(0, 2)).to.deep.equal(expected);
  });

  it('after a key needs the key', () => {
    const expected = [key(absolute('k'), ',IV=0x1'), map(absolute('1.mp4')), absolute('a.ts')];
    expect(written([key('k', ',IV=0x1'), map('1.mp4'), A])).to.deep.equal(expected);
  });

  it('that does not need the current key is written after the end of that key', () => {
    const lines = [key('k', ',IV=0x1'), A, '#EXT-X-KEY:METHOD=NONE', map('1.mp4'), key('k', ',IV=0x1'), B];
    expect(written(lines).slice(2)).to.deep.equal([
      '#EXT-X-KEY:METHOD=NONE',
      map(absolute('1.mp4')),
      key(absolute('k'), ',IV=0x1'),
      absolute('b.ts'),
    ]);
  });
});

it('keys, maps and byte ranges are read back as they were written', () => {
  const segments = inTime(
    segmentsOf(
      ...['#EXT-X-MEDIA-SEQUENCE:9', '#EXT-X-MAP:URI="1.mp4"', key('k'), '#EXT-X-BYTERANGE:10@5', A],
      ...['#EXT-X-BYTERANGE:7', A, '#EXT-X-KEY:METHOD=NONE', '#EXT-X-MAP:URI="2.mp4"', B, key('l'), C],
    ),
  );
  const list = listOf(...segments);
  expect(list.segments).to.have.length(4);
  expect(segmentsOf(...list.write().split('\n'))).to.deep.equal(list.segments.map(asWritten));
});
