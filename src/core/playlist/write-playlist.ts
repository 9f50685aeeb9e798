import type { SegmentKey, TimedSegment } from './segment.ts';

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
      lines.push(...changesOf(previous, segment));
    }
    lines.push(linesOf(segment));
    previous = segment;
  }
  if (playlist.isEnded) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}

function linesOf({ start, durationMs, byteRange, url }: TimedSegment): string {
  const range = byteRange ? `#EXT-X-BYTERANGE:${byteRange.lengthBytes}@${byteRange.offsetBytes}\n` : '';
  // Whole microseconds over 10^6 print as they are meant.
  const durationS = Math.round(durationMs * 1e3) / 1e6;
  const date = new Date(start).toISOString();
  return `#EXT-X-PROGRAM-DATE-TIME:${date}\n${range}#EXTINF:${durationS},\n${url}`;
}

/** The tags of keys and of the map that are not in effect yet. */
function changesOf(previous: TimedSegment | null, { keys, map }: TimedSegment): string[] {
  const lines: string[] = [];
  let inEffect = previous?.keys ?? [];
  const change = (to: readonly SegmentKey[]) => {
    lines.push(...keyChanges(inEffect, to));
    inEffect = to;
  };
  if (map && !isSameMap(map, previous?.map)) {
    change(map.keys);
    lines.push(map.tag);
  }
  change(keys);
  return lines;
}

function isSameMap(one: NonNullable<TimedSegment['map']>, other: TimedSegment['map'] | undefined): boolean {
  return one.tag === other?.tag && keyChanges(one.keys, other.keys).length === 0;
}

function keyChanges(from: readonly SegmentKey[], to: readonly SegmentKey[]): string[] {
  const isIn = (keys: readonly SegmentKey[], what: keyof SegmentKey) => (key: SegmentKey) =>
    keys.some((other) => other[what] === key[what]);
  // The one way to be rid of a key is to be rid of all.
  if (!from.every(isIn(to, 'format'))) return ['#EXT-X-KEY:METHOD=NONE', ...to.map(({ tag }) => tag)];
  return to.filter((key) => !isIn(from, 'tag')(key)).map(({ tag }) => tag);
}
