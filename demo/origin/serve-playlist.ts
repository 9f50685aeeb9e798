import { refusalAnswer } from './answer.ts';
import { playlistWindow } from './playlist-window.ts';
import { readPlaylistRequest } from './playlist-request.ts';
import { Refusal } from './refusal.ts';
import type { Stream } from './stream.ts';
import { urlWithoutSignature } from './url-without-signature.ts';
import { writePlaylist } from './write-playlist.ts';

export function servePlaylist(stream: Stream, url: URL, segmentFolder: string): Response {
  const now = stream.now();
  const request = readPlaylistRequest(url.searchParams);
  if (request instanceof Refusal) return refusalAnswer(request);
  const first = stream.firstAskedAt(urlWithoutSignature(url), now);
  const window = playlistWindow(request, stream, { now, first });
  if (window instanceof Refusal) return refusalAnswer(window);
  const isVod = request.type === 'vod';
  const isSettled = isVod && stream.edgeNumber(now) >= stream.grid.numberFrom(request.end);
  return new Response(writePlaylist(stream, { ...window, isVod, segmentFolder }), {
    headers: {
      'Content-Type': 'application/vnd.apple.mpegurl',
      'Cache-Control': isSettled ? 'public, max-age=60' : 'no-store',
    },
  });
}
