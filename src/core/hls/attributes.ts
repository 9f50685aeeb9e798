/** The text between two commas; a comma between quotes is part of a value. */
const ATTRIBUTE = /(?:[^,"]|"[^"]*"?)+/g;

/** The attributes whose values are quoted strings, among those that are written again. */
const QUOTED = new Set(['URI', 'KEYFORMAT', 'KEYFORMATVERSIONS', 'BYTERANGE']);

/**
 * Reads an attribute list, `NAME=value,NAME="value"` (RFC 8216 § 4.2), of any tag. Values are returned without quotes.
 * Servers also write spaces around names and values, and leave quotes out. The time is linear in the length of the text.
 */
export function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [item] of text.matchAll(ATTRIBUTE)) {
    const equals = item.indexOf('=');
    const value = item.slice(equals + 1).replaceAll('"', '');
    if (equals > 0) attributes.set(item.slice(0, equals).trim(), value.trim());
  }
  return attributes;
}

/** Writes an attribute list as RFC 8216 wants it: no spaces, and quotes where they belong. */
export const writeAttributes = (attributes: ReadonlyMap<string, string>): string =>
  Array.from(attributes, ([name, value]) => `${name}=${QUOTED.has(name) ? `"${value}"` : value}`).join(',');
