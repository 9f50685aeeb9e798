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
  const playhead = (mediaTimeS: number, time: string) => ({ mediaTimeS, at: at(time) });

  const rows: [what: string, from: [number, string], to: [number, string], hole: TimeRange | null][] = [
    ['nothing while playback goes on', [100, '05:00'], [100.25, '05:00.250'], null],
    ['nothing while playback is paused', [100, '05:00'], [100, '05:00'], null],
    ['nothing at another playback rate', [100, '05:00'], [104, '05:04'], null],
    ['nothing if the two times differ by less than half a second', [100, '05:00'], [101, '05:01.499'], null],
    ['nothing if wall-clock time went back', [100, '20:00'], [100.25, '09:59'], null],
    ['a hole from edge to edge', [100, '09:59.900'], [100.2, '20:00.100'], during('10:00', '20:00')],
    [
      'a hole that begins while the audio of the last segment goes on',
      [100, '10:00.010'],
      [100.2, '20:00.100'],
      during('10:00', '20:00'),
    ],
    [
      'a hole from the edge of the pictures, up to half a second past it',
      [100, '10:00.499'],
      [100.2, '20:00.100'],
      during('10:00', '20:00'),
    ],
    [
      'a hole from where playback was, if that is not in the playlist',
      [100, '10:00.500'],
      [100.2, '20:00.100'],
      during('10:00.500', '20:00'),
    ],
    ['a hole of two seconds', [700, '29:59'], [702, '30:03'], during('30:00', '30:02')],
    ['two holes at once as one', [100, '09:59'], [704, '30:05'], during('10:00', '30:02')],
  ];
  for (const [what, from, to, hole] of rows) {
    it(`returns ${what}`, () =>
      expect(crossedHole(playhead(...from), playhead(...to), loaded)).to.deep.equal(hole));
  }

  const jumps: [what: string, from: [number, string], to: [number, string], hole: TimeRange | null][] = [
    ['nothing at the normal rate', [100, '05:00'], [104, '05:04'], null],
    ['nothing at a higher rate', [100, '05:00'], [700, '15:00'], null],
    ['nothing for a jump of a little less than half a second', [100, '05:00'], [101, '05:01.499'], null],
    ['a jump of half a second', [100, '05:00'], [101, '05:01.500'], during('05:00', '05:01.500')],
    [
      'a jump of half a second in ten minutes',
      [100, '05:00'],
      [700, '15:00.500'],
      during('05:00', '15:00.500'),
    ],
  ];
  for (const [what, from, to, hole] of jumps) {
    it(`returns ${what} if nothing is loaded`, () => {
      expect(crossedHole(playhead(...from), playhead(...to), [])).to.deep.equal(hole);
    });
  }

  it('returns nothing for a jump within one loaded range', () => {
    expect(crossedHole(playhead(100, '05:00'), playhead(101, '05:03'), loaded)).to.equal(null);
  });

  it('returns the time that was skipped if the playlist does not contain it any more', () => {
    expect(crossedHole(playhead(9, '41:00'), playhead(10, '45:00'), [])).to.deep.equal(
      during('41:00', '45:00'),
    );
  });

  it('returns a hole whose start a live playlist has dropped since', () => {
    const left = [during('20:00', '30:00')];
    const hole = crossedHole(playhead(100, '09:59.900'), playhead(100.2, '20:00.100'), left);
    expect(hole).to.deep.equal(during('09:59.900', '20:00'));
  });

  it('returns a hole exactly once, wherever its edge falls between two `timeupdate` events', () => {
    const hole = during('10:00', '20:00');
    const clock = new WallClock([
      { mediaTimeS: 0, durationS: 4, at: hole.start - 4000 },
      { mediaTimeS: 4, durationS: 4, at: hole.end },
    ]);
    const holesAt = (phaseMs: number) => {
      const times = Array.from({ length: 12 }, (_, index) => 3 + index / 4 + phaseMs / 1000);
      const playheads = times.map((mediaTimeS) => ({ mediaTimeS, at: clock.wallAt(mediaTimeS)! }));
      const holes = playheads
        .slice(1)
        .map((after, index) => crossedHole(playheads[index]!, after, clock.ranges()));
      return holes.filter((each) => each !== null);
    };
    for (let phaseMs = 0; phaseMs < 250; phaseMs += 5) {
      expect(holesAt(phaseMs), `${phaseMs} ms after a second`).to.deep.equal([hole]);
    }
  });
});

describe('continuation', () => {
  /** Minutes 05-20 and 30-50 are recorded, and the whole hour is known. */
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
    ['goes on at the end of a playlist that was cut', '15:00', {}],
    ['goes on from the very end of the playlist', '15:00', { at: at('15:00') }],
    ['waits until the end is near', null, { at: at('14:58.499') }],
    ['goes on a second and a half before the end', '15:00', { at: at('14:58.500') }],
    ['waits while the playlist may still grow', null, { unchangedMs: 14_999 }],
    ['does nothing before anything is loaded', null, { loaded: [] }],
    ['does nothing at the live edge', null, { bounds: during('00:00', '15:14.999') }],
    ['goes on if the live edge is far enough away', '15:00', { bounds: during('00:00', '15:15') }],
    ['does nothing at the end that the page has set', null, { bounds: during('05:00', '15:00') }],
    ['goes on behind a hole', '30:00', { at: at('20:00'), loaded: [during('10:00', '20:00')] }],
    [
      'does nothing if the page has set an end within the hole',
      null,
      { at: at('20:00'), loaded: [during('10:00', '20:00')], bounds: during('05:00', '30:00') },
    ],
    [
      'does nothing if nothing more is recorded',
      null,
      { at: at('50:00'), loaded: [during('40:00', '50:00')], bounds: during('00:00', '59:00') },
    ],
    ['goes on if it is not known what is recorded', '15:00', { recorded: RecordedRanges.empty }],
  ];
  for (const [what, next, changes] of rows) {
    it(what, () => {
      expect(continuation({ ...SCENE, ...changes })).to.equal(next === null ? null : at(next));
    });
  }
});
