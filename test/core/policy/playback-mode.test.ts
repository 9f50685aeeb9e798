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

describe('the mode', () => {
  const rows: Row[] = [
    ['live', {}, 8000, 'idle', 'live'],
    ['as near as live may be', {}, 30_000, 'live', 'live'],
    ['a little further', {}, 30_001, 'live', 'shifted'],
    ["live, a little ahead of what is known of the server's time", {}, -500, 'live', 'live'],
    ['live paused for an hour', {}, HOUR_MS, 'live', 'shifted'],
    ['from a start', FROM_START, HOUR_MS, 'idle', 'shifted'],
    ['from a start that has come up to live', FROM_START, 8000, 'shifted', 'live'],
    ['behind live', BEHIND, HOUR_MS, 'idle', 'shifted'],
    ['behind live by less than live is', { offsetMs: 10_000 }, 18_000, 'idle', 'live'],
    ['between a start and an end', BOUNDED, HOUR_MS, 'idle', 'shifted'],
    ['between a start and an end, near to live', BOUNDED, 1000, 'idle', 'shifted'],
    ['a recording', VOD, HOUR_MS, 'idle', 'vod'],
    ['a recording, near to live', VOD, 1000, 'idle', 'vod'],
    ['before the first picture of live', {}, null, 'idle', 'live'],
    ['before the first picture from a start', FROM_START, null, 'idle', 'shifted'],
    ['before the first picture behind live', BEHIND, null, 'idle', 'shifted'],
    ['before the first picture between a start and an end', BOUNDED, null, 'idle', 'shifted'],
    ['before the first picture of a recording', VOD, null, 'idle', 'vod'],
    ['during a seek of live, what it was', {}, null, 'shifted', 'shifted'],
    ['during a seek from a start, what it was', FROM_START, null, 'live', 'live'],
  ];
  for (const [what, request, behindMs, before, mode] of rows) {
    it(`is ${mode}: ${what}`, () => {
      const at = behindMs === null ? null : NOW - behindMs;
      expect(playbackMode(request, at, NOW, before)).to.equal(mode);
    });
  }
});
