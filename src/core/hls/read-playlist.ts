import { readMediaPlaylist, type MediaPlaylist } from './media-playlist.ts';
import { readMultivariantPlaylist, type MultivariantPlaylist } from './multivariant-playlist.ts';

/** What a text turned out to be, with its content. */
export type Playlist = { readonly kind: 'not-a-playlist' } | MultivariantPlaylist | MediaPlaylist;

/**
 * Reads a playlist (RFC 8216), with the deviations that servers have: a byte order mark, other line ends, unknown tags.
 *
 * @param url the absolute URL that the text came from; URIs in the text are relative to it
 */
export function readPlaylist(text: string, url: string): Playlist {
  // trimStart also removes a byte order mark.
  const lines = text.trimStart().split(/\r?\n/);
  const has = (tag: string) => lines.some((line) => line.startsWith(tag));
  if (!lines[0]?.startsWith('#EXTM3U')) return { kind: 'not-a-playlist' };
  if (has('#EXT-X-STREAM-INF:')) return readMultivariantPlaylist(lines, url);
  const isMedia = has('#EXTINF:') || has('#EXT-X-TARGETDURATION:') || has('#EXT-X-ENDLIST');
  // A text that was cut off after its first line is not an empty playlist: nothing is known about its segments.
  return isMedia ? readMediaPlaylist(lines, url) : { kind: 'not-a-playlist' };
}
