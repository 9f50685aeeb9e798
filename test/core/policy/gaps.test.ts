import { expect } from 'chai';
import { continuation, crossedHole, type PlaylistEndScene } from '../../../src/core/policy/gaps.ts';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import type { TimeRange } from '../../../src/core/time/time-range.ts';
import { WallClock } from '../../../src/core/time/wall-clock.ts';

/** An instant between 12:00 and 13:00, by its minutes and seconds. */
const at = (time: string) => Date.parse(`2017-08-09T12:${time}Z`);
const during = (from: string, to: string): TimeRange => ({ start: at(from), end: at(to) });

describe('crossedHole', () => {
  const loaded = [during('00:00', '10:00'), during('20:00', '30:00'), during('30:02', '40:00')];
  const look = (mediaTimeS: number, time: string) => ({ mediaTimeS, at: at(time) });

  const rows: [what: string, from: [number, string], to: [number, string], hole: TimeRange | null][] = [
    ['nothing where playback goes on', [100, '05:00'], [100.25, '05:00.250'], null],
    ['nothing while it stands', [100, '05:00'], [100, '05:00'], null],
    ['nothing at another speed', [100, '05:00'], [104, '05:04'], null],
    ['nothing where the clocks drift by less than half a second', [100, '05:00'], [101, '05:01.499'], null],
    ['nothing where the wall clock went back', [100, '20:00'], [100.25, '09:59'], null],
    ['the hole from edge to edge', [100, '09:59.900'], [100.2, '20:00.100'], during('10:00', '20:00')],
    ['a hole of two seconds', [700, '29:59'], [702, '30:03'], during('30:00', '30:02')],
    ['two holes at once as one', [100, '09:59'], [704, '30:05'], during('10:00', '30:02')],
  ];
  for (const [what, from, to, hole] of rows) {
    it(`tells ${what}`, () => expect(crossedHole(look(...from), look(...to), loaded)).to.deep.equal(hole));
  }

  it('tells what was jumped where the playlist holds none of it any more', () => {
    expect(crossedHole(look(9, '41:00'), look(10, '45:00'), [])).to.deep.equal(during('41:00', '45:00'));
  });

  it('tells a hole that begins in what a live playlist has forgotten since', () => {
    const left = [during('20:00', '30:00')];
    const hole = crossedHole(look(100, '09:59.900'), look(100.2, '20:00.100'), left);
    expect(hole).to.deep.equal(during('09:59.900', '20:00'));
  });

  it('tells a hole once, and right, wherever its edge falls between the looks of `timeupdate`', () => {
    const hole = during('10:00', '20:00');
    const clock = new WallClock([
      { mediaTimeS: 0, durationS: 4, at: hole.start - 4000 },
      { mediaTimeS: 4, durationS: 4, at: hole.end },
    ]);
    const toldWith = (phaseMs: number) => {
      const times = Array.from({ length: 12 }, (_, index) => 3 + index / 4 + phaseMs / 1000);
      const looks = times.map((mediaTimeS) => ({ mediaTimeS, at: clock.wallAt(mediaTimeS)! }));
      const told = looks.slice(1).map((after, index) => crossedHole(looks[index]!, after, clock.ranges()));
      return told.filter((each) => each !== null);
    };
    for (let phaseMs = 0; phaseMs < 250; phaseMs += 5) {
      expect(toldWith(phaseMs), `${phaseMs} ms after a second`).to.deep.equal([hole]);
    }
  });
});

describe('continuation', () => {
  /** Recorded 05-20 and 30-50, all of it known. */
  const recorded = RecordedRanges.empty.learn(during('00:00', '59:59'), [
    during('05:00', '20:00'),
    during('30:00', '50:00'),
  ]);
  const SCENE: PlaylistEndScene = {
    at: at('14:59'),
    loaded: [during('05:00', '10:00'), during('12:00', '15:00')],
    recorded,
    bounds: during('00:00', '50:00'),
    unchangedMs: 15_000,
  };

  const rows: [what: string, next: string | null, changes: Partial<PlaylistEndScene>][] = [
    ['goes on where the playlist was cut', '15:00', {}],
    ['goes on from its very end', '15:00', { at: at('15:00') }],
    ['waits until its end is near', null, { at: at('14:58.499') }],
    ['goes on a second and a half before it', '15:00', { at: at('14:58.500') }],
    ['waits while the playlist may still grow', null, { unchangedMs: 14_999 }],
    ['has nothing to do before anything is loaded', null, { loaded: [] }],
    ['has nothing to do at live', null, { bounds: during('00:00', '15:14.999') }],
    ['goes on where live is far enough away', '15:00', { bounds: during('00:00', '15:15') }],
    ['has nothing to do at the end that the page set', null, { bounds: during('05:00', '15:00') }],
    ['goes on after the hole', '30:00', { at: at('20:00'), loaded: [during('10:00', '20:00')] }],
    [
      'has nothing to do where the page wants nothing after the hole',
      null,
      { at: at('20:00'), loaded: [during('10:00', '20:00')], bounds: during('05:00', '30:00') },
    ],
    [
      'has nothing to do where nothing is recorded any more',
      null,
      { at: at('50:00'), loaded: [during('40:00', '50:00')], bounds: during('00:00', '59:00') },
    ],
    ['tries where it is not known what is recorded', '15:00', { recorded: RecordedRanges.empty }],
  ];
  for (const [what, next, changes] of rows) {
    it(what, () => {
      expect(continuation({ ...SCENE, ...changes })).to.equal(next === null ? null : at(next));
    });
  }
});
