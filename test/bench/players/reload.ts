import { bareHls } from './bare-hls.ts';

/** The baseline: what a page author does today. */
export const player = bareHls({}, (source, at) => source.listFrom(at));
