/** What of the text tracks is there to be read: others hold data, as the one that HLS keeps its ID3 tags in. */
export const subtitleTracks = ({ textTracks }: HTMLVideoElement): TextTrack[] =>
  [...textTracks].filter(({ kind }) => kind === 'subtitles' || kind === 'captions');
