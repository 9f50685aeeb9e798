import { EndlessPlaylist } from '../../../src/core/hls/endless-playlist.ts';
import { readPlaylist } from '../../../src/core/hls/read-playlist.ts';
import type { MediaSegment, TimedSegment } from '../../../src/core/hls/segment.ts';

export const T0 = Date.parse('2017-08-09T12:00:00Z');
export const BASE = 'https://live.example/app/stream.m3u8';

/** Reads the lines of a media playlist; the head of the playlist is added. */
export function segmentsOf(...lines: string[]): readonly MediaSegment[] {
  const text = ['#EXTM3U', '#EXT-X-TARGETDURATION:4', ...lines, ''].join('\n');
  const playlist = readPlaylist(text, BASE);
  if (playlist.kind !== 'media') throw new Error(`read as ${playlist.kind}`);
  return playlist.segments;
}

/** A segment whose file has the given name, and which begins some seconds after T0. */
export const timed = (
  name: number | string,
  startS: number,
  durationS = 4,
  more: Partial<TimedSegment> = {},
): TimedSegment => ({
  url: `https://live.example/app/${name}.ts`,
  durationMs: durationS * 1000,
  date: null,
  isDiscontinuity: false,
  byteRange: null,
  keys: [],
  map: null,
  isGap: false,
  start: T0 + startS * 1000,
  isEstimated: false,
  accuracyMs: 0,
  ...more,
});

/** Consecutive segments of 4 s. Their names are numbers: the start in seconds after T0, divided by 4. */
export const row = (fromS: number, toS: number, more: Partial<TimedSegment> = {}): TimedSegment[] =>
  Array.from({ length: (toS - fromS) / 4 }, (_, index) => {
    const startS = fromS + index * 4;
    return timed(startS / 4, startS, 4, index === 0 ? more : {});
  });

export const listOf = (...segments: TimedSegment[]): EndlessPlaylist =>
  EndlessPlaylist.empty.append(segments);

/** The name of a segment's file, without folder and extension. */
export const nameOf = ({ url }: MediaSegment): string => /([^/]*)\.[a-z0-9]+(\?.*)?$/.exec(url)?.[1] ?? url;

/** The names of the segments in a playlist, with `!` before a segment with a discontinuity. */
export const names = ({ segments }: EndlessPlaylist): string =>
  segments.map((segment) => `${segment.isDiscontinuity ? '!' : ''}${nameOf(segment)}`).join(' ');
