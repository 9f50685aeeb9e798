import { expect } from 'chai';
import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { timeSegments } from '../../../src/core/hls/estimate-dates.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { nameOf, segmentsOf, T0 } from './segments.ts';

interface Poll {
  /** Server time in seconds after T0. */
  readonly nowS: number;
  /** The names of the segments, with `!` before a segment that has a discontinuity. */
  readonly names: string;
}

/** Polls a live playlist without dates, and returns the names and times of the segments that it has become. */
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

describe('timeSegments, for a live playlist without dates,', () => {
  it('ends the playlist now', () => expect(poll([{ nowS: 12, names: 'a b c' }])).to.equal('a:0 b:4 c:8'));

  it('places new segments behind the known ones, whenever it polls', () => {
    const polls = [
      { nowS: 12, names: 'a b c' },
      { nowS: 14, names: 'a b c' },
      { nowS: 19.5, names: 'b c d' },
      { nowS: 20.1, names: 'c d e' },
    ];
    expect(poll(polls)).to.equal('a:0 b:4 c:8 d:12 e:16');
  });

  it('keeps the times if a server answers with an older playlist', () => {
    const polls = [
      { nowS: 12, names: 'a b c' },
      { nowS: 13, names: '0 a b' },
      { nowS: 17, names: 'b c d' },
    ];
    expect(poll(polls)).to.equal('a:0 b:4 c:8 d:12');
  });

  it('estimates the times', () => {
    const scene = { asked: { start: null, end: T0 }, recorded: RecordedRanges.empty, before: [] };
    const [segment] = timeSegments(segmentsOf('#EXTINF:4,', 'a.ts'), scene);
    expect(segment?.isEstimated).to.equal(true);
  });

  it('moves a single new segment that seems to overlap the known ones behind them', () => {
    const polls = [
      { nowS: 14.1, names: 'a b c' },
      { nowS: 16, names: 'd' },
    ];
    expect(poll(polls)).to.equal('a:2.1 b:6.1 c:10.1 d:14.1');
  });

  for (const [what, nowS, startS] of [
    ['behind the known ones if it then ends at most 10 s ago', 26, '12'],
    ['now if it would end longer ago', 26.001, '22.001'],
  ] as const) {
    it(`places a new segment ${what}`, () => {
      const polls = [
        { nowS: 12, names: 'a b c' },
        { nowS, names: 'b c d' },
      ];
      expect(poll(polls)).to.match(new RegExp(`^a:0 b:4 c:8 !?d:${startS}$`));
    });
  }

  it('does not move known segments while nothing new comes', () => {
    const polls = [
      { nowS: 12, names: 'a b c' },
      { nowS: 300, names: 'a b c' },
    ];
    expect(poll(polls)).to.equal('a:0 b:4 c:8');
  });

  for (const mark of ['', '!']) {
    it(`places segments that come after an outage now, ${mark ? 'with' : 'without'} a discontinuity`, () => {
      const polls = [
        { nowS: 12, names: 'a b c' },
        { nowS: 308, names: `b c ${mark}d e` },
        { nowS: 312, names: `c ${mark}d e f` },
      ];
      expect(poll(polls)).to.equal('a:0 b:4 c:8 !d:300 e:304 f:308');
    });
  }

  it('places segments that have nothing in common with the known ones now', () => {
    const polls = [
      { nowS: 12, names: 'a b c' },
      { nowS: 62, names: 'm n o' },
    ];
    expect(poll(polls)).to.equal('a:0 b:4 c:8 !m:50 n:54 o:58');
  });

  for (const mark of ['', '!']) {
    it(`keeps segments that seem to overlap the known ones, ${mark ? 'with' : 'without'} a discontinuity`, () => {
      const polls = [
        { nowS: 14.1, names: 'a b c' },
        { nowS: 24, names: `${mark}d e f` },
      ];
      expect(poll(polls)).to.equal(`a:2.1 b:6.1 c:10.1 ${mark}d:14.1 e:18.1 f:22.1`);
    });
  }

  it('finds a hole of the timeline', () => {
    const recorded = RecordedRanges.empty.learn({ start: T0 - 60_000, end: T0 + 60_000 }, [
      { start: T0 - 60_000, end: T0 + 4000 },
      { start: T0 + 10_000, end: T0 + 60_000 },
    ]);
    expect(poll([{ nowS: 18, names: 'a b c' }], recorded)).to.equal('a:0 !b:10 c:14');
  });
});
