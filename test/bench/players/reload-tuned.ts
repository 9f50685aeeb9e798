import { bareHls } from './bare-hls.ts';

const TEN_MINUTES_MS = 600_000;

/** The best that a page author can do with `loadSource`: the first segment is fetched ahead, and the list is short. */
export const player = bareHls({ startFragPrefetch: true }, (source, at) =>
  source.recordingFrom(at, TEN_MINUTES_MS),
);
