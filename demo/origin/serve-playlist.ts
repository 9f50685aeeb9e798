import { Refusal, refusalAnswer } from './answers.ts';
import { addAttributeSpaces } from './attribute-spaces.ts';
import type { Knobs } from './knobs.ts';
import { readPlaylistRequest, type PlaylistRequest } from './playlist-request.ts';
import { isEncoderGone, playlistWindow } from './playlist-window.ts';
import { renditionsOf } from './renditions.ts';
import type { Target } from './route.ts';
import { tokenParts } from './segment-token.ts';
import type { Stream } from './stream.ts';
import { writeMultivariantPlaylist } from './write-multivariant-playlist.ts';
import { writeMediaPlaylist } from './write-playlist.ts';

type PlaylistTarget = Extract<Target, { kind: 'playlist' }>;

/**
 * Answers with a media playlist, or with a multivariant playlist if the stream has variants or renditions. If there is nothing to
 * list, the multivariant playlist is a 404, too.
 */
export function servePlaylist(
  stream: Stream,
  url: URL,
  { streamName, segmentFolder, token }: PlaylistTarget,
): Response {
  const now = stream.now();
  const request = understoodRequest(stream, url.searchParams);
  if (request instanceof Refusal) return refusalAnswer(request);
  const window = playlistWindow(request, stream, { now, first: stream.firstRequestAt(url, now) });
  if (window instanceof Refusal) return refusalAnswer(window);
  const { knobs } = stream;
  const renditions = renditionsOf(streamName, knobs);
  if (renditions) {
    const text = writeMultivariantPlaylist({ ...renditions, knobs, query: url.search });
    return playlistAnswer(text, knobs, false);
  }
  const isVod = request.type === 'vod';
  const isLive = request.type === 'live';
  const grid = isLive ? stream.grid : stream.recordedGrid;
  const isFinal = isVod && stream.edgeNumber(now, grid) >= grid.numberFrom(request.end);
  const isEnded = isVod || (isLive && knobs.down === 'ended' && isEncoderGone(stream, now));
  const { prefix, query } = tokenParts(stream, token !== null);
  const segmentName = (startMs: number): string => appendQuery(stream.segmentName(startMs), query);
  const keyName = (keyNumber: number): string => `${keyNumber}.key${query}`;
  const mapName = (startMs: number): string => `init/${startMs}.mp4${query}`;
  const names = { segmentFolder: prefix + segmentFolder, segmentName, keyName, mapName };
  const spec = { ...window, isVod, isEnded, ...names };
  return playlistAnswer(writeMediaPlaylist(grid, knobs, spec), knobs, isFinal);
}

/** @param query from `?` on, or an empty text */
const appendQuery = (name: string, query: string): string =>
  name + (name.includes('?') ? query.replace('?', '&') : query);

/** What the server takes a request for: see the knobs `shift` and `vodend`. */
function understoodRequest({ knobs }: Stream, query: URLSearchParams): PlaylistRequest | Refusal {
  if (!knobs.shift) return { type: 'live' };
  const request = readPlaylistRequest(query);
  if (request instanceof Refusal || request.type !== 'vod' || knobs.vodEnd === 'yes') return request;
  return { type: 'start', start: request.start };
}

/** @param isFinal whether the playlist will never change, so that caches may keep it */
const playlistAnswer = (text: string, { spaces }: Knobs, isFinal: boolean): Response =>
  new Response(spaces ? addAttributeSpaces(text) : text, {
    headers: {
      'Content-Type': 'application/vnd.apple.mpegurl',
      'Cache-Control': isFinal ? 'public, max-age=60' : 'no-store',
    },
  });
