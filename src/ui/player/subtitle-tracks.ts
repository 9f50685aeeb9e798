/** The text tracks that a viewer can read. Other tracks hold data, as the one in which hls.js keeps ID3 tags. */
export const subtitleTracks = ({ textTracks }: HTMLVideoElement): TextTrack[] =>
  [...textTracks].filter(({ kind }) => kind === 'subtitles' || kind === 'captions');
