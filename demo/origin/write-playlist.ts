import type { Knobs } from './knobs.ts';
import type { PlaylistWindow } from './playlist-window.ts';
import type { SegmentGrid } from './segment-grid.ts';

export interface PlaylistText extends PlaylistWindow {
  /** Whether this is all there will ever be: then it says so with `EXT-X-ENDLIST`. */
  readonly isVod: boolean;
  /** What a segment's URL begins with, relative to the playlist's. */
  readonly segmentFolder: string;
}

/** Writes a media playlist as RFC 8216 has it; version 3, for durations with a fraction. */
export function writePlaylist(grid: SegmentGrid, knobs: Knobs, text: PlaylistText): string {
  const lines: string[] = [];
  for (let number = text.from; number < text.to; number += 1) {
    const startMs = grid.startOf(number);
    const followsBreak = grid.followsBreak(number);
    // The tag belongs to the segment and leaves the list with it (§ 6.2.1): so it is also on the first one.
    if (followsBreak && knobs.discontinuityTags) lines.push('#EXT-X-DISCONTINUITY');
    if (isDated(knobs.pdt, number === text.from, followsBreak)) {
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs).toISOString()}`);
    }
    const durationS = (grid.endOf(number) - startMs) / 1000;
    lines.push(`#EXTINF:${durationS.toFixed(3)},`, `${text.segmentFolder}/${startMs}.ts`);
  }
  if (text.isVod) lines.push('#EXT-X-ENDLIST');
  return `${[...header(grid, knobs, text), ...lines].join('\n')}\n`;
}

function header(grid: SegmentGrid, knobs: Knobs, { from, zero = 0, isVod }: PlaylistText): string[] {
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    // Durations may exceed it by what rounding to the nearest second takes away, § 4.3.3.1.
    `#EXT-X-TARGETDURATION:${Math.round(knobs.segmentMs / 1000)}`,
    `#EXT-X-MEDIA-SEQUENCE:${from - zero}`,
    ...(knobs.discontinuityTags
      ? [`#EXT-X-DISCONTINUITY-SEQUENCE:${grid.breaksBefore(from) - grid.breaksBefore(zero)}`]
      : []),
    ...(isVod ? ['#EXT-X-PLAYLIST-TYPE:VOD'] : []),
  ];
}

function isDated(pdt: Knobs['pdt'], isFirst: boolean, followsBreak: boolean): boolean {
  switch (pdt) {
    case 'all':
      return true;
    case 'first':
      return isFirst;
    case 'discontinuity':
      return isFirst || followsBreak;
    case 'none':
      return false;
  }
}
