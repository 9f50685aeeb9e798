import { expect } from 'chai';
import { isMovedOnTimeline, type PlaybackTimes } from '../../../src/ui/controls/playback-times.ts';
import { HOUR_MS } from '../stage.ts';

const NOW = Date.parse('2026-11-21T13:05:30Z');
const TIMES: PlaybackTimes = {
  now: NOW,
  playhead: NOW - HOUR_MS,
  bounds: { start: NOW - 24 * HOUR_MS, end: NOW },
  buffered: [{ start: NOW - HOUR_MS - 10_000, end: NOW - HOUR_MS + 10_000 }],
  seekable: [{ start: NOW - 2 * HOUR_MS, end: NOW }],
};

const laterBy = (ms: number) => ({
  now: TIMES.now + ms,
  playhead: TIMES.playhead! + ms,
  bounds: { start: TIMES.bounds.start + ms, end: TIMES.bounds.end + ms },
  buffered: TIMES.buffered.map(({ start, end }) => ({ start: start + ms, end: end + ms })),
  seekable: TIMES.seekable.map(({ start, end }) => ({ start: start + ms, end: end + ms })),
});

describe('isMovedOnTimeline', () => {
  const rows: [what: string, change: Partial<PlaybackTimes>, pixelMs: number, isMoved: boolean][] = [
    ['equal times', laterBy(0), 1000, false],
    ['times that are less than a pixel later', laterBy(999), 1000, false],
    ['times that are a pixel later', laterBy(1000), 1000, true],
    ['times that are less than 5 s later where a pixel is an hour', laterBy(4999), HOUR_MS, false],
    ['times that are 5 s later where a pixel is an hour', laterBy(5000), HOUR_MS, true],
    ['any later times where the width of a pixel is unknown', laterBy(1), 0, true],
    ['equal times where the width of a pixel is unknown', laterBy(0), 0, false],
    ['a playhead that has become unknown', { playhead: null }, HOUR_MS, true],
    ['a playhead that was moved back', { playhead: TIMES.playhead! - 1000 }, 1000, true],
    ['bounds that begin later', { bounds: { start: NOW - HOUR_MS, end: NOW } }, 1000, true],
    ['another buffered range', { buffered: [...TIMES.buffered, { start: NOW, end: NOW }] }, 1000, true],
    ['one buffered range less', { buffered: [] }, 1000, true],
    [
      'a seekable range that has grown',
      { seekable: [{ start: NOW - 2 * HOUR_MS, end: NOW + 4000 }] },
      1000,
      true,
    ],
  ];
  for (const [what, change, pixelMs, isMoved] of rows) {
    it(`is ${isMoved} for ${what}`, () =>
      expect(isMovedOnTimeline(TIMES, { ...TIMES, ...change }, pixelMs)).to.equal(isMoved));
  }

  it('is true where the playhead becomes known', () =>
    expect(isMovedOnTimeline({ ...TIMES, playhead: null }, TIMES, HOUR_MS)).to.equal(true));
});
