import { expect } from 'chai';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { nameOf, segmentsOf, T0 } from './timed.ts';

interface Poll {
  /** When, in seconds after T0. */
  readonly nowS: number;
  /** The segments' names; `!` before one that is marked. */
  readonly names: string;
}

/** Polls a live playlist without dates; the names and times of what is in the list in the end. */
function poll(polls: readonly Poll[], recorded = RecordedRanges.empty, durationS = 4): string {
  let list = EndlessPlaylist.empty;
  for (const { nowS, names } of polls) {
    const lines = names
      .split(' ')
      .flatMap((name) => [
        ...(name.startsWith('!') ? ['#EXT-X-DISCONTINUITY'] : []),
        `#EXTINF:${durationS},`,
        `${name.replace('!', '')}.ts`,
      ]);
    const asked = { start: null, end: T0 + nowS * 1000 };
    list = list.append(timeSegments(segmentsOf(...lines), { asked, recorded, before: list.segments }));
  }
  return list.segments
    .map(
      (segment) => `${segment.isDiscontinuity ? '!' : ''}${nameOf(segment)}:${(segment.start - T0) / 1000}`,
    )
    .join(' ');
}

describe('timeSegments of a live playlist without dates', () => {
  it('ends it now', () => expect(poll([{ nowS: 12, names: 'a b c' }])).to.equal('a:0 b:4 c:8'));

  it('adds what is new to what is known, whenever it is asked', () => {
    const polls = [
      { nowS: 12, names: 'a b c' },
      { nowS: 14, names: 'a b c' },
      { nowS: 19.5, names: 'b c d' },
      { nowS: 20.1, names: 'c d e' },
    ];
    expect(poll(polls)).to.equal('a:0 b:4 c:8 d:12 e:16');
  });

  it('is not misled by a server that is behind', () => {
    const polls = [
      { nowS: 12, names: 'a b c' },
      { nowS: 13, names: '0 a b' },
      { nowS: 17, names: 'b c d' },
    ];
    expect(poll(polls)).to.equal('a:0 b:4 c:8 d:12');
  });

  it('leaves what is known where it is while nothing new comes', () => {
    const polls = [
      { nowS: 12, names: 'a b c' },
      { nowS: 300, names: 'a b c' },
    ];
    expect(poll(polls)).to.equal('a:0 b:4 c:8');
  });

  for (const mark of ['', '!']) {
    it(`places what comes after a while now, ${mark ? 'marked' : 'not marked'} as a discontinuity`, () => {
      const polls = [
        { nowS: 12, names: 'a b c' },
        { nowS: 308, names: `b c ${mark}d e` },
        { nowS: 312, names: `c ${mark}d e f` },
      ];
      expect(poll(polls)).to.equal('a:0 b:4 c:8 !d:300 e:304 f:308');
    });
  }

  it('places what has nothing in common with what is known now', () => {
    const polls = [
      { nowS: 12, names: 'a b c' },
      { nowS: 62, names: 'm n o' },
    ];
    expect(poll(polls)).to.equal('a:0 b:4 c:8 !m:50 n:54 o:58');
  });

  for (const mark of ['', '!']) {
    it(`loses nothing that seems to overlap what is known, ${mark ? 'marked' : 'not marked'} as a discontinuity`, () => {
      const polls = [
        { nowS: 14.1, names: 'a b c' },
        { nowS: 24, names: `${mark}d e f` },
      ];
      expect(poll(polls)).to.equal(`a:2.1 b:6.1 c:10.1 ${mark}d:14.1 e:18.1 f:22.1`);
    });
  }

  it('knows of a hole that the timeline tells of', () => {
    const recorded = RecordedRanges.empty.learn({ start: T0 - 60_000, end: T0 + 60_000 }, [
      { start: T0 - 60_000, end: T0 + 4000 },
      { start: T0 + 10_000, end: T0 + 60_000 },
    ]);
    expect(poll([{ nowS: 18, names: 'a b c' }], recorded)).to.equal('a:0 !b:10 c:14');
  });
});
