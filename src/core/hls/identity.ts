import type { MediaSegment } from './segment.ts';

/**
 * What tells that two segments are the same one: path and byte range, since the query may hold a signature that
 * changes. Where paths are not enough to tell the given segments apart, their whole URLs are.
 */
export function identityAmong(segments: readonly MediaSegment[]): (segment: MediaSegment) => string {
  const byPath = (segment: MediaSegment) => withOffset(pathOf(segment.url), segment);
  const isEnough = new Set(segments.map(byPath)).size === segments.length;
  return isEnough ? byPath : (segment) => withOffset(segment.url, segment);
}

const withOffset = (name: string, { byteRange }: MediaSegment): string =>
  byteRange ? `${name} ${byteRange.offsetBytes}` : name;

/** Without the host too: there may be several, to share the load. */
const pathOf = (url: string): string => /^[a-z][a-z0-9+.-]*:\/\/[^/]*([^?#]*)/i.exec(url)?.[1] ?? url;
