import type { UnixMs } from '../../src/core/time/time-range.ts';
import { changedSegments, settingsSince } from './encoder-settings.ts';
import { sizeName, type Knobs, type PictureSize } from './knobs.ts';
import type { PlaylistWindow } from './playlist-window.ts';
import { ivOf, keyNumberAt } from './segment-keys.ts';
import type { SegmentGrid } from './segment-grid.ts';

export interface MediaPlaylistSpec extends PlaylistWindow {
  readonly isVod: boolean;
  /** Whether `EXT-X-ENDLIST` says that no segments will follow. */
  readonly isEnded: boolean;
  /** The beginning of each segment's URL, relative to the playlist's URL. */
  readonly segmentFolder: string;
  /** The rest of the URL of the segment that begins at an instant. */
  readonly segmentName: (startMs: UnixMs) => string;
  /** The rest of the URL of a key. */
  readonly keyName: (keyNumber: number) => string;
  /** The rest of the URL of the initialization segment of the segments since an instant. */
  readonly mapName: (startMs: UnixMs) => string;
}

/** Writes a media playlist by RFC 8216. */
export function writeMediaPlaylist(grid: SegmentGrid, knobs: Knobs, spec: MediaPlaylistSpec): string {
  const lines: string[] = [];
  const folder = knobs.define ? '{$folder}' : spec.segmentFolder;
  const { aesMs } = knobs;
  const changed = changedSegments(grid, knobs);
  let lastKey: number | null = null;
  let lastMap: UnixMs | null = null;
  for (let number = spec.from; number < spec.to; number += 1) {
    const startMs = grid.startOf(number);
    const followsBreak = grid.followsBreak(number);
    // The tag belongs to the segment and is removed together with it (section 6.2.1). So the first segment of a
    // playlist has it, too.
    const isMarked = followsBreak || changed.includes(number);
    if (isMarked && knobs.discontinuityTags) lines.push('#EXT-X-DISCONTINUITY');
    if (hasDate(knobs.pdt, number === spec.from, isMarked)) {
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs + knobs.encoderMs).toISOString()}`);
    }
    const map = knobs.container === 'fmp4' ? settingsSince(grid, changed, number) : null;
    if (map !== null && map !== lastMap) {
      // A key would apply to the initialization segment, too, which is not encrypted.
      if (lastKey !== null) lines.push('#EXT-X-KEY:METHOD=NONE');
      lastKey = null;
      lines.push(`#EXT-X-MAP:URI="${folder}/${spec.mapName(map)}"`);
    }
    lastMap = map;
    const key = aesMs === undefined ? null : keyNumberAt(startMs, aesMs);
    if (key !== null && key !== lastKey) {
      lines.push(`#EXT-X-KEY:METHOD=AES-128,URI="${folder}/${spec.keyName(key)}",IV=0x${ivOf(key)}`);
    }
    lastKey = key;
    const duration = durationText(grid.endOf(number) - startMs, knobs);
    lines.push(`#EXTINF:${duration},`, `${folder}/${spec.segmentName(startMs)}`);
  }
  if (spec.isEnded) lines.push('#EXT-X-ENDLIST');
  return `${[...header(grid, knobs, spec, changed), ...lines].join('\n')}\n`;
}

/** Seconds, rounded to the unit of the knob `rounding`, and at least one unit. */
function durationText(durationMs: number, { roundingMs }: Knobs): string {
  const roundedMs = Math.max(1, Math.round(durationMs / roundingMs)) * roundingMs;
  return (roundedMs / 1000).toFixed(roundingMs % 1000 === 0 ? 0 : 3);
}

function header(
  grid: SegmentGrid,
  knobs: Knobs,
  spec: MediaPlaylistSpec,
  changed: readonly number[],
): string[] {
  const { from, zero = 0, isVod, segmentFolder } = spec;
  const marksBefore = (number: number): number =>
    grid.breaksBefore(number) + changed.filter((each) => each < number && !grid.followsBreak(each)).length;
  return [
    '#EXTM3U',
    `#EXT-X-VERSION:${versionOf(knobs)}`,
    ...(knobs.define ? [`#EXT-X-DEFINE:NAME="folder",VALUE="${segmentFolder}"`] : []),
    // Durations, rounded to the nearest second, must not exceed the target duration (section 4.3.3.1).
    `#EXT-X-TARGETDURATION:${Math.round(Number(durationText(knobs.segmentMs, knobs)))}`,
    `#EXT-X-MEDIA-SEQUENCE:${from - zero}`,
    ...(knobs.discontinuityTags
      ? [`#EXT-X-DISCONTINUITY-SEQUENCE:${marksBefore(from) - marksBefore(zero)}`]
      : []),
    ...(isVod ? ['#EXT-X-PLAYLIST-TYPE:VOD'] : []),
  ];
}

/** Fractions in durations need version 3, initialization segments 6, and variables 8 (section 7). */
function versionOf({ define, container }: Knobs): number {
  if (define) return 8;
  return container === 'fmp4' ? 6 : 3;
}

function hasDate(pdt: Knobs['pdt'], isFirst: boolean, isMarked: boolean): boolean {
  switch (pdt) {
    case 'all':
      return true;
    case 'first':
      return isFirst;
    case 'discontinuity':
      return isFirst || isMarked;
    case 'none':
      return false;
  }
}

const KEY_INTERVAL_S = 2;

/** The size of tables, stuffing and headers, however short a segment is. */
const OVERHEAD_KBITS = 96;

/** The highest costs that were measured, over many segment lengths and all times of day. */
const COSTS: ReadonlyMap<string, { readonly keyKbits: number; readonly kbitsPerS: number }> = new Map([
  ['320x180', { keyKbits: 26, kbitsPerS: 121 }],
  ['640x360', { keyKbits: 70, kbitsPerS: 102 }],
  ['1280x720', { keyKbits: 193, kbitsPerS: 147 }],
  ['1920x1080', { keyKbits: 433, kbitsPerS: 235 }],
]);

/** A margin for segments that were not measured. */
const HEADROOM = 1.05;

/** The attribute `BANDWIDTH` by RFC 8216, section 4.3.4.2: no segment of this length has a higher bit rate. */
export function peakBitsPerS(size: PictureSize, segmentMs: number): number {
  const costs = COSTS.get(sizeName(size));
  if (!costs) throw new RangeError(`The costs of ${sizeName(size)} were never measured.`);
  const durationS = segmentMs / 1000;
  // When a new minute begins, the whole picture changes, which costs as much as one more key picture.
  const wholePictures = Math.ceil(durationS / KEY_INTERVAL_S) + 1;
  const kbits = OVERHEAD_KBITS + wholePictures * costs.keyKbits + durationS * costs.kbitsPerS;
  return 1000 * Math.ceil((HEADROOM * kbits) / durationS);
}
