const ATTRIBUTE = /([A-Z0-9-]+)=("[^"]*"|[^",]*)/g;

/** Reads an attribute list, `NAME=value,NAME="value"` (RFC 8216 § 4.2). Values are returned without quotes. */
export function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name, value.replaceAll('"', ''));
  }
  return attributes;
}

/** Returns the absolute URL of a URI in the playlist at `base`; null if the URI is invalid. */
export function resolveUri(uri: string, base: string): string | null {
  try {
    return new URL(uri, base).href;
  } catch {
    return null;
  }
}
