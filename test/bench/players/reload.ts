import { bareHls } from './bare-hls.ts';

/** The baseline: what page authors do today. */
export const player = bareHls({}, (source, at) => source.playlistFrom(at));
