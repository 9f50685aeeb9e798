import { readMediaPlaylist, type MediaPlaylist } from './media-playlist.ts';
import { readMultivariantPlaylist, type MultivariantPlaylist } from './multivariant-playlist.ts';

/** What a text is, and what it holds. */
export type Playlist = { readonly kind: 'not-a-playlist' } | MultivariantPlaylist | MediaPlaylist;

/**
 * Reads a playlist as RFC 8216 has it, and as servers write it: with a byte order mark, any line ends, unknown tags.
 *
 * @param url where the text came from, absolute; what is relative in it is so to this
 */
export function readPlaylist(text: string, url: string): Playlist {
  // This takes a byte order mark away as well.
  const lines = text.trimStart().split(/\r?\n/);
  const has = (tag: string) => lines.some((line) => line.startsWith(tag));
  if (!lines[0]?.startsWith('#EXTM3U')) return { kind: 'not-a-playlist' };
  if (has('#EXT-X-STREAM-INF:')) return readMultivariantPlaylist(lines, url);
  const isMedia = has('#EXTINF:') || has('#EXT-X-TARGETDURATION:') || has('#EXT-X-ENDLIST');
  // A text cut off after its first line tells nothing, not even that it is empty.
  return isMedia ? readMediaPlaylist(lines, url) : { kind: 'not-a-playlist' };
}
