/** Reads a decimal number of at least 0; null for anything else, or if it is larger than `most`. */
export function readNumber(text: string | undefined, most = Number.MAX_SAFE_INTEGER): number | null {
  const value = parseFloat(text ?? '');
  return value >= 0 && value <= most ? value : null;
}

/** Returns the absolute URL of a URI in the playlist at `base`; null if the URI is invalid. */
export function resolveUri(uri: string, base: string): string | null {
  try {
    return new URL(uri, base).href;
  } catch {
    return null;
  }
}
