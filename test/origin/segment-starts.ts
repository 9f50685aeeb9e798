import type { ReadPlaylist } from './read-playlist.ts';

/** When the segments of a playlist begin, in epoch seconds. */
export const startsS = ({ segments }: ReadPlaylist): number[] =>
  segments.map(({ startMs }) => startMs / 1000);

/** From a time up to, but not including, another, in steps. */
export const span = (fromS: number, toS: number, stepS = 4): number[] =>
  Array.from({ length: Math.ceil((toS - fromS) / stepS) }, (_, index) => fromS + index * stepS);
