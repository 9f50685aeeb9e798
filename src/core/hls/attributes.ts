const ATTRIBUTE = /([A-Z0-9-]+)=("[^"]*"|[^",]*)/g;

/** Reads `NAME=value,NAME="value"`, RFC 8216 § 4.2; values without their quotes. */
export function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name, value.replaceAll('"', ''));
  }
  return attributes;
}

/** The absolute URL of a URI found in the playlist at `base`; null where it is none. */
export function resolveUri(uri: string, base: string): string | null {
  try {
    return new URL(uri, base).href;
  } catch {
    return null;
  }
}
