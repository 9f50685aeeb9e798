/** Path and query, less the signature: what is the same each time that a client asks for the same thing. */
export function urlWithoutSignature(url: URL): string {
  const copy = new URL(url);
  copy.searchParams.delete('auth_key');
  return copy.pathname + copy.search;
}
