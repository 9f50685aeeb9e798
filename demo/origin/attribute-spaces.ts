/** A tag with an attribute list, for instance `#EXT-X-KEY:METHOD=AES-128,URI="…"`. */
const ATTRIBUTE_LIST = /^(#EXT-X-[A-Z-]+:)(?=[A-Z-]+=)(.*)$/gm;

/** Writes a space after the colon and after each comma of the attribute lists in a playlist, as some servers do. */
export function addAttributeSpaces(playlist: string): string {
  return playlist.replace(ATTRIBUTE_LIST, (_, tag: string, attributes: string) => {
    const spaced = attributes.replace(/"[^"]*"|,/g, (part) => (part === ',' ? ', ' : part));
    return `${tag} ${spaced}`;
  });
}
