/** What `encodeURIComponent` leaves as it is although RFC 3986 reserves it. */
const RESERVED = /[!'()*]/g;

/**
 * Encodes all but `A-Za-z0-9-_.~`, as UTF-8, with capitals: the form that signatures are over.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 * @throws RangeError for half of a surrogate pair, which has no UTF-8
 */
export function percentEncode(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    // Which text is not told: it could be a token.
    throw new RangeError('Only whole characters can be sent; there is half of a surrogate pair');
  }
  return encodeURIComponent(text).replace(RESERVED, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
