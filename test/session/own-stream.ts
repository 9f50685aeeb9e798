import { windowAt, type UnixMs } from '../../src/core/index.ts';
import { MINUTE_MS } from '../time-units.ts';

/** Small pictures, which take little of the processor's time to make and to decode. */
const SMALL = '~size=320x180';

/** Knobs with small pictures, unless they say what size those have. */
export const withSmallPictures = (knobs: string): string =>
  knobs.includes('~size=') ? knobs : `${SMALL}${knobs}`;

/**
 * The URL of a stream of the origin that has recorded two weeks without a hole. Its name is random, so the origin
 * counts the faults in its knobs for this one test only, whatever else runs against the same server.
 */
export const ownStream = (knobs = '', name = 'studio'): string =>
  `/live/${name}~days=14.${String(Math.random()).slice(2, 12)}${withSmallPictures(knobs)}.m3u8`;

/**
 * The middle of the DVR window of an instant so long ago: up to five minutes more or less. Segments of 1, 2, 4 and 10 s
 * begin there. Whatever the time of day, no edge of a window is near enough to make the player load another window.
 */
export const windowMiddle = (agoMs: number): UnixMs => windowAt(Date.now() - agoMs).start + 5 * MINUTE_MS;

/** The URL of the segment of a stream that begins at an instant. */
export const segmentOf = (stream: string, start: UnixMs): string =>
  `${stream.replace('.m3u8', '')}/${start}.ts`;
