/** The absolute URL of a URI found in the playlist at `base`; null where it is none. */
export function resolveUri(uri: string, base: string): string | null {
  try {
    return new URL(uri, base).href;
  } catch {
    return null;
  }
}
