import type { LoadKind } from './fetcher.ts';

const PLAYLIST_TAG = '#EXTM3U';
const TS_PACKET_BYTES = 188;
const TS_SYNC_BYTE = 0x47;
/** Not just any `<` or `{`: encrypted media may begin with any byte. */
const ERROR_PAGE = /^\s*(<!doctype|<html|<\?xml|\{\s*")/i;

/** So much of a body tells what it is. */
export const TELLING_BYTES = 2 * TS_PACKET_BYTES;

/**
 * What is wrong with the body of a successful answer, in a sentence, or null. Proxies and gateways answer 200 with
 * an error page; hls.js gives up for good on a playlist that is none, and leaves out a segment that is none.
 */
export function checkBody(body: Uint8Array, kind: LoadKind): string | null {
  return checkStart(body, kind) ?? (kind === 'segment' ? checkLength(body, body.byteLength) : null);
}

/** What is wrong with the first {@link TELLING_BYTES} of a body, or with all of a shorter one. */
export function checkStart(start: Uint8Array, kind: LoadKind): string | null {
  if (start.byteLength === 0) return 'The server answers with nothing; try again later.';
  if (kind === 'playlist' && !textOf(start).startsWith(PLAYLIST_TAG)) {
    return 'The server answers with something that is not an HLS playlist; check the address.';
  }
  if (kind === 'segment' && ERROR_PAGE.test(textOf(start))) {
    return 'The server answers with something that is not media; try again later.';
  }
  return null;
}

/** Whether a segment of so many bytes is whole, as far as that can be told. */
export function checkLength(start: Uint8Array, bytes: number): string | null {
  const isTransportStream = start[0] === TS_SYNC_BYTE && start[TS_PACKET_BYTES] === TS_SYNC_BYTE;
  const isWhole = !isTransportStream || bytes % TS_PACKET_BYTES === 0;
  return isWhole ? null : 'The server sends media that is cut off; check the connection.';
}

/** TextDecoder leaves out the byte order mark that some servers put first. */
const textOf = (body: Uint8Array): string => new TextDecoder().decode(body.subarray(0, 64)).trimStart();
