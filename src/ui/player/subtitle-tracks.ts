/** The text tracks that a viewer can read. Other tracks hold data, as the one in which hls.js keeps ID3 tags. */
export const subtitleTracks = ({ textTracks }: HTMLVideoElement): TextTrack[] =>
  [...textTracks].filter(({ kind }) => kind === 'subtitles' || kind === 'captions');

/** Shows the first subtitles, or none if any are shown. */
export function toggleSubtitles(video: HTMLVideoElement): void {
  const tracks = subtitleTracks(video);
  const shown = tracks.find(({ mode }) => mode === 'showing');
  if (shown) shown.mode = 'disabled';
  else if (tracks[0]) tracks[0].mode = 'showing';
}
