import type { Knobs } from './knobs.ts';
import type { PlaylistWindow } from './playlist-window.ts';
import type { Stream } from './stream.ts';

export interface PlaylistText extends PlaylistWindow {
  /** Whether this is all there will ever be: then it says so with `EXT-X-ENDLIST`. */
  readonly isVod: boolean;
  /** What a segment's URL begins with, relative to the playlist's. */
  readonly segmentFolder: string;
}

/** Writes a media playlist as RFC 8216 has it; version 3, for durations with a fraction. */
export function writePlaylist({ grid, knobs }: Stream, text: PlaylistText): string {
  const durationS = knobs.segmentMs / 1000;
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    // Durations may exceed it by what rounding to the nearest second takes away, § 4.3.3.1.
    `#EXT-X-TARGETDURATION:${Math.round(durationS)}`,
    `#EXT-X-MEDIA-SEQUENCE:${text.from}`,
    ...(knobs.discontinuityTags
      ? [`#EXT-X-DISCONTINUITY-SEQUENCE:${grid.holesFollowedBefore(text.from)}`]
      : []),
    ...(text.isVod ? ['#EXT-X-PLAYLIST-TYPE:VOD'] : []),
  ];
  for (let number = text.from; number < text.to; number += 1) {
    const startMs = grid.startOf(number);
    const followsHole = grid.followsHole(number);
    // The tag belongs to the segment and leaves the list with it (§ 6.2.1): so it is also on the first one.
    if (followsHole && knobs.discontinuityTags) lines.push('#EXT-X-DISCONTINUITY');
    if (isDated(knobs.pdt, number === text.from, followsHole)) {
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs).toISOString()}`);
    }
    lines.push(`#EXTINF:${durationS.toFixed(3)},`, `${text.segmentFolder}/${startMs}.ts`);
  }
  if (text.isVod) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}

function isDated(pdt: Knobs['pdt'], isFirst: boolean, followsHole: boolean): boolean {
  switch (pdt) {
    case 'all':
      return true;
    case 'first':
      return isFirst;
    case 'discontinuity':
      return isFirst || followsHole;
    case 'none':
      return false;
  }
}
