import type { UnixMs } from '../../src/core/index.ts';

const MINUTE_MS = 60_000;

/**
 * A stream of the origin's that has recorded two weeks without a hole, with knobs. Nothing else shares its faults'
 * counters: no other test, nor another run against the same server.
 */
export const ownStream = (knobs = '', name = 'studio'): string =>
  `/live/${name}~days=14.${String(Math.random()).slice(2, 12)}${knobs}.m3u8`;

/** The beginning of the minute so long ago: a segment begins there, where they last 4 s. */
export const minuteAgo = (ms: number): UnixMs => Math.floor((Date.now() - ms) / MINUTE_MS) * MINUTE_MS;

/** Where a segment of the stream's is. */
export const segmentOf = (stream: string, start: UnixMs): string =>
  `${stream.replace('.m3u8', '')}/${start}.ts`;
