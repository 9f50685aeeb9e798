import { KeyReader } from './key-reader.ts';
import { isMedia, isPlaylist, linesOf, readMediaPlaylist, type MediaPlaylist } from './media-playlist.ts';
import { readMultivariantPlaylist, type MultivariantPlaylist } from './multivariant-playlist.ts';
import type { MediaSegment } from './segment.ts';
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
  if (!isMedia(lines)) return { kind: 'not-a-playlist' };
  const playlist = readMediaPlaylist(lines, url, new KeyReader(url));
  return { ...playlist, segments: withMapsMarked(playlist.segments) };
}

/**
 * Marks a discontinuity where the map changes, which an encoder writes anew when it begins anew: its time stamps may do
 * so, too, and not every server says so. Only within one playlist, since tokens in URLs differ from one to the next.
 */
const withMapsMarked = (segments: readonly MediaSegment[]): readonly MediaSegment[] =>
  segments.map((segment, index) => {
    const before = segments[index - 1];
    const isMarked = !before || segment.isDiscontinuity || segment.map?.tag === before.map?.tag;
    return isMarked ? segment : { ...segment, isDiscontinuity: true };
  });
