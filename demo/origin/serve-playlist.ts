import { refusalAnswer } from './answer.ts';
import { playlistWindow } from './playlist-window.ts';
import { readPlaylistRequest } from './playlist-request.ts';
import { Refusal } from './refusal.ts';
import type { Target } from './route.ts';
import type { Stream } from './stream.ts';
import { urlWithoutSignature } from './url-without-signature.ts';
import { writeMultivariantPlaylist } from './write-multivariant-playlist.ts';
import { writePlaylist } from './write-playlist.ts';

type PlaylistTarget = Extract<Target, { kind: 'playlist' }>;

/** Answers with segments, or with the stream's qualities where it has several: 404 for these, too, if there is nothing. */
export function servePlaylist(
  stream: Stream,
  url: URL,
  { streamName, segmentFolder }: PlaylistTarget,
): Response {
  const now = stream.now();
  const request = readPlaylistRequest(url.searchParams);
  if (request instanceof Refusal) return refusalAnswer(request);
  const first = stream.firstAskedAt(urlWithoutSignature(url), now);
  const window = playlistWindow(request, stream, { now, first });
  if (window instanceof Refusal) return refusalAnswer(window);
  const { variants, segmentMs } = stream.knobs;
  if (variants !== undefined) {
    return playlistAnswer(
      writeMultivariantPlaylist({ streamName, segmentMs, variants, query: url.search }),
      false,
    );
  }
  const isVod = request.type === 'vod';
  const grid = request.type === 'live' ? stream.grid : stream.recorded;
  const isSettled = isVod && stream.edgeNumber(now, grid) >= grid.numberFrom(request.end);
  return playlistAnswer(writePlaylist(grid, stream.knobs, { ...window, isVod, segmentFolder }), isSettled);
}

/** @param isSettled whether it will never be another */
const playlistAnswer = (text: string, isSettled: boolean): Response =>
  new Response(text, {
    headers: {
      'Content-Type': 'application/vnd.apple.mpegurl',
      'Cache-Control': isSettled ? 'public, max-age=60' : 'no-store',
    },
  });
