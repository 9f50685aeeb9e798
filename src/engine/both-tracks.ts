import type { Fragment } from 'hls.js';

/** Whether hls.js has found both sound and picture in a fragment. */
export const hasBothTracks = ({ elementaryStreams: { audio, video, audiovideo } }: Fragment): boolean =>
  audiovideo !== null || (audio !== null && video !== null);
