import { keyAndMapTags } from './keys-and-maps.ts';
import type { TimedSegment } from './segment.ts';

export interface PlaylistToWrite {
  readonly targetDurationS: number;
  readonly mediaSequence: number;
  readonly discontinuitySequence: number;
  readonly isEnded: boolean;
  readonly segments: readonly TimedSegment[];
}

/** Writes a media playlist as RFC 8216 has it; version 6, for maps. */
export function writePlaylist(playlist: PlaylistToWrite): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${playlist.targetDurationS}`,
    `#EXT-X-MEDIA-SEQUENCE:${playlist.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${playlist.discontinuitySequence}`,
  ];
  let previous: TimedSegment | null = null;
  for (const segment of playlist.segments) {
    // Before the first one there is nothing to be apart from; its number says what it follows (§ 6.2.1).
    if (previous && segment.isDiscontinuity) lines.push('#EXT-X-DISCONTINUITY');
    if (segment.keys !== previous?.keys || segment.map !== previous.map) {
      lines.push(...keyAndMapTags(previous, segment));
    }
    lines.push(linesOf(segment));
    previous = segment;
  }
  if (playlist.isEnded) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}

/** A segment never changes, and each is written again with every change of the playlist. */
const written = new WeakMap<TimedSegment, string>();

function linesOf(segment: TimedSegment): string {
  const known = written.get(segment);
  if (known !== undefined) return known;
  const { start, durationMs, byteRange, url } = segment;
  const range = byteRange ? `#EXT-X-BYTERANGE:${byteRange.lengthBytes}@${byteRange.offsetBytes}\n` : '';
  // Whole microseconds over 10^6 print as they are meant.
  const durationS = Math.round(durationMs * 1e3) / 1e6;
  const date = new Date(start).toISOString();
  const lines = `#EXT-X-PROGRAM-DATE-TIME:${date}\n${range}#EXTINF:${durationS},\n${url}`;
  written.set(segment, lines);
  return lines;
}
