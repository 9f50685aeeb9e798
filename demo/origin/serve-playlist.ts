import { Refusal, refusalAnswer } from './answers.ts';
import { readPlaylistRequest } from './playlist-request.ts';
import { playlistWindow } from './playlist-window.ts';
import type { Target } from './route.ts';
import type { Stream } from './stream.ts';
import { writeMediaPlaylist, writeMultivariantPlaylist } from './write-playlist.ts';

type PlaylistTarget = Extract<Target, { kind: 'playlist' }>;

/**
 * Answers with a media playlist, or with a multivariant playlist if the stream has variants. If there is nothing to
 * list, the multivariant playlist is a 404, too.
 */
export function servePlaylist(
  stream: Stream,
  url: URL,
  { streamName, segmentFolder }: PlaylistTarget,
): Response {
  const now = stream.now();
  const request = readPlaylistRequest(url.searchParams);
  if (request instanceof Refusal) return refusalAnswer(request);
  const window = playlistWindow(request, stream, { now, first: stream.firstRequestAt(url, now) });
  if (window instanceof Refusal) return refusalAnswer(window);
  const { variants, segmentMs } = stream.knobs;
  if (variants !== undefined) {
    const text = writeMultivariantPlaylist({ streamName, segmentMs, variants, query: url.search });
    return playlistAnswer(text, false);
  }
  const isVod = request.type === 'vod';
  const grid = request.type === 'live' ? stream.grid : stream.recordedGrid;
  const isFinal = isVod && stream.edgeNumber(now, grid) >= grid.numberFrom(request.end);
  return playlistAnswer(writeMediaPlaylist(grid, stream.knobs, { ...window, isVod, segmentFolder }), isFinal);
}

/** @param isFinal whether the playlist will never change, so that caches may keep it */
const playlistAnswer = (text: string, isFinal: boolean): Response =>
  new Response(text, {
    headers: {
      'Content-Type': 'application/vnd.apple.mpegurl',
      'Cache-Control': isFinal ? 'public, max-age=60' : 'no-store',
    },
  });
