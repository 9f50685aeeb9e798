import { KeyReader } from './key-reader.ts';
import { isMedia, isPlaylist, linesOf, readMediaPlaylist, type MediaPlaylist } from './media-playlist.ts';
import { readMultivariantPlaylist, type MultivariantPlaylist } from './multivariant-playlist.ts';
import { NO_VARIABLES, replaceVariables, type Variables } from './variables.ts';

export { protectionError } from './protection.ts';

/** What a text turned out to be, with its content. */
export type Playlist = { readonly kind: 'not-a-playlist' } | MultivariantPlaylist | MediaPlaylist;

/**
 * Reads a playlist (RFC 8216), with the deviations that servers have: a byte order mark, other line ends, unknown tags.
 *
 * The time is linear in the length of the text, whatever it holds, and all numbers are finite and bounded.
 *
 * @param url the absolute URL that the text came from; URIs in the text are relative to it
 * @param imported the variables of the multivariant playlist that the text is a variant of
 */
export function readPlaylist(text: string, url: string, imported: Variables = NO_VARIABLES): Playlist {
  const { lines, variables } = replaceVariables(linesOf(text), url, imported);
  const isMultivariant = isPlaylist(lines) && lines.some((line) => line.startsWith('#EXT-X-STREAM-INF:'));
  if (isMultivariant) return { ...readMultivariantPlaylist(lines, url), variables };
  return isMedia(lines) ? readMediaPlaylist(lines, url, new KeyReader(url)) : { kind: 'not-a-playlist' };
}
