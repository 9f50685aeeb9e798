import { expect } from 'chai';
import { markMapChanges } from '../../src/engine/mark-map-changes.ts';

const HEAD = ['#EXTM3U', '#EXT-X-TARGETDURATION:4'];
const MARK = '#EXT-X-DISCONTINUITY';
const map = (name: string) => `#EXT-X-MAP:URI="${name}.mp4"`;
const segment = (name: string) => ['#EXTINF:4,', `${name}.m4s`];

const marked = (...lines: string[]): string[] =>
  markMapChanges([...HEAD, ...lines, ''].join('\n'))
    .split('\n')
    .slice(2, -1);

describe('markMapChanges', () => {
  it('writes a discontinuity before a segment with another map', () => {
    const before = [map('a'), ...segment('1'), ...segment('2')];
    const date = '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:08Z';
    const behind = [date, map('b'), ...segment('3'), ...segment('4')];
    expect(marked(...before, ...behind)).to.deep.equal([...before, MARK, ...behind]);
  });

  it('leaves a playlist as it is whose discontinuities are there, before the map or behind it', () => {
    const lines = [
      map('a'),
      ...segment('1'),
      MARK,
      map('b'),
      ...segment('2'),
      map('c'),
      MARK,
      ...segment('3'),
    ];
    expect(marked(...lines)).to.deep.equal(lines);
  });

  it('leaves a playlist as it is that states the same map again, or none', () => {
    for (const lines of [
      [map('a'), ...segment('1'), map('a'), ...segment('2')],
      [...segment('1'), ...segment('2')],
    ]) {
      expect(marked(...lines)).to.deep.equal(lines);
    }
  });

  it('keeps the ends of lines, empty lines and what follows the last segment', () => {
    const text = [
      '#EXTM3U',
      map('a'),
      ...segment('1'),
      '',
      map('b'),
      '',
      ...segment('2'),
      '#EXT-X-ENDLIST',
      '',
    ].join('\r\n');
    expect(markMapChanges(text).replace(`${MARK}\n`, '')).to.equal(text);
    expect(markMapChanges(text)).to.include(MARK);
  });
});
