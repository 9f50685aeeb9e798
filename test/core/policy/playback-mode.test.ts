import { expect } from 'chai';
import type { PlaybackRequest } from '../../../src/core/service/playback-url.ts';
import { playbackMode, type PlaybackMode } from '../../../src/core/policy/playback-mode.ts';

const NOW = Date.parse('2017-08-09T12:00:00Z');
const HOUR_MS = 3_600_000;

const FROM_START = { start: NOW - HOUR_MS };
const BOUNDED = { start: NOW - HOUR_MS, end: NOW };
const VOD = { start: NOW - HOUR_MS, vodEnd: NOW };
const BEHIND = { offsetMs: HOUR_MS };

type Row = [
  what: string,
  request: PlaybackRequest,
  behindMs: number | null,
  before: PlaybackMode,
  mode: PlaybackMode,
];

describe('playbackMode', () => {
  const rows: Row[] = [
    ['near server time', {}, 8000, 'idle', 'live'],
    ['at the largest distance of live', {}, 30_000, 'live', 'live'],
    ['at a slightly larger distance', {}, 30_001, 'live', 'shifted'],
    ['live, a little ahead of the estimated server time', {}, -500, 'live', 'live'],
    ['live paused for an hour', {}, HOUR_MS, 'live', 'shifted'],
    ['from a start', FROM_START, HOUR_MS, 'idle', 'shifted'],
    ['from a start, after playback has reached live', FROM_START, 8000, 'shifted', 'live'],
    ['behind live', BEHIND, HOUR_MS, 'idle', 'shifted'],
    ['behind live by less than the distance of live', { offsetMs: 10_000 }, 18_000, 'idle', 'live'],
    ['between a start and an end', BOUNDED, HOUR_MS, 'idle', 'shifted'],
    ['between a start and an end, near to live', BOUNDED, 1000, 'idle', 'shifted'],
    ['a recording', VOD, HOUR_MS, 'idle', 'vod'],
    ['a recording, near to live', VOD, 1000, 'idle', 'vod'],
    ['live, before the first picture', {}, null, 'idle', 'live'],
    ['from a start, before the first picture', FROM_START, null, 'idle', 'shifted'],
    ['behind live, before the first picture', BEHIND, null, 'idle', 'shifted'],
    ['between a start and an end, before the first picture', BOUNDED, null, 'idle', 'shifted'],
    ['a recording, before the first picture', VOD, null, 'idle', 'vod'],
    ['live, during a seek from shifted', {}, null, 'shifted', 'shifted'],
    ['from a start, during a seek from live', FROM_START, null, 'live', 'live'],
  ];
  for (const [what, request, behindMs, before, mode] of rows) {
    it(`returns ${mode} for this picture: ${what}`, () => {
      const at = behindMs === null ? null : NOW - behindMs;
      expect(playbackMode(request, at, NOW, before)).to.equal(mode);
    });
  }
});
