/** What is loaded: how a body is checked, how long it may take and what a failure means depend on it. */
export type LoadKind = 'playlist' | 'segment' | 'timeline';

const PLAYLIST_TAG = '#EXTM3U';
const TS_PACKET_BYTES = 188;
const TS_SYNC_BYTE = 0x47;
/** A lone `<` or `{` is not enough: encrypted media may begin with any byte. */
const ERROR_PAGE = /^\s*(<!doctype|<html|<\?xml|\{\s*")/i;

/** How many bytes of a body are enough to see what it is: two packets of an MPEG transport stream. */
export const CHECKED_BYTES = 2 * TS_PACKET_BYTES;

/**
 * What is wrong with the body of a response with status 200, in a sentence, or null. Proxies and gateways send error
 * pages with status 200; hls.js fails for good on a playlist that is an error page, and skips such a segment.
 */
export function checkBody(body: Uint8Array, kind: LoadKind): string | null {
  return checkStart(body, kind) ?? (kind === 'segment' ? checkLength(body, body.byteLength) : null);
}

/** What is wrong with the first {@link CHECKED_BYTES} of a body, or with all of a shorter one. */
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

/** Whether a segment of so many bytes is complete. Only a transport stream shows that: it has whole packets. */
export function checkLength(start: Uint8Array, bytes: number): string | null {
  const isTransportStream = start[0] === TS_SYNC_BYTE && start[TS_PACKET_BYTES] === TS_SYNC_BYTE;
  const isComplete = !isTransportStream || bytes % TS_PACKET_BYTES === 0;
  return isComplete ? null : 'The server sends media that is cut off; check the connection.';
}

/** TextDecoder removes the byte order mark that some servers send first. */
const textOf = (body: Uint8Array): string => new TextDecoder().decode(body.subarray(0, 64)).trimStart();
