import { keyAndMapTags } from './keys-and-maps.ts';
import type { TimedSegment } from './segment.ts';

export interface PlaylistToWrite {
  readonly targetDurationS: number;
  readonly mediaSequence: number;
  readonly discontinuitySequence: number;
  readonly isEnded: boolean;
  readonly segments: readonly TimedSegment[];
}

/** Writes a media playlist (RFC 8216). The version is 6, the first with `EXT-X-MAP` in any media playlist. */
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
    // The first segment has no segment before it; EXT-X-DISCONTINUITY-SEQUENCE says which discontinuity it follows.
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

/** The lines of each segment. Segments never change, but all are written again with every change of the playlist. */
const writtenLines = new WeakMap<TimedSegment, string>();

function linesOf(segment: TimedSegment): string {
  const known = writtenLines.get(segment);
  if (known !== undefined) return known;
  const { start, durationMs, byteRange, url } = segment;
  const range = byteRange ? `#EXT-X-BYTERANGE:${byteRange.lengthBytes}@${byteRange.offsetBytes}\n` : '';
  // Whole microseconds divided by 10^6 print without rounding errors.
  const durationS = Math.round(durationMs * 1e3) / 1e6;
  const date = new Date(start).toISOString();
  const lines = `#EXT-X-PROGRAM-DATE-TIME:${date}\n${range}#EXTINF:${durationS},\n${url}`;
  writtenLines.set(segment, lines);
  return lines;
}
