import type { LoadKind } from './stream-fetch.ts';

const PLAYLIST_TAG = '#EXTM3U';
const TS_PACKET_BYTES = 188;
const TS_SYNC_BYTE = 0x47;
/** Not just any `<` or `{`: encrypted media may begin with any byte. */
const ERROR_PAGE = /^\s*(<!doctype|<html|<\?xml|\{\s*")/i;

/**
 * What is wrong with the body of a successful answer, in a sentence, or null. Proxies and gateways answer 200 with
 * an error page; hls.js gives up for good on a playlist that is none, and leaves out a segment that is none.
 */
export function checkBody(body: ArrayBuffer, kind: LoadKind): string | null {
  if (body.byteLength === 0) return 'The server answers with nothing; try again later.';
  if (kind === 'playlist') {
    return startOf(body).startsWith(PLAYLIST_TAG)
      ? null
      : 'The server answers with something that is not an HLS playlist; check the address.';
  }
  if (kind === 'segment' && isTransportStream(body) && body.byteLength % TS_PACKET_BYTES !== 0) {
    return 'The server sends media that is cut off; check the connection.';
  }
  if (kind === 'segment' && ERROR_PAGE.test(startOf(body))) {
    return 'The server answers with something that is not media; try again later.';
  }
  return null;
}

/** TextDecoder leaves out the byte order mark that some servers put first. */
const startOf = (body: ArrayBuffer): string => new TextDecoder().decode(body.slice(0, 64)).trimStart();

function isTransportStream(body: ArrayBuffer): boolean {
  const bytes = new Uint8Array(body);
  return bytes[0] === TS_SYNC_BYTE && bytes[TS_PACKET_BYTES] === TS_SYNC_BYTE;
}
