import { bareHls } from './bare-hls.ts';

const TEN_MINUTES_MS = 600_000;

/** The best that a page author can do with `loadSource`: a short playlist, whose first segment is fetched ahead. */
export const player = bareHls({ startFragPrefetch: true }, (source, at) =>
  source.vodPlaylistFrom(at, TEN_MINUTES_MS),
);
