/** What is loaded: how a body is checked, how long it may take and what a failure means depend on it. */
export type LoadKind = 'playlist' | 'segment' | 'timeline';

const PLAYLIST_TAG = '#EXTM3U';
const TS_PACKET_BYTES = 188;
const TS_SYNC_BYTE = 0x47;
/** Encrypted media may begin like one, and all segments of a key alike; but then control characters follow. */
const ERROR_PAGE = /^\s*(<!doctype|<html|<\?xml|\{\s*")[\P{Cc}\s]*$/iu;

/** How many bytes of a body are enough to see what it is: three packets of an MPEG transport stream begin there. */
export const CHECKED_BYTES = 2 * TS_PACKET_BYTES + 1;

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
  const isComplete = bytes % TS_PACKET_BYTES === 0 || !isTransportStream(start);
  return isComplete ? null : 'The server sends media that is cut off; check the connection.';
}

/** Whether each packet begins with the sync byte. Of encrypted media, one in 65,536 segments does so with two packets. */
const isTransportStream = (start: Uint8Array): boolean =>
  [0, 1, 2].every((packet) => (start[packet * TS_PACKET_BYTES] ?? TS_SYNC_BYTE) === TS_SYNC_BYTE);

/** TextDecoder removes the byte order mark that some servers send first. */
const textOf = (body: Uint8Array): string => new TextDecoder().decode(body.subarray(0, 64)).trimStart();
